"""One piece of work flows on: what a participant's earlier answers lend to a later one, and bringing it in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.exercises import Exercise
from permanence_lib.identity import Identity
from permanence_lib.kind import Carried, Material, Offer, Response, SourceExercise
from permanence_lib.workbook import slots
from permanence_lib.workbook.slots import Child

if TYPE_CHECKING:
    from permanence_lib.store import Record, Store

Message = dict[str, Any]
_CHILDREN: tuple[Child, ...] = ("case", "followed")


@dataclass(frozen=True)
class Lent:
    """Offers of one saved answer, and where they come from."""

    source: SourceExercise
    exercise: Exercise
    child: Child
    record: Record | None
    offers: tuple[Offer, ...] = ()

    def key(self, offer: Offer) -> str:
        """What an offer is known by: w15a2:e3."""
        return f"{slots.key(self.exercise.id, self.child)}:{offer.id}"


class Flow:
    """The earlier work of one participant, as later exercises may draw on it."""

    def __init__(self, store: Store, person: Identity, content: Content) -> None:
        self._store, self._person, self._content = store, person, content

    def alias(self) -> str:
        """What the participant calls the child they follow, or nothing yet."""
        place = self._content.programme.followed_child
        if place not in exercises.files(self._content):
            return ""
        source = SourceExercise(exercise=place, sorts=("alias",))
        found = [offer.title for lent in self._lent(source, alias="") for offer in lent.offers]
        return found[0].strip() if found else ""

    def sources(self, exercise: Exercise, child: Child = "case") -> list[Message]:
        """What can be brought into an exercise, for the page: an entry for each answer, those about the same child first."""
        lent = sorted(self._all_lent(exercise), key=lambda one: one.record is not None and one.child != child)
        return [self._shown(one) for one in lent]

    def bring(
        self, exercise: Exercise, response: Response, material: Material, wanted: Sequence[str]
    ) -> tuple[Response, int]:
        """The answer with what was chosen added to it, and how many things that were. Nothing in it is changed."""
        chosen = [
            (
                lent.key(offer),
                Carried(offer=offer, exercise=lent.exercise.id, title=_title(lent), into=lent.source.into),
            )
            for lent in self._all_lent(exercise)
            for offer in lent.offers
            if lent.key(offer) in wanted and lent.key(offer) not in response.brought
        ]
        if exercise.kind.take is None or not chosen:
            return response, 0
        added: Response = exercise.kind.take(
            exercise.definition, response, material, [carried for _, carried in chosen]
        )
        brought = tuple(dict.fromkeys((*response.brought, *(name for name, _ in chosen))))
        return added.model_copy(update={"brought": brought}), len(chosen)

    def _all_lent(self, exercise: Exercise) -> Iterator[Lent]:
        alias = self.alias()
        for source in exercise.definition.sources:
            if source.exercise in exercises.files(self._content):
                yield from self._lent(source, alias)

    def _lent(self, source: SourceExercise, alias: str) -> Iterator[Lent]:
        """One for each child that the earlier exercise was answered on; one without offers if on none."""
        earlier = exercises.find(source.exercise, self._content)
        found = [(child, self._record(earlier, child)) for child in _CHILDREN]
        answered = [(child, record) for child, record in found if record is not None]
        for child, record in answered:
            yield Lent(source, earlier, child, record, self._offers(source, earlier, child, record, alias))
        if not answered:
            yield Lent(source, earlier, "case", None)

    def _record(self, earlier: Exercise, child: Child) -> Record | None:
        if child == "followed" and not slots.has_two(earlier):
            return None
        return self._store.latest(self._person.participant, slots.key(earlier.id, child))

    @staticmethod
    def _offers(
        source: SourceExercise, earlier: Exercise, child: Child, record: Record, alias: str
    ) -> tuple[Offer, ...]:
        """An answer to an earlier form of the exercise lends nothing that can no longer be read."""
        try:
            answer = earlier.kind.response.model_validate(record.value)
        except ValidationError:
            return ()
        material = slots.material_for(earlier, child, alias)
        offers = earlier.kind.offers(earlier.definition, answer, material)
        return tuple(offer for offer in offers if offer.sort in source.sorts)

    def _shown(self, lent: Lent) -> Message:
        week = self._content.weeks[lent.exercise.week_id]
        return {
            "exercise": lent.exercise.id,
            "title": _title(lent),
            "week": {"id": week.id, "words": f"week {week.number}"},
            "words": lent.source.words,
            "answered": lent.record is not None,
            "items": [
                {
                    "key": lent.key(offer),
                    "title": offer.title,
                    "text": offer.text,
                    "when": offer.said_when,
                }
                for offer in lent.offers
            ],
        }


def _title(lent: Lent) -> str:
    title = lent.exercise.definition.title
    return f"{title} (the child you follow)" if lent.child == "followed" else title
