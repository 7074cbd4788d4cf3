"""An import that costs seconds of processor time and is almost never wanted: put off until somebody asks.

`jsonschema` imports `rfc3987_syntax`, which works out a grammar of internationalised addresses while it is imported.
Nothing in Jupyter's schemas asks for that check, but every server paid for it before its first page.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec, module_from_spec

_NAME = "rfc3987_syntax"


def put_off() -> None:
    """Leave the package in place without having run it, unless somebody has run it already."""
    found = None if _NAME in sys.modules else find_spec(_NAME)
    if found is not None:
        waiting = module_from_spec(found)
        vars(waiting)["is_valid_syntax"] = is_valid_syntax
        sys.modules[_NAME] = waiting


def is_valid_syntax(term: str, value: str) -> bool:
    """Whether the value is what the grammar calls so: now the grammar is worked out after all."""
    return bool(import_module(f"{_NAME}.syntax_helpers").is_valid_syntax(term=term, value=value))


put_off()
