"""What is said of one person on a map, in the words of a table's cell."""

from __future__ import annotations

from collections.abc import Sequence

from permanence_lib.kinds.relationship_map.model.response import Family, Person, Thread
from permanence_lib.kinds.relationship_map.model.words import SHAPE, SORTS, UNION, last_words, name_words


def who(person: Person) -> str:
    """Name, relation, what sort of thing it is, and where it was brought from."""
    sort = SORTS[person.sort]
    words = ", ".join(x for x in (name_words(person), person.relation.strip(), sort) if x)
    return f"{words}\nFrom “{person.come_from}”" if person.come_from else words


def kin(person: Person, people: Sequence[Person], names: dict[str, str], child: str) -> str:
    """Whose parent, whose child, whose partner."""
    family = person.family
    parents = [names[x] for x in family.parents if x in names]
    couples = [(family.partner, family.union)] if family.partner in names else []
    couples += [(x.id, x.family.union) for x in people if x.family.partner == person.id and x.id != family.partner]
    lines = [
        f"Parent of {child}" if family.parent_of_child else "",
        f"Child of {' and '.join(parents)}" if parents else "",
    ]
    lines += [f"Partner: {names[name]}{f', {UNION[union]}' if union else ''}" for name, union in couples]
    return "\n".join(x for x in lines if x)


def life(family: Family) -> str:
    """Born, died, and the sign on the genogram."""
    died = f"Died {family.died_when.strip()}".strip() if family.died or family.died_when.strip() else ""
    return "\n".join(
        x for x in (family.born.strip(), died, f"Drawn as a {SHAPE[family.shape]}" if family.shape else "") if x
    )


def home(family: Family, child: str) -> str:
    """Where somebody lives, and whether with the child."""
    return "\n".join(x for x in (f"Lives with {child} now" if family.with_child else "", family.household.strip()) if x)


def thread_words(thread: Thread) -> str:
    """What is written of a thread, each with its lead."""
    words = (("Since", thread.since), ("Last contact", last_words(thread)), ("Who", thread.who), ("How", thread.how), ("Later", thread.plan))  # fmt: skip
    return "\n".join(f"{lead}: {text.strip()}" for lead, text in words if text.strip())


def joined(*words: str) -> str:
    """Lines one under another, the empty ones left out."""
    return "\n".join(x.strip() for x in words if x.strip())


def capital(words: str) -> str:
    """A sentence begins with a capital letter."""
    return words[:1].upper() + words[1:]


def put(question: str, child: str) -> str:
    """A question with the child's name in it."""
    return capital(question.replace("{child}", child))


def possessive(name: str) -> str:
    """Amina’s, James’."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"
