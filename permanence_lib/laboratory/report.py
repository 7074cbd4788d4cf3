"""The authority's own report: what was read, the nine measures, the published figures beside them, and the method."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from permanence_lib.content.library import Content
from permanence_lib.document import docx, html, text, written
from permanence_lib.document.blocks import Block, Document, Heading, Items, Paragraph
from permanence_lib.errors import PermanenceError
from permanence_lib.laboratory import extract, measures, reckoning, suppression, synthetic, telling, writing
from permanence_lib.laboratory.extract import Extract, Source

#: What a report's file may end in.
ENDINGS = (".html", ".docx")
TITLE = "Time and change for children in our care"
_READ_FIRST = (
    "These figures describe groups of children whom one authority looked after. They are no chance for any one child, "
    "and nothing here ranks teams, workers or children.",
    "A long average can hold good reasons, and a short one bad ones. Use the figures to choose which questions to ask.",
    "They are made from a yearly return, which was filled in for other purposes. What was doubtful in it is said below.",
)
#: So many invented children make an example in which most figures can be shown.
_EXAMPLE = 400
_INVENTED = "This report is made from invented children. It shows what the report looks like and proves nothing."


@dataclass(frozen=True)
class Chapter:
    """A part of the report."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Report:
    """The report as chapters; notebooks show it, and it saves as a web page or as Word. It holds counts only."""

    head: tuple[Block, ...]
    chapters: tuple[Chapter, ...]

    def blocks(self) -> tuple[Block, ...]:
        """Everything in order, with headings."""
        parts = ((Heading(chapter.title, 2), *chapter.blocks) for chapter in self.chapters)
        return (*self.head, *(block for part in parts for block in part))

    def __repr__(self) -> str:
        return f"{TITLE}\n\n{text.render(self.blocks())}"

    def _repr_html_(self) -> str:
        return html.render(self.blocks())

    def save(self, to: Path | str) -> Path:
        """Write it to a file ending in .html or .docx, whole or not at all, for its owner alone."""
        path = Path(to)
        makers = dict(zip(ENDINGS, (self.page, self.word), strict=True))
        if path.suffix.lower() not in makers:
            raise PermanenceError(f"{path.name}: the report is written to a file that ends in {' or '.join(ENDINGS)}.")
        written.write(path, makers[path.suffix.lower()]())
        return path

    def word(self) -> bytes:
        """The report as a Word document."""
        return docx.render(Document(TITLE, self.blocks()))

    def page(self) -> bytes:
        """The report as one web page that asks nothing of any network."""
        from markupsafe import Markup

        from permanence_lib.screen import compiled

        parts = tuple(compiled.Part(one.id, one.title, Markup(html.render(one.blocks))) for one in self.chapters)
        return compiled.render(compiled.CompiledPage(TITLE, Markup(html.render(self.head)), parts)).encode()


def opened(source: Source | None = None, as_at: date | str | None = None, content: Content | None = None) -> Extract:
    """An extract, read; without one, invented children show what the report looks like.

    `as_at` may be written 2025-03-31. Raises UnreadableFile where no table of the return is found.
    """
    ssda = (content or Content.load()).ssda903
    day = date.fromisoformat(as_at) if isinstance(as_at, str) else as_at
    if source is None:
        source = synthetic.invent(_EXAMPLE, 1, ssda).files
    return extract.read(source, ssda, as_at=day)


def made(read: Extract, content: Content | None = None) -> Report:
    """The report of an extract that was read; everything small is hidden before it becomes a block."""
    content = content or Content.load()
    findings = measures.found(read)
    shown = suppression.suppressed(findings, read.ssda.suppression, reckoning.counted(read))
    chapters = [Chapter("read", "What was read, and what was not", tuple(reckoning.blocks(read)))]
    chapters += [
        Chapter(one.measure.id, one.measure.name, tuple(telling.blocks(one, content.statistics))) for one in shown
    ]
    return Report(_head(read), (*chapters, Chapter("method", "How this was done", _method(read))))


def _head(read: Extract) -> tuple[Block, ...]:
    mark = read.ssda.invented.mark
    children = [code for rows in read.tables.values() for code in rows["CHILD"].unique()]
    invented = bool(children) and all(str(code).startswith(mark) for code in children)
    return (*([Paragraph(_INVENTED, "Invented")] if invented else []), Items(_READ_FIRST))


def _method(read: Extract) -> tuple[Block, ...]:
    rule = read.ssda.suppression
    hidden = (
        f"A count below {rule.under} is not shown, unless it is nought; an average needs {rule.under} cases and the middle "
        f"half {rule.spread_from}. Shortest and longest times are never shown.",
        f"Groups are joined with their neighbours until each holds at least {rule.under}, so that no hidden group can be "
        "worked out from a total.",
        f"A share is shown only where at least {rule.under} are so and at least {rule.under} are not, or none.",
        f"A number whose difference from another shown number would be below {rule.under} is not shown.",
        f"Counts of children, periods and reviews, and the sizes of groups, are rounded to the nearest {rule.groups_to}, so "
        "their sum may differ from the whole. The numbers of rows that were read are exact.",
        "Do not publish two reports of nearly the same children: between them an average can move by what one child adds.",
    )
    return (
        Paragraph(
            "The files were read on this computer and nowhere else. Pupil numbers, postcodes, the numbers of settings and of "
            "workers were dropped while reading. No row of a child was written anywhere, and this report holds counts only."
        ),
        Paragraph(read.ssda.conventions.collection_year, "Years"),
        Paragraph("Averages are means. Days are counted from the first date to the second.", "Averages"),
        Paragraph("So that no child can be picked out:"),
        Items(hidden),
    )


def save(report: Report, read: Extract, to: Path | str | None, rows: Path | str | None) -> None:
    """Write the report, and the list of what is wrong in which row, where they are asked for."""
    if rows:
        writing.rows(read, rows)
    if to:
        report.save(to)
