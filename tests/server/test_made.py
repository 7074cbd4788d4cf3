"""What is the same for everybody, as files: under names that never change their meaning, compressed once."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
from pathlib import Path

import brotli
import pytest

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.screen import modules, parts
from permanence_lib.server import made
from permanence_lib.server.packed import Packed, packed
from permanence_lib.server.site import TEMPLATE
from permanence_lib.workbook import taught

STATIC = TEMPLATE / "static"


def test_every_week_finds_all_its_parts(content: Content) -> None:
    """By the names that its page and its kernel know."""
    for week in content.weeks:
        assert all(made.packed(name) for name in taught.addresses(week, content)), week


def test_a_server_makes_a_part_that_it_has_not_made_before(monkeypatch: pytest.MonkeyPatch, content: Content) -> None:
    """Its kernels made it, in processes of their own."""
    names = taught.addresses("w16", content)
    monkeypatch.setattr(parts, "_made", {})
    monkeypatch.setattr(made, "_packed", {})
    parts.forget()
    assert all(made.packed(name) for name in names if not name.startswith("w16"))


def test_a_view_names_what_it_fetches_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """And a server has it under this name, whichever process made it."""
    view = parts.view("options_matrix").text
    (name,) = re.findall(r'^export const more = "(.*)";$', view, re.MULTILINE)
    monkeypatch.setattr(parts, "_made", {})
    parts.forget()
    later = made.packed(name)
    assert later and b"export function more(" in later.plain
    assert "export const more" not in parts.view("poll").text


@pytest.mark.parametrize(
    "name",
    [
        "kit.000000000000.js",
        "view-none.000000000000.js",
        "view-.0.js",
        "w99.0.json",
        "other.0.js",
        "live-none.0.js",
        "more-poll.0.js",
    ],
)
def test_nothing_else_is_given(name: str) -> None:
    """Neither what there never was nor what is no more."""
    assert made.packed(name) is None


def test_facts_of_a_week_are_sent_once(content: Content) -> None:
    """And every exercise names those it stands on."""
    sent = json.loads(taught.week("w16", content).text)
    assert set(sent["exercises"]) == {each.id for each in exercises.readable(content, "w16")}
    named = {
        name for one in sent["exercises"].values() for found in one["material"].values() if isinstance(found, list) for name in found
    }  # fmt: skip
    assert named <= set(sent["facts"])


def test_the_same_in_every_form() -> None:
    """As it is, and compressed in two ways; a browser gets the shortest that it takes."""
    file = Packed.of("kit.js", "const a = 1;\n" * 100)
    assert file.for_browser("gzip, deflate, br")[0] == "br"
    assert (
        brotli.decompress(file.for_browser("br")[1]) == gzip.decompress(file.for_browser("gzip;q=1")[1]) == file.plain
    )
    assert file.for_browser("") == ("", file.plain)


def test_the_slim_client_is_one_file_that_parses(tmp_path: Path) -> None:
    """All that it imports is in it, so no two of its modules may use one name at their top."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js is not installed here; the continuous checks have it")
    module = packed(STATIC)["slim.js"].plain.decode()
    assert "\nimport " not in module
    checked = subprocess.run([node, "--check", "--input-type=module"], input=module, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr


def test_comments_stay_behind() -> None:
    """And the white space that only sets out; nothing else does, and nothing between quotation marks."""
    assert modules.bare_style("/* why */\na b,\np :hover {\n  color: red;\n}\n") == "a b,p :hover{color: red;}"
    assert modules.bare_style('a[x="b , {c}"] { content: "; " }') == 'a[x="b , {c}"]{content: "; "}'
    assert modules.shorn("// why\nconst a = 'http://b'; // so\n  go();\n") == "const a = 'http://b';\ngo();\n"
