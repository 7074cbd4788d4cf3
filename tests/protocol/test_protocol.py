"""Our client and the kernel understand each other: it says what was recorded, and a kernel of today still answers as it did then."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1, serialize_msg_to_ws_v1

from permanence_lib.server import frames

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
#: Stands where the client's own random id of that comm belongs, and has as many letters.
CONTROL = "control-of-this-page".ljust(32, "-")
#: What jupyter_server itself says when it has started a dead kernel anew; it answers nothing.
RESTARTED: dict[str, Any] = {
    "to": None,
    "type": "status",
    "metadata": {},
    "content": {"execution_state": "restarting"},
    "buffers": [],
}
VECTORS = REPOSITORY / "tests" / "vectors" / "protocol" / "conversation.json"
SCRIPTS = REPOSITORY / "permanence_lib" / "screen" / "template" / "static"


@pytest.fixture(scope="module")
def recorded() -> dict[str, Any]:
    """The conversation as it was recorded."""
    found: dict[str, Any] = json.loads(VECTORS.read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def played(recorded: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What our client did with it, step by step."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js is not installed here; the continuous checks have it")
    folder = tmp_path_factory.mktemp("client")
    shutil.copytree(SCRIPTS, folder, dirs_exist_ok=True)
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    steps = [{"act": each["act"], "frames": [as_frame(heard) for heard in each["heard"]]} for each in recorded["steps"]]
    steps.append({"act": ["nothing"], "frames": [as_frame(RESTARTED)]})
    done = subprocess.run(
        [node, str(HERE / "player.mjs")],
        input=json.dumps({"folder": str(folder), "steps": steps}),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def as_frame(heard: dict[str, Any]) -> str:
    """What the kernel said as jupyter_server puts it on the websocket."""
    answered = {} if heard["to"] is None else {"msg_id": f"answer-to-{heard['to']:022d}"}
    parts = [{"msg_type": heard["type"]}, answered, heard["metadata"], heard["content"]]
    words = [json.dumps(part).replace('"control"', f'"{CONTROL}"') for part in parts]
    packed = [each.encode() for each in words] + [base64.b64decode(each) for each in heard["buffers"]]
    return base64.b64encode(serialize_msg_to_ws_v1(packed, "iopub")).decode("ascii")


def as_message(frame: str) -> dict[str, Any]:
    """What our client said as jupyter_server reads it."""
    channel, (header, parent, metadata, content, *buffers) = deserialize_msg_from_ws_v1(base64.b64decode(frame))
    assert channel == "shell" and json.loads(parent) == {}
    type = json.loads(header)["msg_type"]
    return {"type": type, "metadata": json.loads(metadata), "content": json.loads(content)} | {
        "buffers": [base64.b64encode(each).decode("ascii") for each in buffers]
    }


def named(said: list[dict[str, Any]], control: str) -> list[dict[str, Any]]:
    """With the random id of the comm by which states are asked for under its name."""
    changed: list[dict[str, Any]] = json.loads(json.dumps(said).replace(control, "control"))
    return changed


def truth(states: dict[str, Any]) -> dict[str, Any]:
    """What the kernel itself holds, from its answer with all states."""
    data, found = (
        states["content"]["data"],
        {id: dict(each["state"]) for id, each in states["content"]["data"]["states"].items()},
    )
    for (id, _, name), buffer in zip(data["buffer_paths"], states["buffers"], strict=True):
        found[id][name] = {"base64": buffer}
    return found


def test_our_client_says_what_was_recorded(recorded: dict[str, Any], played: list[dict[str, Any]]) -> None:
    """Message by message, as jupyter_server unpacks it."""
    said = [[as_message(frame) for frame in step["said"]] for step in played]
    control = str(said[0][0]["content"]["comm_id"])
    for wanted, found in zip(recorded["steps"], said[:-1], strict=True):
        assert named(found, control) == wanted["said"], wanted["name"]


def test_our_server_lets_all_of_it_pass(played: list[dict[str, Any]]) -> None:
    """The door that drops all but widget messages drops none of ours."""
    for step in played:
        for frame in step["said"]:
            frames.read(base64.b64decode(frame))


def test_our_client_then_holds_what_the_kernel_holds(recorded: dict[str, Any], played: list[dict[str, Any]]) -> None:
    """Before the last step, in which it is told all states again: corrections, binary parts, what was made and what was ended."""
    answer = next(heard for heard in recorded["steps"][-1]["heard"] if heard["type"] == "comm_msg")
    assert played[-2]["before"] == truth(answer)
    assert played[-2]["after"] == truth(answer)


def test_what_was_typed_never_flickers_back(recorded: dict[str, Any], played: list[dict[str, Any]]) -> None:
    """An echo of an older change comes after a newer one was made: nobody sees it."""
    seen = {each["name"]: step["seen"] for each, step in zip(recorded["steps"], played, strict=False)}
    assert seen["keys are faster than answers"] == ["f", "fa", "fas", "fast"]
    assert seen["a message does not wait, nor what was typed before it"] == ["first", "second"]
    assert seen["a change is on its way when the line breaks"] == ["on its way"]


def test_our_client_says_how_things_stand(recorded: dict[str, Any], played: list[dict[str, Any]]) -> None:
    """Ready once it has the states; lost and ready again when the line breaks; ended when its kernel was started anew."""
    breaks = ["lost", "ready"]
    wanted = [breaks if each["act"][0] in ("lose", "mend") else [] for each in recorded["steps"][1:]]
    assert [step["told"] for step in played] == [["ready"], *wanted, ["ended"]]


def test_a_kernel_of_today_answers_as_recorded(recorded: dict[str, Any]) -> None:
    """If not, a new ipykernel, ipywidgets, comm or anywidget speaks otherwise: look at what is different, then record anew."""
    done = subprocess.run(
        [sys.executable, str(HERE / "conversation.py")], capture_output=True, text=True, timeout=180, check=True
    )
    today = json.loads(done.stdout)
    for then, now in zip(recorded["steps"], today["steps"], strict=True):
        assert now == then, f"{then['name']}: recorded with {recorded['spoken_by']}, now {today['spoken_by']}"
