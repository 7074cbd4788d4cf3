"""Work sent to a line manager inside a store that both sign in to: what they see, what comes back, and what never does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path
from typing import Any

import participant
import pytest
from postgres import Postgres

from permanence_lib.content.library import Content
from permanence_lib.errors import PermanenceError
from permanence_lib.identity import Identity
from permanence_lib.portfolio import pages
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.submitted import receiving, sending
from permanence_lib.screen.asked import Answer, Asked, Made, Went
from permanence_lib.store import Store, open_store

_PIECE = "w06a1@1"


@dataclass
class Person:
    """Somebody signed in, with pages made anew for every request as the server does."""

    name: str
    store: Store
    content: Content

    @property
    def desk(self) -> Desk:
        """Their desk on a server of many."""
        return Desk(
            self.content, self.store, Identity(self.name, own_machine=False), today=lambda: participant.AFTERWARDS
        )

    def get(self, path: str, **query: str) -> Answer | None:
        """A page."""
        return pages.answer(self.desk, Asked(path, query, token="token"))

    def post(self, path: str, typed: dict[str, Any]) -> Answer | None:
        """A form."""
        fields = {name: value if isinstance(value, tuple) else (value,) for name, value in typed.items()}
        return pages.answer(self.desk, Asked(path, {}, fields, token="token", sent=True))

    def body(self, path: str, **query: str) -> str:
        """The words of a page that must be there."""
        return _body(self.get(path, **query))


@dataclass
class Office:
    """Ann who studies, Fay her manager, Bob who has nothing to do with it."""

    ann: Person
    fay: Person
    bob: Person
    admin: Store

    def send(self, to: str = "Fay", **typed: Any) -> str:
        """Ann sends week 7's questions with one piece; its address on Fay's side."""
        form = {"piece": _PIECE, "sender": "Ann A.", "note": "Begin with week 6.", "to": to, **typed}
        sent = self.ann.post("/sharing/w07/make", {**form, "step": "send", "sure": "yes"})
        assert isinstance(sent, Went) and sent.to == f"/sharing/w07?to={to}"
        rows = re.findall(r'href="(/submitted/[0-9a-f]{16})"', self.fay.body("/submitted"))
        return str(rows[0])

    def answer(self, address: str, said: str = "verified", **typed: str) -> dict[str, str]:
        """What Fay types when she says the same of everything."""
        marked = address.rpartition("/")[2]
        one = receiving.find(self.fay.desk, marked)
        assert one is not None
        items = one.value.sent.items
        form = {f"said-{x.id}": said for x in items} | {f"comment-{x.id}": "I was there." for x in items}
        return {**form, "role": "Team manager", "on-day": "29", "on-month": "7", "on-year": "2026", **typed}


on_both = pytest.mark.parametrize("office", ["sqlite", "postgres"], indirect=True)


@pytest.fixture
def office(request: pytest.FixtureRequest, content: Content, tmp_path: Path) -> Iterator[Office]:
    """One file that three open, or a database in which each has a role of their own."""
    if getattr(request, "param", "sqlite") == "sqlite":
        urls = dict.fromkeys(("ann", "fay", "bob", ""), f"sqlite:///{tmp_path}/answers.sqlite")
    else:
        admin: Postgres = request.getfixturevalue("postgres")
        urls = {name: admin.person_url(name) for name in ("ann", "fay", "bob")} | {"": admin.admin_url}
    stores = {name: open_store(url) for name, url in urls.items()}
    people = {name: Person(name, stores[name], content) for name in ("ann", "fay", "bob")}
    for name in ("ann", "bob"):
        _study(people[name])
    yield Office(**people, admin=stores[""])
    for store in stores.values():
        store.close()


def _study(person: Person) -> None:
    for slot in ("w06a1", "w07a2"):
        participant.answer(person.store, person.name, person.desk.written[slot], slot)


def _body(found: Answer | None) -> str:
    assert isinstance(found, Made)
    return found.body


def _noted(office: Office) -> list[tuple[str, str]]:
    return [(line.who, line.what) for line in office.admin.noted()]


def test_it_is_shown_before_it_is_sent_and_to_whom(office: Office) -> None:
    """The same two steps as for a file; nothing leaves before the second."""
    assert "the name your manager signs in with" in office.ann.body("/sharing/w07/make")
    form = {"piece": _PIECE, "sender": "Ann A.", "to": "Fay"}
    check = _body(office.ann.post("/sharing/w07/make", {**form, "step": "check"}))
    assert "sent to whoever signs in as <strong>Fay</strong>" in check and "It cannot be called back" in check
    assert 'name="to" value="Fay"' in check and "Send it to Fay" in check and "Make the file" in check
    assert office.fay.store.shared_with("fay") == []
    file = _body(office.ann.post("/sharing/w07/make", {**form, "to": "", "step": "check"}))
    assert "Send it to" not in file and "will be in the file" in file


@on_both
def test_the_manager_reads_what_was_sent_and_nothing_else(office: Office) -> None:
    """A copy with its date; the sender goes on writing, and the copy stays as it was."""
    address = office.send()
    page = office.fay.body(address)
    assert "Ann A. (signs in as ann)" in page and "Begin with week 6." in page
    sent_as = page.count("<article")
    participant.answer(
        office.ann.store, "ann", office.ann.desk.written["w06a1"], "w06a1", value={"answers": {"q1": "UNSENT DRAFT"}}
    )
    again = office.fay.body(address)
    assert "UNSENT DRAFT" not in again and again.count("<article") == sent_as == 1
    assert office.fay.body(address) == again
    assert "Opened on 29 July 2026" in office.ann.body("/sharing/w07")
    assert {("ann", "submitted"), ("fay", "read-shared")} <= set(_noted(office))


@on_both
def test_the_answer_comes_back_and_is_taken_over_like_one_in_a_file(office: Office) -> None:
    """Checked on one side, looked at and confirmed on the other; then it stands."""
    address = office.send()
    typed = office.answer(address)
    check = _body(office.fay.post(address, {**typed, "step": "check"}))
    assert "I confirm this. I was there." in check and "Nothing has been sent yet" in check
    assert "Answers that have come" not in office.ann.body("/sharing")
    sent = office.fay.post(address, {**typed, "step": "send"})
    assert isinstance(sent, Went)
    assert "Your answer was sent." in office.fay.body("/submitted", news="sent")
    sharing = office.ann.body("/sharing")
    link = re.search(r'href="(/sharing/came/[0-9a-f]{16})"', sharing)
    assert link
    preview = office.ann.body(link[1])
    assert (
        'by whoever signs in as <strong dir="auto">Fay</strong>' in preview
        and "It agrees with what you sent" in preview
    )
    _take_over(office.ann, preview)
    assert "Everything confirmed. Team manager, 29 July 2026" in office.ann.body("/sharing")
    assert "Answers that have come" not in office.ann.body("/sharing")
    assert "sent to Fay" in office.ann.body("/sharing/w07")


def test_a_second_answer_stands_beside_the_first(office: Office) -> None:
    """The participant chooses which counts; both are kept."""
    address = office.send()
    office.fay.post(address, {**office.answer(address), "step": "send"})
    came = f"/sharing/came/{next(iter(sending.sent_here(office.ann.desk)))}"
    _take_over(office.ann, office.ann.body(came))
    assert "You answered this on 29 July 2026" in office.fay.body(address)
    office.fay.post(address, {**office.answer(address, said="not-yet"), "step": "send"})
    preview = office.ann.body(came)
    assert "The answer that stands now" in preview
    _take_over(office.ann, preview, stands="old")
    assert "Everything confirmed" in office.ann.body("/sharing")
    assert "Answers that have come" not in office.ann.body("/sharing")


@on_both
def test_nobody_else_finds_it(office: Office) -> None:
    """Not by looking, not by its address, not by saying that one is the manager."""
    address = office.send()
    office.fay.post(address, {**office.answer(address), "step": "send"})
    assert office.bob.get(address) is None and office.bob.post(address, {"step": "check"}) is None
    assert "Nothing has been sent to you here" in office.bob.body("/submitted")
    assert office.ann.get(address) is None
    name = next(iter(sending.sent_here(office.ann.desk)))
    assert office.bob.get(f"/sharing/came/{name}") is None


@on_both
def test_an_answer_of_somebody_else_is_not_taken_for_the_managers(office: Office) -> None:
    """Whoever learns the mark of a pack can address a record to its sender, and it is not looked at."""
    address = office.send()
    office.fay.post(address, {**office.answer(address, said="not-yet"), "step": "send"})
    forged = office.fay.desk.kept[f"answered:{address.rpartition('/')[2]}"]
    sending.address(office.bob.desk, forged.exercise, dict(forged.value), "ann")
    name = next(iter(sending.sent_here(office.ann.desk)))
    assert "Fay" in office.ann.body(f"/sharing/came/{name}")
    assert list(sending.came_back(office.ann.desk)) == [name]


@pytest.mark.parametrize("spoilt", ["words", "title", "block", "html", "shape", "item"])
def test_what_was_changed_on_the_way_is_not_shown(office: Office, spoilt: str) -> None:
    """Somebody who writes records by hand gets no page out of it that says other words than were sealed, and no HTML."""
    address = office.send()
    name, record = next((n, x) for n, x in office.ann.desk.kept.items() if n.startswith("submitted:"))
    value: Any = record.value
    piece = value["work"][_PIECE]
    if spoilt == "words":
        piece["blocks"].append({"block": "Paragraph", "text": "Added later.", "lead": ""})
    elif spoilt == "title":
        value["sent"]["pieces"][0]["title"] = "Another"
    elif spoilt == "block":
        piece["blocks"][0]["block"] = "Markup"
    elif spoilt == "html":
        piece["about"] = "<img src=x onerror=alert(1)>"
    elif spoilt == "shape":
        value["sent"]["extra"] = "field"
    else:
        value["sent"]["items"][0]["text"] = "Is paid more"
    sending.address(office.ann.desk, name, value, "fay")
    if spoilt == "shape":
        assert office.fay.get(address) is None
        return
    with pytest.raises(PermanenceError, match="does not agree with what was sent"):
        office.fay.get(address)
    with pytest.raises(PermanenceError, match="does not agree with what was sent"):
        office.fay.post(address, {**office.answer(address), "step": "send"})


def test_what_is_wrong_with_an_answer_is_told_and_nothing_typed_is_lost(office: Office) -> None:
    address = office.send()
    typed = office.answer(address)
    first = next(iter(typed))
    wrong = {**typed, first: "", "role": "", "on-day": "31", "on-month": "2", "overall": "x" * 8001, "step": "send"}
    body = _body(office.fay.post(address, wrong))
    assert "Choose an answer for" in body and "Say who is answering" in body and "Enter the date of your answer" in body
    assert "This must be 8000 characters or fewer: it has 8001" in body and "I was there." in body
    late = _body(office.fay.post(address, {**typed, "on-year": "2027", "step": "send"}))
    early = _body(office.fay.post(address, {**typed, "on-day": "28", "step": "send"}))
    assert "must not be in the future" in late and "must be 29 July 2026 or later" in early
    assert not any(name.startswith("answered:") for name in office.fay.desk.kept)


def test_ones_own_name_is_refused_as_the_managers(office: Office) -> None:
    body = _body(office.ann.post("/sharing/w07/make", {"piece": _PIECE, "to": "ANN", "step": "send"}))
    assert "That is the name you sign in with yourself" in body
    assert not sending.sent_here(office.ann.desk)


def test_too_much_is_refused_before_anything_is_kept(office: Office) -> None:
    written = office.ann.desk.written["w06a1"]
    example: Any = written.example()
    long = _longer(example.model_dump(mode="json"))
    for n in range(2, 5):
        participant.answer(office.ann.store, "ann", written, "w06a1", value=long | {})
        assert office.ann.desk.kept["w06a1"].revision == n
    pieces = tuple(f"w06a1@{n}" for n in range(2, 5))
    with pytest.raises(PermanenceError, match="too much to be sent at once"):
        office.send(piece=pieces)
    assert not office.ann.desk.under("pack")


def test_on_ones_own_computer_nothing_of_it_shows(content: Content) -> None:
    """One person, one file: the pages are as they ever were."""
    with_own = open_store("sqlite://")
    desk = participant.study(with_own, content, ["w06"])
    for path in ("/sharing", "/sharing/w07", "/sharing/w07/make"):
        body = _body(pages.answer(desk, Asked(path, token="token")))
        assert "signs in" not in body and "/submitted" not in body and "Sent to you" not in body
    assert pages.answer(desk, Asked("/submitted", token="token")) is None
    with_a_name = Asked(
        "/sharing/w07/make", {}, {"to": ("fay",), "step": ("send",), "sure": ("yes",)}, token="t", sent=True
    )
    assert "Check what leaves" in _body(pages.answer(desk, with_a_name))
    assert with_own.shared_with("fay") == []
    assert not replace(desk, person=Identity("x")).shares
    with_own.close()


def _longer(value: Any) -> Any:
    """The same answer with its longest words many times over."""
    if isinstance(value, str):
        return value * max(1, 35_000 // len(value)) if len(value) > 60 else value
    if isinstance(value, dict):
        return {name: _longer(part) for name, part in value.items()}
    return [_longer(part) for part in value] if isinstance(value, list) else value


def _take_over(person: Person, preview: str, **typed: str) -> None:
    text = re.search(r'<textarea name="text" hidden>\n(.*?)</textarea>', preview, re.S)
    base = re.search(r'name="base" value="(\d+)"', preview)
    assert text and base
    taken = person.post("/sharing/return", {"text": unescape(text[1]), "base": base[1], **typed})
    assert isinstance(taken, Went)
