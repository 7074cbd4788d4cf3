"""Do the weeks' pages hold together: front matter, exercises, and every {role}?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from permanence_lib import exercises, national
from permanence_lib.content import roles
from permanence_lib.content.complaints import did_you_mean
from permanence_lib.content.library import Content
from permanence_lib.errors import ContentError

_FENCE = re.compile(r"^```\{(?P<name>[\w-]+)\}[ \t]*(?P<of>\S*)[ \t]*$", re.MULTILINE)
_WEEK = re.compile(r"\A---\n(?:.*\n)*?week: *(?P<id>\S+) *\n(?:.*\n)*?---\n")
_NOT_A_ROLE = re.compile(rf"\{{(?:{'|'.join(roles.ROLES)})\}}(?!`[^`\n]+`)")


def pages(content: Content) -> dict[str, Path]:
    """Every week's page by the name of its file."""
    return {path.stem: path for path in sorted((content.data / "weeks").glob("*.md"))}


def weeks_without_page(content: Content) -> Iterator[str]:
    """A note for the weeks whose words are still to be written."""
    missing = sorted(set(content.weeks) - set(pages(content)))
    if missing:
        yield f"{len(missing)} weeks have no page in data/weeks yet: {', '.join(missing)}."


def page_problems(content: Content) -> Iterator[ContentError]:
    """Everything wrong in a page, and every exercise shown twice or elsewhere; one that no page places comes at the end."""
    stands_in: dict[str, list[tuple[Path, int]]] = defaultdict(list)
    for path in pages(content).values():
        text = path.read_text(encoding="utf-8")
        yield from _front_matter(path, text, content)
        yield from _roles(path, text, content)
        for name, line, problem in _directives(path, text, content):
            if problem:
                yield problem
            else:
                stands_in[name].append((path, line))
    yield from _standing(stands_in, content)


def _front_matter(path: Path, text: str, content: Content) -> Iterator[ContentError]:
    found = _WEEK.match(text)
    if path.stem not in content.weeks:
        yield ContentError(path, None, "there is no such week.", did_you_mean(path.stem, content.weeks))
    elif found is None or found["id"] != path.stem:
        instead = f"Start the page with three lines: ---, week: {path.stem}, ---."
        yield ContentError(path, 1, "the page does not say which week it is for.", instead)


def _roles(path: Path, text: str, content: Content) -> Iterator[ContentError]:
    for cited in roles.cited(text):
        try:
            roles.say(cited.role, cited.id, content)
        except roles.NoSuchThing as unknown:
            yield ContentError(path, cited.line, str(unknown))
    for match in _NOT_A_ROLE.finditer(text):
        problem = f"{match[0]} stands without an id."
        yield ContentError(path, _line(text, match), problem, f"Write the id right behind it: {match[0]}`id`.")


def _directives(path: Path, text: str, content: Content) -> Iterator[tuple[str, int, ContentError | None]]:
    """Each exercise that a page shows, with the complaint when it cannot be shown; and complaints about its figures."""
    written = exercises.files(content)
    figures: set[str] = set()
    for match in _FENCE.finditer(text):
        name, line = match["of"], _line(text, match)
        if match["name"] == "agenda":
            continue
        if match["name"] == "figure":
            if problem := _wrong_figure(path, line, name, figures, content):
                yield name, line, problem
            figures.add(name)
            continue
        yield name, line, _wrong_directive(path, line, match["name"], name, written, content)


def _wrong_directive(
    path: Path, line: int, directive: str, name: str, written: dict[str, Path], content: Content
) -> ContentError | None:
    if directive != "exercise":
        return ContentError(
            path,
            line,
            f"there is no directive {{{directive}}}.",
            "Write ```{exercise} w02a2, ```{figure} time-to-home, or ```{agenda}.",
        )
    if name in written:
        return None
    return ContentError(path, line, f"there is no exercise '{name}'.", did_you_mean(name, written))


def _wrong_figure(path: Path, line: int, name: str, before: set[str], content: Content) -> ContentError | None:
    questions = national.questions(content)
    if name not in questions:
        return ContentError(
            path, line, f"there is no question '{name}' in questions.yaml.", did_you_mean(name, questions)
        )
    if name in before:
        return ContentError(path, line, f"the figures of '{name}' already stand on this page.", "Show them once only.")
    return None


def _standing(stands_in: dict[str, list[tuple[Path, int]]], content: Content) -> Iterator[ContentError]:
    """Every exercise stands at most once, in the page of its own week."""
    for name in exercises.files(content):
        places = stands_in.get(name, [])
        for page, line in places[1:]:
            yield ContentError(page, line, f"{name} already stands in {places[0][0].name}.", "Show it once only.")
        for page, line in places[:1]:
            if page.stem != name[:3]:
                yield ContentError(page, line, f"{name} belongs to {name[:3]}.", "Move it to that week's page.")


def _line(text: str, match: re.Match[str]) -> int:
    return text.count("\n", 0, match.start()) + 1
