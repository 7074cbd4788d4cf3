"""What an analysis leaves open, found by rule: each gap names its rule and its place, and none says what to conclude."""

from __future__ import annotations

from collections.abc import Iterator

from permanence_lib.kinds.options_matrix.model.ground import Ground
from permanence_lib.kinds.options_matrix.model.weighing import (
    Json,
    cell_of,
    cues,
    is_assessed,
    items_of,
    trim,
    weighable,
)

#: The rules in the order they are read, with what each says of a place.
RULES = {
    "dismissed-thinly": "Set aside in few words",
    "help-only": "What may help, and nothing that may harm",
    "harm-only": "What may harm, and nothing that may help",
    "no-evidence": "No evidence recorded",
    "unsourced": "Evidence that does not say where it is from",
    "elsewhere": "Research from another country, used without saying how it bears on this child",
    "other-children": "Research about children of another age or on another route, used without saying how it bears here",
    "limits": "Research used without saying what it cannot tell about this child",
    "no-voice": "The child’s view of this option is missing",
    "siblings": "Brothers and sisters are not considered",
    "support": "Support is not costed",
    "family-time": "Time with family is not planned",
    "contingency": "There is no contingency plan",
    "uncovered": "On the checklist, and under no factor",
}
_PLANNED = (("siblings", "siblings"), ("support", "cost"), ("family-time", "family_time"))


def gaps(ground: Ground, value: Json) -> list[list[str]]:
    """Every gap as [rule, factor, option, item], rule by rule; what does not apply is the empty string."""
    options, factors = [x["id"] for x in ground["options"]], [x["id"] for x in ground["factors"]]
    sifted, kept = options + [x["id"] for x in ground["left"]], weighable(options, value)
    again = cues(factors, sifted, value, ground["shortest"])
    found = [
        *([*cue, ""] for cue in again if cue[0] != "not-assessed"),
        *(gap for f in factors for o in kept for gap in _of_items(ground, f, o, cell_of(value, f, o))),
        *(gap for o in kept for gap in _of_option(factors, o, value)),
        *_of_the_whole(ground, factors, kept, value),
    ]
    order = list(RULES)
    return sorted(found, key=lambda gap: order.index(gap[0]))


def key_of(gap: list[str]) -> str:
    """The name under which a disagreement with a gap is kept."""
    return "|".join(gap)


def _of_items(ground: Ground, factor: str, option: str, cell: Json) -> Iterator[list[str]]:
    beside = next(x["studies"] for x in ground["options"] if x["id"] == option)
    for item in items_of(cell):
        if rule := _of_item(ground, beside, item):
            yield [rule, factor, option, item["id"]]


def _of_item(ground: Ground, beside: list[str], item: Json) -> str:
    """The rule an evidence item does not meet; of research the most particular, and none once its limits are weighed."""
    sort, source = item["sort"], trim(item["source"])
    known = {"record": ground["records"], "research": ground["studies"]}.get(sort)
    if not sort or not source or (known is not None and source not in known):
        return "unsourced"
    if sort != "research" or trim(item["limits"]):
        return ""
    study = ground["studies"][source]
    if study["elsewhere"]:
        return "elsewhere"
    return "other-children" if study["outside"] or source not in beside else "limits"


def _of_option(factors: list[str], option: str, value: Json) -> Iterator[list[str]]:
    """What is asked of an option once anybody has begun to weigh it."""
    cells = [cell_of(value, factor, option) for factor in factors]
    if not any(map(is_assessed, cells)):
        return
    if not any(trim(cell.get("voice")) for cell in cells):
        yield ["no-voice", "", option, ""]
    plan = value.get("plans", {}).get(option, {})
    for rule, box in _PLANNED:
        if not trim(plan.get(box)) and not (rule == "siblings" and value.get("no_siblings")):
            yield [rule, "", option, ""]


def _of_the_whole(ground: Ground, factors: list[str], kept: list[str], value: Json) -> Iterator[list[str]]:
    begun = value["conclusion"] or any(is_assessed(cell_of(value, f, o)) for f in factors for o in kept)
    if begun and not trim(value.get("contingency")):
        yield ["contingency", "", "", ""]
    covered = coverage(ground)
    yield from (["uncovered", "", "", item] for item, _ in ground["checklist"] if not covered[item])


def coverage(ground: Ground) -> dict[str, list[str]]:
    """For each line of the checklist in use, the factors that take it in."""
    return {item: [x["id"] for x in ground["factors"] if item in x["covers"]] for item, _ in ground["checklist"]}
