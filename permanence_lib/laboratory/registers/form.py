"""The form that narrows a register, as it was last sent, with how many records each choice would show."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from permanence_lib.laboratory.registers.narrowing import Asked, Choice, Record
from permanence_lib.screen.register import Narrow, Pick


def form(
    action: str, asked: Asked, ways: Sequence[Choice[Record]], found: Sequence[Record], every: Sequence[Record]
) -> Narrow:
    """The numbers beside the choices are those of the whole register."""
    unchecked = sum(not record.checked for record in every)
    return Narrow(
        action=action,
        words=asked.words,
        picks=tuple(_pick(way, every, asked) for way in ways),
        unchecked=asked.unchecked,
        unchecked_label=f"Only what is not yet checked ({unchecked})",
        found=f"{len(found)} of {len(every)} records fit." if asked.anything else "",
        unknown=asked.unknown,
    )


def _pick(way: Choice[Record], every: Sequence[Record], asked: Asked) -> Pick:
    numbers = {value: sum(way.takes(record, value) for record in every) for value in way.values}
    options = tuple((value, words, numbers[value]) for value, words in way.values.items())
    return Pick(way.name, way.label, options, (asked.chosen or {}).get(way.name, ""))


def to_print(address: str, asked: Asked) -> str:
    """The address of the same records as a file."""
    given = {"q": asked.words, **(asked.chosen or {}), "unchecked": "yes" if asked.unchecked else ""}
    query = urlencode({name: value for name, value in given.items() if value})
    return f"{address}/print{f'?{query}' if query else ''}"
