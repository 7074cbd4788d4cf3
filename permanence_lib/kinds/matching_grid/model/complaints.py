"""What is wrong with a matching grid that its schema cannot say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from permanence_lib.kind import Material
from permanence_lib.kinds.matching_grid.model.definition import WISHES, Definition


def complaints(definition: Definition, material: Material) -> Sequence[str]:
    """Everything wrong, in the author's words."""
    return [*_names_used_twice(definition), *_odd_words(definition)]


def _names_used_twice(definition: Definition) -> Iterator[str]:
    lists = {
        "need": [WISHES, *(x.id for x in definition.needs)],
        "home": [x.id for x in definition.homes],
        "fit": [x.id for x in definition.fits],
        "closing question": [x.id for x in definition.closing],
    }
    for sort, used in lists.items():
        for name in (name for name, times in Counter(used).items() if times > 1):
            if sort == "need" and name == WISHES:
                yield f"'{WISHES}' is the row of the child's own wishes, which is always there; give the need another id."
            else:
                yield f"two entries are called '{name}' as a {sort}; give one of them another id."


def _odd_words(definition: Definition) -> Iterator[str]:
    if not any(x.follow == "support" for x in definition.fits):
        yield "fits: none of them asks what support would close a gap; give one of them follow: support."
    if not any(x.follow == "find-out" for x in definition.fits):
        yield "fits: none of them says that something is not known; give one of them follow: find-out."
    if definition.case and definition.homes and not definition.child:
        yield "child: say by which name the case's child is called here."
