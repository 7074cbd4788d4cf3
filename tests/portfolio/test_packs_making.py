"""A pack holds what was chosen and nothing else, in a file that can ask nothing of any network."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import participant
import pytest

from permanence_lib.content.library import Content
from permanence_lib.portfolio import entries
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.packs import choosing, pack, sealing
from permanence_lib.portfolio.packs.pack import Pack, Wanted
from permanence_lib.store import open_store


@pytest.fixture(scope="module")
def handing_desk(content: Content) -> Iterator[Desk]:
    """The work of weeks 1, 5, 6 and 7; two pieces are in the portfolio, one of them shared by name."""
    store = open_store("sqlite://")
    desk = participant.study(store, content, ["w01", "w05", "w06", "w07"])
    entries.choose(desk, "w06a2", 1, "It is the first plan I would sign.")
    entries.choose(desk, "w06a4", 1, "The team asked for it.")
    yield Desk(content, store, desk.person, today=desk.today)
    store.close()


@pytest.fixture(scope="module")
def made(handing_desk: Desk) -> Pack:
    """The pack for week 7 with one piece of work."""
    wanted = Wanted(handing_desk.content.occasions["w07"], ("w06a2@1",), sender="Sam", note="Begin <here>.")
    return pack.make(handing_desk, wanted)


def test_only_what_was_chosen_is_in_the_file(made: Pack, handing_desk: Desk) -> None:
    """The plan is there with its line; nothing of any other answer is, not even what stands beside the items."""
    page = made.file().decode()
    assert "It is the first plan I would sign." in page and "Begin &lt;here&gt;." in page
    record = handing_desk.kept["w07a3"].value["items"]["time"]["where"]
    assert record and record[:20] not in page
    assert handing_desk.person.participant not in page
    for slot in ("w05a4", "w07a2", "w06a5", "w01a4"):
        long = [words for words in _words(handing_desk.kept[slot].value) if len(words) > 40]
        assert long and not any(words[:40] in page for words in long), slot


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _words(part)
    elif isinstance(value, list):
        for part in value:
            yield from _words(part)


def test_the_policy_lets_nothing_in_and_names_the_one_script_and_the_one_style(made: Pack) -> None:
    """Their hashes are those of what stands in the file."""
    page = made.file().decode()
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert policy and policy[1].startswith("default-src 'none'; ") and "unsafe" not in policy[1]
    for tag in ("style", "script"):
        inside = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.S)
        assert len(inside) == 1
        digest = base64.b64encode(hashlib.sha256(inside[0].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy[1]
    assert not re.search(r"""(?:src|href|action)=["']?(?!#)[a-z/]""", page)
    assert "http://" not in page.replace("http-equiv", "") and "https://" not in page


def test_what_is_written_down_is_what_is_shown(made: Pack) -> None:
    """Each hash is of the words on the page; the digest is of the whole."""
    page = made.file().decode()
    for one in made.sent["items"]:
        part = re.search(rf'data-item="{one["id"]}">(.*?)<div class="pack-choices">', page, re.S)
        assert part and sealing.shown(part[1]) == one["sha256"]
    piece = re.search(r'<article data-piece="w06a2@1"[^>]*>(.*?)<p class="pack-back">', page, re.S)
    assert piece and sealing.shown(piece[1]) == made.sent["pieces"][0]["sha256"]
    assert made.record["digest"] == sealing.digest(made.sent)
    given = re.search(r'<script type="application/json" id="pack-given">(.*?)</script>', page, re.S)
    assert given and json.loads(given[1]) == {"sent": made.sent, "key": made.key}


def test_two_packs_share_neither_id_nor_key(made: Pack, handing_desk: Desk) -> None:
    """The same choice again is another pack."""
    other = pack.make(handing_desk, Wanted(handing_desk.content.occasions["w07"], ("w06a2@1",)))
    assert other.page.id != made.page.id and other.key != made.key and len(bytes.fromhex(made.key)) == 32


def test_the_line_why_it_matters_goes_only_with_the_version_it_was_written_for(handing_desk: Desk) -> None:
    """A newer version has no such line yet."""
    participant.answer(
        handing_desk.store,
        handing_desk.person.participant,
        handing_desk.written["w06a4"],
        "w06a4",
        value={"answers": {}},
    )
    later = Desk(handing_desk.content, handing_desk.store, handing_desk.person, today=handing_desk.today)
    both = pack.make(later, Wanted(later.content.occasions["peer"], ("w06a4@1", "w06a4@2")))
    assert [one["why"] for one in both.sent["pieces"]] == ["The team asked for it.", ""]


def test_the_portfolio_comes_first_and_nothing_private_is_ticked(handing_desk: Desk) -> None:
    """Only an entry that readers usually want, and that is shared by name, is offered ticked."""
    found = choosing.choices(handing_desk, handing_desk.content.occasions["w07"])
    assert [one.value.partition("@")[0] for one in found[:2]] == ["w06a2", "w06a4"]
    assert {one.value: one.private for one in found}["w06a2@1"] is True
    ticked = choosing.offered_first(found)
    assert all(not one.private and one.chosen for one in found if one.value in ticked)
    assert [one.partition("@")[0] for one in ticked] == ["w06a4"]


def test_a_cohort_file_has_no_script_and_no_name_unless_one_is_put_on_it(handing_desk: Desk) -> None:
    """Anonymous means that nothing in it leads back."""
    wanted = Wanted(handing_desk.content.occasions["cohort"], (), note="I heard a goodbye.")
    page = pack.make(handing_desk, wanted).file().decode()
    assert "<script" not in page and "script-src" not in page and "I heard a goodbye." in page
    assert "somebody in the cohort" in page and "Reference" not in page


def test_headings_in_the_work_go_down_one_step_at_a_time(made: Pack) -> None:
    """Whatever a kind's printed form begins with."""
    levels = [int(level) for level in re.findall(r"<h(\d)", made.file().decode())]
    assert levels[0] == 1 and all(after - before <= 1 for before, after in pairwise(levels))
