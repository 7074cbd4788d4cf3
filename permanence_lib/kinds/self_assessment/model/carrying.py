"""What a profile lends to later work, and how an earlier one comes in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from permanence_lib.kind import Carried, Material, Offer
from permanence_lib.kinds.self_assessment.model.definition import Definition, groups_of
from permanence_lib.kinds.self_assessment.model.response import Aim, Earlier, Response, trim

WHEN = {
    "start": "at the start of the programme",
    "middle": "half way through the programme",
    "end": "at the end of the programme",
}


def offers(definition: Definition, response: Response, material: Material) -> Sequence[Offer]:
    """The whole profile as one thing, each statement chosen to work on, and closing words that may be carried on."""
    return [*_profile(definition, response), *_needs(definition, response, material), *_closing(definition, response)]


def _profile(definition: Definition, response: Response) -> Iterator[Offer]:
    kept = {name: x.model_dump() for name, x in response.ratings.items() if x.level or trim(x.evidence)}
    if not any(x["level"] for x in kept.values()):
        return
    words = {x.id: x.words for x in definition.levels}
    rated = sum(bool(x["level"]) for x in kept.values())
    yield Offer(
        id="profile",
        sort="profile",
        title=f"My profile {WHEN[definition.when]}",
        text=f"{rated} statement{'' if rated == 1 else 's'} rated.",
        data={"when": definition.when, "words": words, "ratings": kept},
    )


def _needs(definition: Definition, response: Response, material: Material) -> Iterator[Offer]:
    texts = {x.id: x.text for group in groups_of(definition, material) for x in group.statements}
    for pick in response.picks:
        title = texts.get(pick.statement, pick.statement)
        yield Offer(id=f"pick-{pick.statement}", sort="need", title=title, text=trim(pick.why))


def _closing(definition: Definition, response: Response) -> Iterator[Offer]:
    for ask in definition.closing:
        words = trim(response.closing.get(ask.id))
        if ask.offers and words:
            yield Offer(id=f"closing-{ask.id}", sort=ask.offers, title=ask.question, text=words)


def take(definition: Definition, response: Response, material: Material, carried: Sequence[Carried]) -> Response:
    """The answer with earlier profiles and aims added; one that is there already, just so, is not added again."""
    for one in carried:
        response = _with_profile(response, one) if one.offer.sort == "profile" else _with_aim(response, one)
    return response


def _with_profile(response: Response, one: Carried) -> Response:
    data = one.offer.data
    found = Earlier.model_validate(
        {
            "exercise": one.exercise,
            "title": one.title,
            "when": str(data.get("when", "")),
            "words": data.get("words") or {},
            "ratings": data.get("ratings") or {},
        }
    )
    return (
        response if found in response.earlier else response.model_copy(update={"earlier": (*response.earlier, found)})
    )


def _with_aim(response: Response, one: Carried) -> Response:
    said = {"words": one.offer.title, "why": one.offer.text}
    found = Aim(id=one.offer.id, exercise=one.exercise, title=one.title, **said)
    return response if found in response.aims else response.model_copy(update={"aims": (*response.aims, found)})
