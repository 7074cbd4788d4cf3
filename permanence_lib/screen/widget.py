"""One exercise on the page, as a widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import anywidget
import traitlets

from permanence_lib.screen import parts
from permanence_lib.screen.modules import bare

#: A widget's own module. It knows no more than how to ask for the parts that make up the rest.
MODULE = bare("kit/asking.js").replace("export function", "function") + bare("host.js")


class Spoken(anywidget.AnyWidget):
    """A widget that travels in messages and has words to stand for it.

    `plain` is what stands for it where there is no browser; `hear` gets each message from the page and gives back the
    messages to answer with. `parts` names what the page shows it with: the kit, its view, and for an exercise its week.
    """

    _esm = MODULE
    parts = traitlets.Dict().tag(sync=True)

    def __init__(
        self, *, plain: str, hear: Callable[[dict[str, Any]], Sequence[dict[str, Any]]], **traits: Any
    ) -> None:
        super().__init__(**traits)
        self._plain, self._hear = plain, hear
        self.on_msg(self._answer)

    def foresee(self, question: dict[str, Any]) -> None:
        """Answer a question before it is put: the page will put it first of all, and need not wait for this."""
        self.send({"kind": "foreseen", "question": question, "answers": list(self._hear(question))})

    def _answer(self, _widget: Any, message: Any, _buffers: Any) -> None:
        if not isinstance(message, dict):
            return
        if message.get("kind") == "part":
            self.send(_told(str(message.get("name"))))
            return
        for reply in self._hear(message):
            self.send(reply)

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        bundle = super()._repr_mimebundle_()
        data = dict(bundle[0] if isinstance(bundle, tuple) else bundle or {})
        data["text/plain"] = self._plain
        return data, {}


class ExerciseWidget(Spoken):
    """One exercise. What the participant wrote travels only in messages: never in a trait, so never into a notebook.

    `plain` is its report as text; `person` says whose page it is, and where half-typed words may be kept.
    """

    person = traitlets.Dict().tag(sync=True)


def _told(name: str) -> dict[str, Any]:
    """A part for a page that has no file of it; no text where there is none of that name."""
    found = parts.find(name)
    return {"kind": "part", "name": name, "text": found.text if found else None}
