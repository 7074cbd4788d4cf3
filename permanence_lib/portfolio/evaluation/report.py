"""The cohort's report for whoever commissions the programme: before and after, what was used, the forms, chosen words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from permanence_lib.content.library import Content
from permanence_lib.document import html, text, written
from permanence_lib.document.blocks import Block, Heading, Items, Paragraph
from permanence_lib.errors import PermanenceError
from permanence_lib.portfolio import compiled
from permanence_lib.portfolio.compiled import Chapter, Compiled
from permanence_lib.portfolio.evaluation import collected, comments, forms, growth, telling, used, words
from permanence_lib.portfolio.evaluation.given import Given

#: What a report's file may end in.
ENDINGS = (".html", ".docx")
TITLE = "What a cohort said of the programme"
#: The chapters of a report in which anything can be told.
CHAPTERS = ("before-and-after", "used", "forms", "words", "method")
_READ_FIRST = (
    "These are the views of people who chose to give them. Those who did not may have had other reasons and other views.",
    "They say what participants made of the programme and of themselves. Whether any child was better for it cannot be read here.",
    "It is about the cohort as a whole. Nobody's work is in it, and no number in it is about fewer than five people.",
)
_HOW_TO_GIVE = "permanence report cohort --files FOLDER --to cohort.html"


@dataclass(frozen=True)
class Report:
    """The report; notebooks show it, and it saves as a web page or as Word. It holds nothing that is about one person."""

    made: Compiled

    def __repr__(self) -> str:
        return f"{self.made.title}\n\n{text.render([*self.made.cover, *self.made.blocks()])}"

    def _repr_html_(self) -> str:
        return html.render([*self.made.cover, *self.made.blocks()])

    def save(self, to: Path | str) -> Path:
        """Write it to a file ending in .html or .docx, whole or not at all, for its owner alone."""
        path = Path(to)
        written.write(path, self.file(checked(path)))
        return path

    def file(self, ending: str) -> bytes:
        """The report as a Word document (.docx) or as one web page that asks nothing of any network (.html)."""
        return compiled.word(self.made) if ending == ".docx" else compiled.page(self.made).encode("utf-8", "replace")

    def words(self) -> Mapping[str, str]:
        """What participants wrote, by the title of its list: looked through before the report leaves."""
        found = (chapter for chapter in self.made.chapters if chapter.id == "words")
        return {"Words that participants chose to give": text.render([block for one in found for block in one.blocks])}


def checked(to: Path) -> str:
    """The ending of a report's file. Raises PermanenceError for any other."""
    if to.suffix.lower() not in ENDINGS:
        raise PermanenceError(f"{to.name}: the report is written to a file that ends in {' or '.join(ENDINGS)}.")
    return to.suffix.lower()


def opened(files: str | Path | None, content: Content | None = None) -> Report:
    """The report of a folder of files, as the notebook shows it; without one it says how to give it.

    Prints the account of what was read. Raises UnreadableFile where there is no such folder or nothing in it to read.
    """
    if not files:
        return Report(Compiled(TITLE, (Paragraph(f"This notebook needs a folder of files: {_HOW_TO_GIVE}"),), ()))
    found = collected.from_folder(Path(files))
    print(found.account())  # noqa: T201  what whoever collected the files reads on the screen
    return made(found.people, content or Content.load())


def made(people: Sequence[Given], content: Content) -> Report:
    """The report of those who gave something. Everything small is left out here, before it becomes a block."""
    rule = content.evaluation.suppression
    if len(people) < rule.people_from:
        return Report(Compiled(TITLE, (Paragraph(_few(len(people), rule.under, rule.people_from)),), ()))
    parts = telling.kept_apart(_parts(people, content), rule.under, rule.people_from)
    told = {name: [one for one in people if one.id in ids] for name, ids in parts.items()}
    chapters = (
        Chapter("before-and-after", "Before and after", tuple(_before_and_after(told["levels"], content))),
        used.chapter(told["used"], content, rule.under) if told["used"] else _nothing("used", "What was used, and what was not", content),
        Chapter("forms", "The evaluation forms", tuple(forms.blocks(told["form"], content, rule.under))) if told["form"] else _nothing("forms", "The evaluation forms", content),
        Chapter("words", "In their own words", tuple(comments.blocks(people, content, rule.under))),
        Chapter("method", "How this was made, and what is not in it", tuple(_method(content))),
    )  # fmt: skip
    return Report(
        Compiled(TITLE, tuple(_cover(len(people), [len(x) for x in told.values() if x], rule.under)), chapters)
    )


def _parts(people: Sequence[Given], content: Content) -> dict[str, frozenset[str]]:
    """Who gave each part; of levels, those who can be compared with themselves."""
    return {
        "levels": growth.matched(people, content),
        "form": frozenset(one.id for one in people if one.ticks),
        "used": frozenset(one.id for one in people if one.finished is not None),
    }


def _before_and_after(people: Sequence[Given], content: Content) -> Iterator[Block]:
    if people:
        yield from growth.blocks(people, content)
    else:
        yield Paragraph(_too_few_gave(content))


def _nothing(name: str, title: str, content: Content) -> Chapter:
    return Chapter(name, title, (Paragraph(_too_few_gave(content)),))


def _too_few_gave(content: Content) -> str:
    return (
        f"Fewer than {words.number(content.evaluation.suppression.people_from)} people gave this part and the others of this report as well, "
        "so nothing of it is told."
    )


def _few(people: int, under: int, people_from: int) -> str:
    many = f"{people} people" if people >= under else f"Fewer than {words.number(under)} people"
    return (
        f"{many} gave anything to this report, so it tells nothing of what they gave. A spread has two sides, and of fewer than "
        f"{words.number(people_from)} people one side is always so small that it would say who. Ask the cohort to talk with you instead, and "
        "ask those who have not sent a file whether they would."
    )


def _cover(people: int, told: Sequence[int], under: int) -> Iterator[Block]:
    yield Items(_READ_FIRST)
    yield Paragraph(
        f"{people} people gave something."
        if telling.may_stand_beside(people, told, under)
        else "How many people gave a file is not said: beside the numbers of the parts it would tell how many left a part out."
    )


def _method(content: Content) -> Iterator[Block]:
    rule = content.evaluation.suppression
    yield Paragraph(
        "Participants chose on a page of their own workbook what to give, saw all of it, and sent a file without their name. "
        "The files were added together on one computer and went nowhere else. A second file of the same person took the place "
        "of the first."
    )
    yield Heading("So that nobody can be picked out", 3)
    yield Items((
        f"No number below {words.number(rule.under)} is told, and none can be worked out from the numbers that are. Nought is not told either: "
        "“fewer than five” may be nobody.",
        f"Neighbouring answers are joined until each group holds {words.number(rule.under)} people or more. Nothing is hidden inside a table "
        "whose total is known, so nothing follows by subtraction.",
        f"Of a yes and its no, the number is told where both hold {words.number(rule.under)} or more. Else only which side holds fewer.",
        "Before and after count the same people. How many moved from where to where is not told.",
        f"Where the numbers of people in two parts would differ by one to {words.number(rule.under - 1)}, both are cut down to the people who "
        "are in both. A part may therefore count fewer people than gave it.",
        f"Nothing at all is told of a part to which fewer than {words.number(rule.people_from)} people gave.",
    ))  # fmt: skip
    yield Heading("What is not in it", 3)
    yield Items((
        "Nobody's work: no answer to an exercise, no line of evidence, no portfolio, and nothing about a child or a family.",
        "No names, and no levels of one person. Nobody is compared with anybody, and nothing is ranked or averaged.",
        "What participants wrote for those who ran a workshop day alone.",
    ))  # fmt: skip
    yield Paragraph(
        "Make one report of a cohort and hand out that one. From two reports of nearly the same people it could be worked out "
        "what the others gave. Delete the files when the report is made."
    )
