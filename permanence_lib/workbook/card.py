"""One exercise in one person's hands: what the page says is heard here, and answered from the store."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from permanence_lib.document import html, text
from permanence_lib.document.blocks import Block, Heading
from permanence_lib.errors import AnswerRefused, Conflict, StoreError
from permanence_lib.exercises import Exercise
from permanence_lib.identity import Identity
from permanence_lib.kind import Material, Progress, Response
from permanence_lib.workbook import files, slots
from permanence_lib.workbook.flow import Flow
from permanence_lib.workbook.guarding import Guard, erased
from permanence_lib.workbook.slots import Child

if TYPE_CHECKING:
    from permanence_lib.store import Record, Store

Message = dict[str, Any]
_log = logging.getLogger(__name__)
_UNREADABLE = "Something in this answer is not in a form this exercise can keep ({where}). Undo the last step, or reload the page."
_UNEXPECTED = "The workbook met a fault of its own while saving."
_ASK_FIRST = (
    "Something in this answer may name a real person, so no file was made. Reload the page: it shows what, and asks."
)


class Card:
    """Opens, saves and reports one exercise for one participant. Every reply is a message for the page.

    An exercise on a fictional case may also be answered on the child the participant follows. Each message then says which
    `child` it is about, and the two answers never meet.
    """

    def __init__(
        self, exercise: Exercise, store: Store, person: Identity, flow: Flow | None = None,
        practice: Callable[[], str] = lambda: "",
    ) -> None:  # fmt: skip
        self.exercise, self._store, self._person, self._flow = exercise, store, person, flow
        self._practice = practice
        self._guard = Guard(store, person)
        self._mine: bool | None = None

    def hear(self, message: Message) -> Sequence[Message]:
        """Answer one message from the page; a fault is told, never raised.

        The printed form and the worked example are large, so they go only when they are asked for.
        """
        try:
            if self._was_erased():
                return [erased()]
            answer = self._answers.get(str(message.get("kind")))
            child = {"child": message["child"]} if message.get("child") else {}
            if answer is None:
                return []
            reply = answer(message)
            marked = self._guard.after(reply, message, self._slot(reply.get("child") or self._child(message)))
            return [part | child for part in (reply, *marked)]
        except StoreError as trouble:
            return [{"kind": "failed", "id": message.get("id"), "why": str(trouble)}]
        except Exception:
            _log.exception("An exercise could not answer the page.")
            return [{"kind": "failed", "id": message.get("id"), "why": _UNEXPECTED}]

    @property
    def _answers(self) -> dict[str, Callable[[Message], Message]]:
        return {
            "hello": lambda message: self._opened(self._child(message) or self._last_child(), message.get("known")),
            "save": lambda message: self._saved(message, self._child(message) or "case"),
            "report": lambda message: self._reported(self._child(message) or "case"),
            "example": lambda message: {"kind": "example", "example": self.example_page()},
            "sources": lambda message: {"kind": "sources", "sources": self._sources(self._child(message) or "case")},
            "bring": lambda message: self._brought(message, self._child(message) or "case"),
            "file": lambda message: self._file(message, self._child(message) or "case"),
            "read-file": lambda message: self._read_file(message, self._child(message) or "case"),
            "open-answer": self._open_answer,
            "look": lambda message: self._guard.looked(message, self._slot(self._child(message))),
            "leave": lambda message: self._guard.leave(message, self._slot(self._child(message))),
        }

    def _was_erased(self) -> bool:
        """Whether this laptop's own participant has been erased since: a page left open must not bring anything back."""
        if not self._person.own_machine:
            return False
        mine = self._store.me().id == self._person.participant
        if self._mine is None:
            self._mine = mine
        return self._mine and not mine

    def _slot(self, child: Child | None) -> str:
        return slots.key(self.exercise.id, child or "case")

    def _child(self, message: Message) -> Child | None:
        """Whom a message is about, if it says so and there is a choice."""
        said = message.get("child")
        if not slots.has_two(self.exercise):
            return "case"
        return said if said in ("case", "followed") else None

    def _last_child(self) -> Child:
        """Whom the participant last worked on: the one they will want to see again."""
        case, followed = self._latest("case"), self._latest("followed")
        return "followed" if followed and (case is None or followed.saved_at > case.saved_at) else "case"

    def _alias(self) -> str:
        return self._flow.alias() if self._flow else ""

    def _material(self, child: Child) -> Material:
        return slots.material_for(self.exercise, child, self._alias() if child == "followed" else "")

    def response(self, record: Record | None) -> Response:
        """A saved answer as its kind reads it; an empty one for somebody who has not started."""
        kind = self.exercise.kind
        answer: Response = kind.response() if record is None else kind.response.model_validate(record.value)
        return answer

    def _latest(self, child: Child) -> Record | None:
        return self._store.latest(self._person.participant, slots.key(self.exercise.id, child))

    def _opened(self, child: Child, known: int | None = None) -> Message:
        """The answer as it is stored; only that it still stands where the page knows this very revision."""
        record = self._latest(child)
        if known == (record.revision if record else 0):
            return {"kind": "still"}
        whom = {"child": child, "alias": self._alias()} if slots.has_two(self.exercise) else {}
        if record is None:
            nothing = {"value": None, "done": False, "at": None}
            empty = self._progress_words(self.response(None), child)
            return {"kind": "opened", "revision": 0, "progress": empty, **nothing, **whom}
        found = self._shown("opened", record, child) if self._is_current(record) else self._revised(record, child)
        return found | whom

    def _reported(self, child: Child) -> Message:
        """The printed form of the answer to the questions as they now stand."""
        record = self._latest(child)
        answer = self.response(record if record and self._is_current(record) else None)
        return {"kind": "report", "report": self._page(answer, self._material(child))}

    def _is_current(self, record: Record) -> bool:
        return record.definition_hash == self.exercise.definition.question_hash() and self._fits(record.value)

    def _revised(self, record: Record, child: Child) -> Message:
        """The questions have changed since: they start empty, and the earlier answer stays beside them."""
        fits = self._fits(record.value)
        page = self._page(self.response(record), self._material(child)) if fits else _as_written(record.value)
        return {
            "kind": "opened", "revision": record.revision, "value": None, "done": False, "at": None,
            "earlier": {"report": page, "value": record.value if fits else None},
            "progress": self._progress_words(self.response(None), child),
        }  # fmt: skip

    def _fits(self, value: Message) -> bool:
        try:
            self.exercise.kind.response.model_validate(value)
        except ValidationError:
            return False
        return True

    def _saved(self, message: Message, child: Child) -> Message:
        try:
            answer = self.exercise.kind.response.model_validate(message.get("value"))
            return self._shown("saved", self._keep(message, answer, child), child)
        except ValidationError as misfit:
            return {"kind": "refused", "id": message.get("id"), "why": _unreadable(misfit)}
        except AnswerRefused as refused:
            return {"kind": "refused", "id": message.get("id"), "why": str(refused)}
        except Conflict as conflict:
            return self._shown("conflict", conflict.newest, child) | {"id": message.get("id")}

    def _keep(self, message: Message, answer: Response, child: Child) -> Record:
        return self._store.save(
            self._person.participant,
            slots.key(self.exercise.id, child),
            answer.model_dump(mode="json"),
            base=int(message["base"]),
            request_id=str(message["id"])[:40],
            definition_hash=self.exercise.definition.question_hash(),
            done=bool(message.get("done")),
            law_as_at=self._law_as_at(),
        )

    def _sources(self, child: Child) -> list[Message]:
        return self._flow.sources(self.exercise, child) if self._flow else []

    def _brought(self, message: Message, child: Child) -> Message:
        """The page's present answer with chosen things added; the page saves it, so that it can be undone."""
        reply, answer = self._understood("brought", message)
        if answer is None:
            return reply
        if self._flow is None:
            return reply | {"count": 0}
        wanted = [str(name) for name in message.get("keys") or ()]
        added, count = self._flow.bring(self.exercise, answer, self._material(child), wanted)
        return reply | {"value": added.model_dump(mode="json"), "count": count}

    def _file(self, message: Message, child: Child) -> Message:
        """The answer on the page, saved or not, as a file."""
        reply, answer = self._understood("file", message)
        if answer is None:
            return reply
        which, material = str(message.get("which")), self._material(child)
        if (
            which != files.PRACTICE
            and not message.get("sure")
            and self._guard.found(message.get("value"), self._slot(child))
        ):
            return reply | {"why": _ASK_FIRST}
        return reply | files.made(self.exercise, which, answer, material, self._practice)

    def _read_file(self, message: Message, child: Child) -> Message:
        name, data = str(message.get("name")), str(message.get("data"))
        found = files.read(self.exercise, self._material(child), name, data)
        return {"kind": "was-read", "id": message.get("id")} | found

    def _open_answer(self, message: Message) -> Message:
        """An answer out of a file, as this version of the exercise keeps it."""
        reply, answer = self._understood("opened-answer", message)
        return reply if answer is None else reply | {"value": answer.model_dump(mode="json")}

    def _understood(self, kind: str, message: Message) -> tuple[Message, Response | None]:
        """A reply of some kind, with the answer a message brings, or with why it cannot be read."""
        reply = {"kind": kind, "id": message.get("id")}
        try:
            return reply, self.exercise.kind.response.model_validate(message.get("value"))
        except ValidationError as misfit:
            return reply | {"why": _unreadable(misfit)}, None

    def _law_as_at(self) -> str | None:
        """The latest day on which any of the law behind this exercise was checked: kept with the answer."""
        days = [fact.as_at for fact in (*self.exercise.material.law, *self.exercise.material.judgments)]
        return max(days).isoformat() if days else None

    def _shown(self, sort: str, record: Record, child: Child) -> Message:
        base = {
            "kind": sort,
            "id": record.request_id,
            "revision": record.revision,
            "at": _iso(record.saved_at),
            "done": record.done,
        }
        answer = self.response(record)
        if sort == "conflict":
            return base | {"value": record.value, "theirs": self._page(answer, self._material(child))}
        shown = base | {"progress": self._progress_words(answer, child)}
        return shown | {"value": answer.model_dump(mode="json")} if sort == "opened" else shown

    def _progress_words(self, response: Response, child: Child) -> Message:
        progress = self.progress(response, child)
        return {"filled": progress.filled, "parts": progress.parts, "words": progress.words()}

    def progress(self, response: Response, child: Child = "case") -> Progress:
        """How much of the exercise has something in it."""
        kind, definition = self.exercise.kind, self.exercise.definition
        found: Progress = kind.progress(definition, response, self._material(child))
        return found

    def _page(self, response: Response, material: Material) -> str:
        return html.render(self._blocks(response, material))

    def _blocks(self, response: Response, material: Material) -> Sequence[Block]:
        found: Sequence[Block] = self.exercise.kind.report(self.exercise.definition, response, material)
        return found

    def example_page(self) -> str | None:
        """The worked example as HTML, if the author wrote one."""
        example = self.exercise.example()
        return None if example is None else self._page(example, self.exercise.material)

    def plain(self, prompt: str) -> str:
        """The whole exercise as text, unstarted: what a notebook keeps. Nobody's answer is ever in it."""
        definition, material = self.exercise.definition, self.exercise.material
        empty = text.render(self._blocks(self.exercise.kind.response(), material))
        parts = [definition.title.upper(), definition.purpose, prompt, empty]
        example = self.exercise.example()
        if example is not None:
            parts.append(text.render([Heading("A worked example"), *self._blocks(example, material)]))
        return "\n\n".join(parts)


def _unreadable(misfit: ValidationError) -> str:
    where = " › ".join(str(step) for step in misfit.errors()[0]["loc"]) or "the whole answer"
    return _UNREADABLE.format(where=where)


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _as_written(value: Message) -> str:
    """An answer to questions that are no longer there: its words, one after another."""
    from permanence_lib.document.blocks import Quote

    return html.render([Quote(words) for words in words_in(value)])


def words_in(value: Any) -> list[str]:
    """Every piece of writing in an answer, in order."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [words for item in inner for words in words_in(item)]
