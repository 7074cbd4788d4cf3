"""The figures in a notebook that is kept: where nothing lives any more, their picture and their words stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from permanence_lib.screen.live import LiveWidget


class FiguresWidget(LiveWidget):
    """The explorable page; `page` is what a saved notebook shows of it."""

    def __init__(
        self, *, page: str, plain: str, hear: Callable[[dict[str, Any]], Sequence[dict[str, Any]]], **traits: Any
    ) -> None:
        super().__init__(plain=plain, hear=hear, **traits)
        self._page = page

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        bundle, about = super()._repr_mimebundle_(**options)
        return bundle | {"text/html": self._page}, about
