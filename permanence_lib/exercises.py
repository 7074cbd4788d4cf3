"""The exercises: what authors wrote, each with its kind and the facts it stands on."""

from __future__ import annotations

import logging
import pkgutil
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from permanence_lib import kinds
from permanence_lib.content import loading, roles
from permanence_lib.content.complaints import shown
from permanence_lib.content.library import Content
from permanence_lib.content.sources import CaseLaw, LawFact, Option
from permanence_lib.document.blocks import Blocks, Paragraph
from permanence_lib.errors import ContentError
from permanence_lib.kind import Definition, Kind, Material, Response

_log = logging.getLogger(__name__)
#: An anonymous picture of fewer people would give away who said what.
LEAST_GROUP = 5


@dataclass(frozen=True)
class Exercise:
    """A definition with its kind and its facts; `id` is the name of its file."""

    id: str
    file: Path
    kind: Kind[Any, Any]
    definition: Definition
    material: Material

    @property
    def week_id(self) -> str:
        """The week it belongs to: the first three characters of its id."""
        return self.id[:3]

    def picture(self, responses: Sequence[Response]) -> Blocks:
        """The group's answers together; nothing of fewer than five, unless the exercise says that answers are named."""
        if self.definition.sharing != "named" and len(responses) < LEAST_GROUP:
            return [Paragraph("Fewer than five people have shared an answer, so nothing is shown yet.")]
        shown: Blocks = self.kind.picture(self.definition, responses, self.material)
        return shown

    def example(self) -> Response | None:
        """The author's worked example, if there is one."""
        written = self.definition.worked_example
        return None if written is None else self.kind.response.model_validate(written)


#: The folder in which every folder is a kind.
KINDS = Path(kinds.__path__[0])


def kind_names() -> list[str]:
    """The kinds there are: every folder under kinds/."""
    return sorted(found.name for found in pkgutil.iter_modules([str(KINDS)]))


@cache
def find_kind(name: str) -> Kind[Any, Any]:
    """A kind by the name of its folder."""
    kind: Kind[Any, Any] = import_module(f"{kinds.__name__}.{name}").KIND
    if kind.name != name:
        raise TypeError(f"The folder kinds/{name} holds a kind that calls itself {kind.name!r}; they must agree.")
    return kind


def files(content: Content) -> dict[str, Path]:
    """Every exercise file by id."""
    return {path.stem: path for path in sorted((content.root / "exercises").glob("*.yaml"))}


def load(content: Content) -> dict[str, Exercise]:
    """All exercises by id.

    Raises:
        ContentError: the first thing wrong with any of them.
    """
    return {name: find(name, content) for name in files(content)}


@lru_cache(maxsize=256)
def find(name: str, content: Content) -> Exercise:
    """One exercise, without reading the others."""
    return read(content.root / "exercises" / f"{name}.yaml", content)


def readable(content: Content, week: str = "") -> Iterator[Exercise]:
    """Every exercise (of a week) whose file can be read.

    A wrong one is left out: the place where it should stand, and `permanence check`, say what is wrong.
    """
    for name in (name for name in files(content) if name.startswith(week)):
        try:
            yield find(name, content)
        except ContentError as wrong:
            _log.warning("%s", wrong)


def read(path: Path, content: Content) -> Exercise:
    """One exercise from its file."""
    written = loading.read(path)
    kind = _kind_named(written.get("kind"), path)
    definition = loading.validated(path, written, kind.definition)
    exercise = place(path.stem, path, kind, definition, content)
    for complaint in _complaints(exercise, content):
        raise _complaint(path, complaint)
    return exercise


def place(name: str, path: Path, kind: Kind[Any, Any], definition: Definition, content: Content) -> Exercise:
    """A definition as an exercise, with the facts it names found."""
    return Exercise(name, path, kind, definition, _material(definition, kind, path, content))


def problems(content: Content) -> list[ContentError]:
    """Everything wrong with any exercise file: one complaint for each, all for its schema."""
    return [problem for path in files(content).values() for problem in _problems_of(path, content)]


def _problems_of(path: Path, content: Content) -> list[ContentError]:
    """None for a file that can be read, which is then not read again."""
    try:
        find(path.stem, content)
    except ContentError as problem:
        return _of_its_schema(path) or [problem]
    return []


def _of_its_schema(path: Path) -> list[ContentError]:
    """Every complaint about what is written in a file, if its kind is known."""
    try:
        return loading.problems(path, _kind_named(loading.read(path).get("kind"), path).definition)
    except ContentError as problem:
        return [problem]


def _kind_named(name: Any, path: Path) -> Kind[Any, Any]:
    if isinstance(name, str) and name.isidentifier() and (KINDS / name / "__init__.py").is_file():
        return find_kind(name)
    near = get_close_matches(str(name), kind_names(), 1)
    instead = f"Did you mean '{near[0]}'?" if near else f"Write one of {', '.join(kind_names())}."
    wrong = "no kind is named." if name is None else f"there is no kind '{name}'."
    raise ContentError(path, 1, wrong, instead)


def _material(definition: Definition, kind: Kind[Any, Any], path: Path, content: Content) -> Material:
    """The facts a definition names by id."""
    try:
        law = [roles.find_law(name, content) for name in definition.law]
        return Material(
            case=roles.find(content.cases, definition.case, "case") if definition.case else None,
            law=tuple(fact for fact in law if isinstance(fact, LawFact)),
            judgments=tuple(fact for fact in law if isinstance(fact, CaseLaw)),
            evidence=tuple(roles.find_evidence(name, content) for name in definition.evidence),
            options=tuple(_options(definition.options, content)),
            terms=tuple(roles.find(content.terms, name, "term") for name in definition.terms),
            checklists=tuple(roles.find(content.checklists, name, "checklist") for name in definition.checklists),
            readings=tuple(roles.find(content.readings, name, "reading") for name in definition.readings),
            standard=content.standard.sections if kind.needs_standard else (),
            ssda903=content.ssda903 if kind.needs_ssda903 else None,
        )
    except roles.NoSuchThing as unknown:
        raise _complaint(path, str(unknown)) from None


def _options(names: tuple[str, ...], content: Content) -> Iterator[Option]:
    """Options by id, whole ('adoption') or only the aspects an exercise cites ('adoption.approval')."""
    aspects: dict[str, set[str]] = {}
    for name in names:
        option_id, _, aspect = name.partition(".")
        option = roles.find(content.options, option_id, "option")
        aspects.setdefault(option_id, set()).update(
            [roles.find({a: a for a in option.aspects}, aspect, "aspect")] if aspect else option.aspects
        )
    for option_id, wanted in aspects.items():
        option = content.options[option_id]
        yield option.model_copy(
            update={"aspects": {name: facts for name, facts in option.aspects.items() if name in wanted}}
        )


def _complaint(path: Path, words: str) -> ContentError:
    """A complaint with the line on which the thing it names stands, if it names one."""
    named = re.search(r"'([^']+)'", words)
    lines = path.read_text("utf-8").splitlines()
    found = [number for number, line in enumerate(lines, 1) if named and named[1] in line]
    return ContentError(shown(path), found[0] if found else None, words)


def _complaints(exercise: Exercise, content: Content) -> Iterator[str]:
    """What a schema cannot say: ids that lead nowhere, an example that does not fit, what the kind itself checks."""
    definition = exercise.definition
    for sort, names, known in (
        ("outcome", definition.outcomes, set(content.outcomes)),
        ("statement", definition.statements, set(content.statements)),
    ):
        yield from (f"There is no {sort} '{name}'." for name in names if name not in known)
    for words in (definition.prompt, definition.purpose, definition.content_note or ""):
        try:
            roles.resolve(words, content)
        except roles.NoSuchThing as unknown:
            yield str(unknown)
    try:
        exercise.example()
    except ValidationError as misfit:
        first = misfit.errors()[0]
        yield f"the worked example does not fit: {'.'.join(map(str, first['loc']))}: {first['msg']}."
    yield from exercise.kind.check(definition, exercise.material)
