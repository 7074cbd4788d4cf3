"""The pages about the workbook itself: what it does with words and people, and for whom it is made accessible."""

from __future__ import annotations

from dataclasses import replace

from permanence_lib.content import guide, organisation
from permanence_lib.content.guide import Guide
from permanence_lib.content.library import Content
from permanence_lib.errors import ContentError

FOLDER = "trust"
#: In this order they are listed: first for everybody, then for whoever runs the workbook for others.
FOR_EVERYBODY = ("privacy", "data-map", "accessibility")
FOR_THE_OPERATOR = ("operator", "dpia")


def pages(content: Content) -> dict[str, Guide]:
    """Every page by its name, in the order of the list, with the words of whoever runs the workbook filled in.

    ContentError when a page is missing or not known here, and for a mistake in what was filled in.
    """
    folder = content.data / FOLDER
    named = (*FOR_EVERYBODY, *FOR_THE_OPERATOR)
    there = {file.stem: file for file in sorted(folder.glob("*.md"))}
    for name in named:
        if name not in there:
            raise ContentError(folder / f"{name}.md", None, "there is no such file.", "Put the page back.")
    for name in there:
        if name not in named:
            raise ContentError(there[name], None, "no list names this page.", "Name it in content/trust.py.")
    known = organisation.words(organisation.read(folder), content.retention)
    return {name: _filled_in(guide.read(there[name]), known) for name in named}


def _filled_in(page: Guide, known: dict[str, str]) -> Guide:
    sections = tuple(replace(section, text=organisation.filled_in(section.text, known)) for section in page.sections)
    return replace(page, sections=sections)
