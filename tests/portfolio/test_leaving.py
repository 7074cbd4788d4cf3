"""The question before anything leaves."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

from permanence_lib.portfolio import leaving
from permanence_lib.portfolio.desk import Desk
from permanence_lib.privacy import left, names
from permanence_lib.privacy.guard import find
from permanence_lib.privacy.names import Name
from permanence_lib.screen.asked import Asked, Made, Upload

NUMBER = "07700 900123"
SENT = Asked(
    "/take-away/portfolio", sent=True, token="t0k3n",
    fields={"_xsrf": ("t0k3n",), "part": ("w02a1", "w06a2"), "line": ('Two\r\nlines & a "mark"',), "base": ("3",)},
)  # fmt: skip


def hidden(page: Made) -> list[tuple[str, str]]:
    """Names and values that the form of a page would send again."""
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page.body)
    return [(unescape(name), unescape(value)) for name, value in found]


def test_clean_words_leave_without_a_question(empty_desk: Desk) -> None:
    assert leaving.ask(empty_desk, SENT, {"A reflection": "Nobody is named in this."}) is None


def test_the_page_says_what_why_and_where(empty_desk: Desk, tmp_path: Path) -> None:
    """Part by part, the same thing once; the words of others are text, never HTML."""
    names.write(tmp_path, [Name("Anna Kowalska", "Bea")])
    desk = replace(empty_desk, folder=tmp_path)
    parts = {"<b>One</b>": f"Ring {NUMBER} or {NUMBER}.", "Two": "Nothing.", "Three": "Anna’s school."}
    page = leaving.ask(desk, SENT, parts)
    assert page is not None
    text = unescape(page.body)
    assert "2 things in it may name a real person" in text and f"“{NUMBER}” (2 times)" in text
    assert "<b>One</b>" not in page.body and "Two</h2>" not in page.body
    assert "Write “Bea”, the alias on your list." in text and "private phone number" in text


def test_going_on_sends_everything_again(empty_desk: Desk) -> None:
    """Every value, those that share a name too, with one word more; and then nothing is asked."""
    page = leaving.ask(empty_desk, SENT, {"One": NUMBER})
    assert page is not None
    assert hidden(page) == [
        ("_xsrf", "t0k3n"), ("part", "w02a1"), ("part", "w06a2"), ("line", 'Two\r\nlines & a "mark"'), ("base", "3"), ("sure", "yes"),
    ]  # fmt: skip
    assert 'action="/take-away/portfolio"' in page.body and 'method="post"' in page.body
    assert leaving.ask(empty_desk, replace(SENT, fields={**SENT.fields, "sure": ("yes",)}), {"One": NUMBER}) is None


def test_an_address_is_asked_for_again(empty_desk: Desk) -> None:
    """A file behind a link, not a form: what the address held is held again."""
    asked = Asked("/evidence/print", query={"from": "gaps"})
    page = leaving.ask(empty_desk, asked, {"One": NUMBER})
    assert page is not None and 'method="get"' in page.body
    assert hidden(page) == [("from", "gaps"), ("sure", "yes")]
    assert leaving.ask(empty_desk, replace(asked, query={"sure": "yes"}), {"One": NUMBER}) is None


def test_a_chosen_file_is_asked_for_again(empty_desk: Desk) -> None:
    """It cannot be carried, so the page has a box of the same name, and says whose."""
    asked = replace(SENT, files={"return": Upload("from my manager.json", b"{}")})
    page = leaving.ask(empty_desk, asked, {"One": NUMBER})
    assert page is not None
    assert 'name="return" type="file"' in page.body and "from my manager.json" in page.body
    assert 'enctype="multipart/form-data"' in page.body


def test_what_was_left_in_an_exercise_is_not_asked_about_again(empty_desk: Desk) -> None:
    """Only counted, when something else is asked about anyway."""
    (found,) = find(NUMBER)
    mark = left.mark(empty_desk.person.participant, found)
    empty_desk.keep("left:w02a4", left.value([mark]))
    desk = replace(empty_desk)
    assert leaving.ask(desk, SENT, {"One": NUMBER}) is None
    page = leaving.ask(desk, SENT, {"One": f"{NUMBER}, LS6 2AB"})
    assert page is not None and "1 other thing is in it" in page.body


def test_a_long_list_is_cut_and_counted(empty_desk: Desk) -> None:
    words = ", ".join(f"07700 900{n:03}" for n in range(50))
    page = leaving.ask(empty_desk, SENT, {"One": words})
    assert page is not None and page.body.count("<tr>") == leaving.LISTED + 1
    assert "And 30 more" in page.body and "50 things" in page.body


def test_the_worked_examples_of_all_weeks_leave_unasked(desk: Desk) -> None:
    """Fictional work raises no alarm anywhere."""
    from permanence_lib.portfolio import work

    assert leaving.ask(desk, SENT, {piece.title: piece.words() for piece in work.all_work(desk)}) is None
