"""The pages of sharing and verification: making a file, bringing an answer in, and what is shown of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

import handing
import participant
import pytest

from permanence_lib.content.library import Content
from permanence_lib.portfolio import leaving, pages
from permanence_lib.portfolio.desk import Desk
from permanence_lib.screen.asked import Answer, Asked, Given, Made, Upload, Went
from permanence_lib.store import open_store

Ask = Callable[..., Answer]


@pytest.fixture(scope="module")
def written(content: Content) -> Iterator[Desk]:
    """The work of weeks 1, 6 and 7."""
    store = open_store("sqlite://")
    yield participant.study(store, content, ["w01", "w06", "w07"])
    store.close()


@pytest.fixture
def ask(written: Desk) -> Ask:
    """Asks for a page, with a desk made anew as the server does: `ask('/sharing', sent=True, name='x')`."""

    def ask_for(path: str, *, sent: bool = False, upload: bytes | None = None, query: Any = None, **typed: Any) -> Answer:  # fmt: skip
        fields = {name: value if isinstance(value, tuple) else (value,) for name, value in typed.items()}
        files = {"file": Upload("return.json", upload)} if upload is not None else {}
        asked = Asked(path, query or {}, fields, files, "token", sent or upload is not None)
        found = pages.answer(Desk(written.content, written.store, written.person, today=written.today), asked)
        assert found is not None
        return found

    return ask_for


def _body(found: Answer) -> str:
    assert isinstance(found, Made)
    return found.body


def _carried(body: str) -> dict[str, str]:
    """What the preview would send when it is confirmed."""
    text = re.search(r'<textarea name="text" hidden>\n(.*?)</textarea>', body, re.S)
    base = re.search(r'name="base" value="(\d+)"', body)
    assert text and base
    return {"text": unescape(text[1]), "base": base[1]}


def _fresh(written: Desk, name: str) -> Any:
    found = written.store.latest(written.person.participant, name)
    return found.value if found else None


def test_all_three_parts_stand_on_one_page(ask: Ask) -> None:
    """Five occasions, a peer, the cohort, and a box for what came back."""
    body = _body(ask("/sharing"))
    for words in ("Ready to begin", "After module 1", "Completion", "A peer", "The cohort", "Bring in what came back"):
        assert words in body
    assert 'href="/sharing/w21"' in body


def test_an_address_that_is_not_there(written: Desk) -> None:
    """None, which the server says as not found."""
    for path in ("/sharing/w08", "/sharing/w07/made", "/sharing/w07/make/x", "/sharing/nothing/make"):
        assert pages.answer(written, Asked(path)) is None


def test_a_file_is_chosen_looked_through_and_made(ask: Ask, written: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Step 1, step 2, the question whether anybody real is named in it, and then the file and its record."""
    form = _body(ask("/sharing/w07/make"))
    assert 'value="w06a2@1"' in form and "<strong>Private</strong>" in form and 'name="piece" checked' not in form
    chosen = {"piece": ("w06a2@1",), "lines": "yes", "sender": "Sam", "note": "Begin with the plan."}
    check = _body(ask("/sharing/w07/make", sent=True, step="check", **chosen))
    assert "Check what leaves" in check and "Plan repair (private unless you choose it)" in check
    seen: list[Any] = []
    monkeypatch.setattr(leaving, "ask", lambda desk, asked, parts: seen.append(parts) or Made("Names?", "x"))
    assert ask("/sharing/w07/make", sent=True, step="make", **chosen) == Made("Names?", "x")
    assert set(seen[0]) == {"Plan repair", "What you wrote to the reader", "What you wrote beside each thing"}
    before = len([name for name in written.store.latest_all(written.person.participant) if name.startswith("pack:")])
    monkeypatch.setattr(leaving, "ask", lambda *_: None)
    given = ask("/sharing/w07/make", sent=True, step="make", **chosen)
    assert isinstance(given, Given) and given.name.endswith(".html") and b"Begin with the plan." in given.content
    kept = [name for name in written.store.latest_all(written.person.participant) if name.startswith("pack:")]
    assert len(kept) == before + 1


def test_what_looks_like_a_real_person_is_asked_about_before_the_file_is_made(ask: Ask) -> None:
    """The guard's own page carries the whole choice, and the file follows when the person is sure."""
    chosen = {"step": "make", "piece": ("w06a2@1", "w07a2@1"), "note": "Ring me on 07700 900123.", "sender": "Sam"}
    question = _body(ask("/sharing/w07/make", sent=True, **chosen))
    assert "07700 900123" in question and 'name="sure"' in question
    carried = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', question)
    assert [value for name, value in carried if name == "piece"] == ["w06a2@1", "w07a2@1"]
    given = ask("/sharing/w07/make", sent=True, sure="yes", **chosen)
    assert isinstance(given, Given) and given.content.count(b"data-piece=") == 2


def test_a_return_is_shown_confirmed_and_kept_whole(ask: Ask, written: Desk) -> None:
    """Nothing is kept by looking; taken over, it is verified item by item; brought again, it is said kindly."""
    record = handing.made(written, "w14")
    value = handing.answered(record, comment="<b>Seen</b> on the ninth.")
    name = f"return:{value['pack']}"
    preview = _body(ask("/sharing/return", upload=handing.file(value)))
    assert "&lt;b&gt;Seen&lt;/b&gt; on the ninth." in preview and "<b>Seen" not in preview
    assert "It does not show who answered" in preview and _fresh(written, name) is None
    assert ask("/sharing/return", sent=True, **_carried(preview)) == Went("/sharing?news=taken")
    assert _fresh(written, name) == value
    verified = _fresh(written, "verified:w14")
    assert verified["pack"] == value["pack"] and verified["by"] == "Team manager, B. A."
    assert {one["said"] for one in verified["items"].values()} == {"verified"} and len(verified["items"]) == 10
    assert "Everything confirmed. Team manager, B. A., 29 July 2026" in _body(ask("/sharing"))
    page = _body(ask("/sharing/w14"))
    assert "&lt;b&gt;Seen" in page and "Case tracker and module sign-off, week 14" in page
    again = _body(ask("/sharing/return", upload=handing.file(value)))
    assert "You have this answer already" in again and "<form" not in again
    assert len(written.store.history(written.person.participant, name)) == 1
    assert written.store.latest(written.person.participant, "w14a3") is None


def test_two_answers_to_one_file_stand_beside_each_other_and_the_person_chooses(ask: Ask, written: Desk) -> None:
    """Both are kept whichever stands; undecided, nothing happens."""
    record = handing.made(written, "start")
    first, other = handing.answered(record), handing.answered(record, said="not-yet", comment="In May.")
    name = f"return:{first['pack']}"
    ask("/sharing/return", sent=True, **_carried(_body(ask("/sharing/return", upload=handing.file(first)))))
    both = _body(ask("/sharing/return", upload=handing.file(other)))
    assert (
        "The new answer" in both
        and "The answer that stands now" in both
        and "In May." in both
        and "I was there." in both
    )
    carried = _carried(both)
    assert "Choose which of the two answers stands" in _body(ask("/sharing/return", sent=True, **carried))
    assert ask("/sharing/return", sent=True, stands="old", **carried) == Went("/sharing?news=kept")
    digests = [one.value["digest"] for one in written.store.history(written.person.participant, name)]
    assert digests == [first["digest"], other["digest"], first["digest"]]
    assert _fresh(written, "verified:start")["items"]["court"]["said"] == "verified"
    assert "2 different answers came to this file" in _body(ask("/sharing/start"))
    carried = _carried(_body(ask("/sharing/return", upload=handing.file(other))))
    assert ask("/sharing/return", sent=True, stands="new", **carried) == Went("/sharing?news=taken")
    assert _fresh(written, "verified:start")["items"]["court"]["said"] == "not-yet"


def test_an_answer_brought_in_by_another_window_meanwhile_is_not_written_over(ask: Ask, written: Desk) -> None:
    """The page was made before; both are shown, and nothing is changed."""
    record = handing.made(written, "w21")
    first, other = handing.answered(record), handing.answered(record, said="talk")
    carried = _carried(_body(ask("/sharing/return", upload=handing.file(other))))
    ask("/sharing/return", sent=True, **_carried(_body(ask("/sharing/return", upload=handing.file(first)))))
    found = _body(ask("/sharing/return", sent=True, stands="new", **carried))
    assert "Another answer was brought in meanwhile" in found and _fresh(written, f"return:{first['pack']}") == first


def test_a_second_file_may_ask_only_what_is_open_and_adds_to_what_is_verified(ask: Ask, written: Desk) -> None:
    """Item by item the later answer counts, with its own name and day."""
    record = handing.made(written, "w28")
    value = handing.answered(record)
    value["items"][3] |= {"said": "not-yet", "comment": "The third is on the ninth."}
    value = handing.sealed(value, record)
    ask("/sharing/return", sent=True, **_carried(_body(ask("/sharing/return", upload=handing.file(value)))))
    assert "Answered, with something open" in _body(ask("/sharing"))
    assert "Only the 1 not confirmed yet" in _body(ask("/sharing/w28/make"))
    given = ask("/sharing/w28/make", sent=True, step="make", only="yes")
    assert isinstance(given, Given) and given.content.count(b"data-item=") == 1
    packs = [one.value for name, one in written.store.latest_all(written.person.participant).items() if name.startswith("pack:")]  # fmt: skip
    second = next(one for one in packs if one["sent"]["occasion"] == "w28" and len(one["sent"]["items"]) == 1)
    later = handing.answered(second, by={"role": "Service manager", "name": ""})
    ask("/sharing/return", sent=True, **_carried(_body(ask("/sharing/return", upload=handing.file(later)))))
    verified = _fresh(written, "verified:w28")
    assert {one["said"] for one in verified["items"].values()} == {"verified"} and len(verified["items"]) == 9
    assert verified["items"]["direct-work"]["by"] == "Service manager"
    assert verified["items"]["tracker"]["by"] == "Team manager, B. A."


def test_a_refused_file_says_why_and_changes_nothing(ask: Ask, written: Desk) -> None:
    """The reasons in a list, the error tied to the box; looking at no file at all is an error too."""
    value = handing.answered(handing.made(written, "w07"))
    value["items"].pop()
    before = written.store.latest_all(written.person.participant).keys()
    found = ask("/sharing/return", upload=handing.file(value))
    assert isinstance(found, Made) and found.title.startswith("Error: ")
    assert "was sent and has no answer" in found.body and 'href="#file"' in found.body
    assert written.store.latest_all(written.person.participant).keys() == before
    assert "Choose the return file" in _body(ask("/sharing/return", sent=True))
    assert "not taken over" in _body(ask("/sharing/return", sent=True, text="{"))
    assert ask("/sharing/return") == Went("/sharing#return")


def test_feedback_is_tied_to_the_version_it_was_given_on(ask: Ask, written: Desk) -> None:
    """And says so when the work has gone on since."""
    record = handing.made(written, "peer", "w06a2@1")
    value = handing.answered(record, by={"role": "Learning partner", "name": "Ola"})
    ask("/sharing/return", sent=True, **_carried(_body(ask("/sharing/return", upload=handing.file(value)))))
    kept = _fresh(written, f"feedback:{value['pack']}")
    assert (kept["slot"], kept["revision"], kept["by"]) == ("w06a2", 1, "Learning partner, Ola")
    page = _body(ask("/sharing/peer"))
    assert "From Learning partner, Ola, on 29 July 2026. Given on version 1" in page and "About strong." in page
    assert "gone on since" not in page
    participant.answer(
        written.store, written.person.participant, written.written["w06a2"], "w06a2", value={"answers": {}}
    )
    assert "it is now in version 2. What was said is about version 1" in _body(ask("/sharing/peer"))


@pytest.mark.parametrize(
    ("occasion", "typed", "words"),
    [
        ("peer", {}, "Choose one piece of work to be read"),
        ("peer", {"piece": ("w06a2@1", "w07a2@1")}, "Choose one piece of work to be read"),
        ("cohort", {}, "Choose something to share, or write it below"),
        ("cohort", {"note": "x", "named": "yes"}, "Write the name you want to share it under"),
        ("w07", {"piece": "w06a2@99"}, "no longer there"),
        ("w07", {"piece": "../../etc@1"}, "no longer there"),
        ("w07", {"sender": "x" * 201}, "200 characters or fewer"),
        ("w07", {"note": "x" * 2001}, "Shorten them"),
    ],
)
def test_a_choice_that_cannot_be_made_says_what_to_do(ask: Ask, occasion: str, typed: Any, words: str) -> None:
    """The same page again with what was typed."""
    found = ask(f"/sharing/{occasion}/make", sent=True, step="make", **typed)
    assert isinstance(found, Made) and found.title.startswith("Error: ") and words in found.body
    assert typed.get("note", "") in found.body


def test_a_reflection_is_shared_with_a_name_or_without(ask: Ask, written: Desk) -> None:
    """A name typed and then not chosen does not travel; what was shared is listed."""
    words = {"note": "I heard a goodbye.", "sender": "Sam Okafor"}
    without = ask("/sharing/cohort/make", sent=True, step="make", named="no", **words)
    assert isinstance(without, Given) and b"Okafor" not in without.content and b"I heard a goodbye." in without.content
    named = ask("/sharing/cohort/make", sent=True, step="make", named="yes", **words)
    assert isinstance(named, Given) and b"From Sam Okafor" in named.content
    listed = _body(ask("/sharing/cohort"))
    assert "as Sam Okafor" in listed and "without a name" in listed and "Yours to hand on" in listed


def test_somebody_who_has_written_nothing_meets_pages_that_say_so(content: Content) -> None:
    """Empty pages are pages too; the questions alone can still be sent."""
    store = open_store("sqlite://")
    desk = Desk(content, store, participant.study(store, content, ["w99"]).person)
    for path in ("/sharing", "/sharing/start", "/sharing/start/make", "/sharing/peer/make", "/sharing/cohort"):
        assert isinstance(pages.answer(desk, Asked(path, token="t")), Made)
    given = pages.answer(desk, Asked("/sharing/start/make", fields={"step": ("make",)}, sent=True))
    assert isinstance(given, Given) and given.content.count(b"data-item=") == 10
    store.close()
