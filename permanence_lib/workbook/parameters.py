"""The parameters a notebook takes, and a refusal of any other: papermill itself only warns and runs on."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Set
from difflib import get_close_matches

from permanence_lib.errors import UnknownParameter

#: Papermill writes this above the parameters it puts in.
_INJECTED = "# Parameters"


def refuse_unknown(known: Set[str]) -> None:
    """Raise UnknownParameter if papermill has given this notebook a name it does not take."""
    for name in _injected():
        if name not in known:
            near = get_close_matches(name, known, 1)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            takes = " and ".join(f"'{word}'" for word in sorted(known))
            raise UnknownParameter(f"This notebook has no parameter '{name}'.{hint} It takes {takes}.")


def _injected() -> Iterator[str]:
    from IPython.core.getipython import get_ipython

    shell = get_ipython()
    for cell in shell.user_ns.get("In", ()) if shell else ():
        if cell.startswith(_INJECTED):
            yield from _names_set(cell)


def _names_set(cell: str) -> Iterator[str]:
    for statement in ast.parse(cell).body:
        if isinstance(statement, ast.Assign):
            yield from (target.id for target in statement.targets if isinstance(target, ast.Name))
