"""One exercise in one person's hands: what the page says is heard here, and answered from the store."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from permanence_lib.document import html, text
from permanence_lib.document.blocks import Block, Heading
from permanence_lib.errors import AnswerRefused, Conflict, StoreError
from permanence_lib.exercises import Exercise
from permanence_lib.identity import Identity
from permanence_lib.kind import Progress, Response

if TYPE_CHECKING:
    from permanence_lib.store import Record, Store

Message = dict[str, Any]
_log = logging.getLogger(__name__)
_UNREADABLE = "Something in this answer is not in a form this exercise can keep ({where}). Undo the last step, or reload the page."
_UNEXPECTED = "The workbook met a fault of its own while saving."


class Card:
    """Opens, saves and reports one exercise for one participant. Every reply is a message for the page."""

    def __init__(self, exercise: Exercise, store: Store, person: Identity) -> None:
        self.exercise, self._store, self._person = exercise, store, person

    def hear(self, message: Message) -> Sequence[Message]:
        """Answer one message from the page; a fault is told, never raised.

        The printed form and the worked example are large, so they go only when they are asked for.
        """
        try:
            if message.get("kind") == "hello":
                return [self._opened()]
            if message.get("kind") == "save":
                return [self._saved(message)]
            if message.get("kind") == "report":
                return [{"kind": "report", "report": self._page(self._present())}]
            if message.get("kind") == "example":
                return [{"kind": "example", "example": self.example_page()}]
        except StoreError as trouble:
            return [{"kind": "failed", "id": message.get("id"), "why": str(trouble)}]
        except Exception:
            _log.exception("An exercise could not answer the page.")
            return [{"kind": "failed", "id": message.get("id"), "why": _UNEXPECTED}]
        return []

    def response(self, record: Record | None) -> Response:
        """A saved answer as its kind reads it; an empty one for somebody who has not started."""
        kind = self.exercise.kind
        answer: Response = kind.response() if record is None else kind.response.model_validate(record.value)
        return answer

    def _latest(self) -> Record | None:
        return self._store.latest(self._person.participant, self.exercise.id)

    def _opened(self) -> Message:
        record = self._latest()
        if record is None:
            nothing = {"value": None, "done": False, "at": None}
            return {"kind": "opened", "revision": 0, "progress": self._progress_words(self.response(None)), **nothing}
        return self._shown("opened", record) if self._is_current(record) else self._opened_revised(record)

    def _present(self) -> Response:
        """The answer to the questions as they now stand."""
        record = self._latest()
        return self.response(record if record and self._is_current(record) else None)

    def _is_current(self, record: Record) -> bool:
        return record.definition_hash == self.exercise.definition.question_hash() and self._fits(record.value)

    def _opened_revised(self, record: Record) -> Message:
        """The questions have changed since: they start empty, and the earlier answer stays beside them."""
        fits = self._fits(record.value)
        earlier = {"report": self._page(self.response(record)) if fits else _as_written(record.value)}
        return {
            "kind": "opened", "revision": record.revision, "value": None, "done": False, "at": None,
            "earlier": earlier | {"value": record.value if fits else None},
            "progress": self._progress_words(self.response(None)),
        }  # fmt: skip

    def _fits(self, value: Message) -> bool:
        try:
            self.exercise.kind.response.model_validate(value)
        except ValidationError:
            return False
        return True

    def _saved(self, message: Message) -> Message:
        try:
            answer = self.exercise.kind.response.model_validate(message.get("value"))
            return self._shown("saved", self._keep(message, answer))
        except ValidationError as misfit:
            where = " › ".join(str(step) for step in misfit.errors()[0]["loc"]) or "the whole answer"
            return {"kind": "refused", "id": message.get("id"), "why": _UNREADABLE.format(where=where)}
        except AnswerRefused as refused:
            return {"kind": "refused", "id": message.get("id"), "why": str(refused)}
        except Conflict as conflict:
            return self._shown("conflict", conflict.newest) | {"id": message.get("id")}

    def _keep(self, message: Message, answer: Response) -> Record:
        return self._store.save(
            self._person.participant,
            self.exercise.id,
            answer.model_dump(mode="json"),
            base=int(message["base"]),
            request_id=str(message["id"])[:40],
            definition_hash=self.exercise.definition.question_hash(),
            done=bool(message.get("done")),
            law_as_at=self._law_as_at(),
        )

    def _law_as_at(self) -> str | None:
        """The latest day on which any of the law behind this exercise was checked: kept with the answer."""
        days = [fact.as_at for fact in (*self.exercise.material.law, *self.exercise.material.judgments)]
        return max(days).isoformat() if days else None

    def _shown(self, sort: str, record: Record) -> Message:
        base = {
            "kind": sort,
            "id": record.request_id,
            "revision": record.revision,
            "at": _iso(record.saved_at),
            "done": record.done,
        }
        answer = self.response(record)
        if sort == "conflict":
            return base | {"value": record.value, "theirs": self._page(answer)}
        shown = base | {"progress": self._progress_words(answer)}
        return shown | {"value": record.value} if sort == "opened" else shown

    def _progress_words(self, response: Response) -> Message:
        progress = self.progress(response)
        return {"filled": progress.filled, "parts": progress.parts, "words": progress.words()}

    def progress(self, response: Response) -> Progress:
        """How much of the exercise has something in it."""
        found: Progress = self.exercise.kind.progress(self.exercise.definition, response, self.exercise.material)
        return found

    def _blocks(self, response: Response) -> Sequence[Block]:
        found: Sequence[Block] = self.exercise.kind.report(self.exercise.definition, response, self.exercise.material)
        return found

    def _page(self, response: Response) -> str:
        return html.render(self._blocks(response))

    def example_page(self) -> str | None:
        """The worked example as HTML, if the author wrote one."""
        example = self.exercise.example()
        return None if example is None else self._page(example)

    def plain(self, prompt: str) -> str:
        """The whole exercise as text, unstarted: what a notebook keeps. Nobody's answer is ever in it."""
        definition = self.exercise.definition
        parts = [
            definition.title.upper(),
            definition.purpose,
            prompt,
            text.render(self._blocks(self.exercise.kind.response())),
        ]
        example = self.exercise.example()
        if example is not None:
            parts.append(text.render([Heading("A worked example"), *self._blocks(example)]))
        return "\n\n".join(parts)


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _as_written(value: Message) -> str:
    """An answer to questions that are no longer there: its words, one after another."""
    from permanence_lib.document.blocks import Quote

    return html.render([Quote(words) for words in _words_in(value)])


def _words_in(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value] if value.strip() else []
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [words for item in inner for words in _words_in(item)]
