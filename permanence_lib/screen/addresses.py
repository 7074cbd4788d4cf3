"""Pages found by their address: the first part of an address is a module of the package that holds the pages."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from types import ModuleType


def page_at(pages: ModuleType, path: str) -> ModuleType | None:
    """The module of a package that answers at an address (`/your-data/erase`: your_data), or None."""
    name = path.strip("/").split("/")[0].replace("-", "_")
    return import_module(f"{pages.__name__}.{name}") if name in _names(pages) else None


@cache
def _names(pages: ModuleType) -> frozenset[str]:
    return frozenset(found.name for found in pkgutil.iter_modules(pages.__path__) if not found.name.startswith("_"))
