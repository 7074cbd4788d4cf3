"""What is taught where: every learning outcome and every statement of the standard, with the exercises that serve it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.content.programme import WeekId
from permanence_lib.exercises import Exercise


@dataclass(frozen=True)
class Served:
    """An outcome or a statement: its words, what serves it, and the modules in which it should be taught."""

    id: str
    words: str
    exercises: tuple[Exercise, ...]
    modules: tuple[str, ...] = ()
    """Modules that the programme's own table names for it; for an outcome, its own module."""
    taught_in: tuple[str, ...] = ()

    @property
    def missing_in(self) -> tuple[str, ...]:
        """Modules that name it and teach it nowhere."""
        return tuple(module for module in self.modules if module not in self.taught_in)


@dataclass(frozen=True)
class Part:
    """A module's outcomes, or a section of the standard."""

    title: str
    served: tuple[Served, ...]


def outcomes(content: Content) -> tuple[Part, ...]:
    """The learning outcomes module by module."""
    made = exercises.load(content).values()
    return tuple(
        Part(
            f"Module {module.number}: {module.title}",
            tuple(
                _served(x.id, x.text, [e for e in made if x.id in e.definition.outcomes], (module.id,), content)
                for x in module.outcomes
            ),
        )
        for module in content.programme.modules
    )


def statements(content: Content) -> tuple[Part, ...]:
    """The statements of the standard section by section, with the modules of the programme's table."""
    made = exercises.load(content).values()
    table = content.standard.modules
    return tuple(
        Part(
            f"{section.number} {section.title}",
            tuple(
                _served(
                    x.id,
                    x.text,
                    [e for e in made if x.id in e.definition.statements],
                    tuple(module for module, named in table.items() if x.id in named),
                    content,
                )
                for x in section.statements
            ),
        )
        for section in content.standard.sections
    )


def _served(name: str, words: str, by: Iterable[Exercise], modules: tuple[str, ...], content: Content) -> Served:
    found = tuple(by)
    taught = dict.fromkeys(module_of(exercise.week_id, content) for exercise in found)
    return Served(name, words, found, modules, tuple(taught))


def module_of(week: WeekId, content: Content) -> str:
    """The id of the module a week belongs to: M2."""
    return content.modules[content.weeks[week].module].id


def as_text(content: Content) -> str:
    """Outcomes and statements as a table in plain text, line by line."""
    parts = (*outcomes(content), *statements(content))
    return "\n\n".join("\n".join([part.title, *map(_line, part.served)]) for part in parts)


def _line(served: Served) -> str:
    by = ", ".join(exercise.id for exercise in served.exercises) or "nothing yet"
    missing = f"; MISSING in {', '.join(served.missing_in)}" if served.missing_in else ""
    return f"  {served.id:9} {by}{missing}\n            {served.words}"
