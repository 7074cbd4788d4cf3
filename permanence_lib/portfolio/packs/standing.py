"""Where each occasion stands, in words: what was made, what came back, what has changed since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from permanence_lib import exercises
from permanence_lib.content.dates import say_date
from permanence_lib.content.occasions import Occasion
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.packs import kept, pack
from permanence_lib.portfolio.packs.items import items
from permanence_lib.portfolio.packs.returned import By
from permanence_lib.portfolio.submitted import sending
from permanence_lib.screen.pack import VERDICTS
from permanence_lib.screen.sharing import Feedback, OccasionPage, OccasionRow, SaidRow, SentRow
from permanence_lib.screen.standard import Link

#: As the participant reads what the reader ticked.
SAID = {"verified": "Confirmed", "not-yet": "Not yet", "talk": "Let us talk about it"}
assert tuple(SAID) == tuple(name for name, _ in VERDICTS)
_MAKE = {"manager": "Make a file for my manager", "peer": "Ask for feedback", "cohort": "Share a reflection"}
Value = Mapping[str, Any]


def say_day(iso: str) -> str:
    """2026-03-03 as 3 March 2026."""
    return say_date(date.fromisoformat(iso))


def made_for(desk: Desk, occasion: Occasion) -> dict[str, Value]:
    """The packs of one occasion by id, the newest first."""
    return {name: one for name, one in pack.kept(desk).items() if one["sent"]["occasion"] == occasion.id}


def row(desk: Desk, occasion: Occasion) -> OccasionRow:
    """One of the five, for the list."""
    said = desk.kept.get(f"{kept.VERIFIED}:{occasion.id}")
    made = made_for(desk, occasion)
    if said is None:
        sent = next(iter(made.values()), None)
        status = _waiting(desk, sent) if sent else "Not made yet"
        return OccasionRow(occasion.id, occasion.title, occasion.when, status, "going" if sent else "new")
    known = items(occasion, desk.content)
    missing = [one for one in known if said.value["items"].get(one.id, {}).get("said") != "verified"]
    who = f"{said.value['by']}, {say_day(said.value['on'])}"
    if not missing:
        return OccasionRow(occasion.id, occasion.title, occasion.when, f"Everything confirmed. {who}", "done")
    return OccasionRow(occasion.id, occasion.title, occasion.when, f"Answered, with something open. {who}", "going")


def _waiting(desk: Desk, made: Value) -> str:
    """Of something made and not answered, or answered and not looked at yet."""
    name, day = made["sent"]["id"], say_day(made["sent"]["made_on"])
    here = sending.sent_here(desk).get(name)
    if here is None:
        return f"File made on {day}. No answer yet"
    came = name in sending.came_back(desk)
    return f"Sent to {here.named} on {day}. {'An answer has come' if came else 'No answer yet'}"


def page(desk: Desk, occasion: Occasion, just_sent_to: str = "") -> OccasionPage:
    """Everything about one occasion."""
    said = desk.kept.get(f"{kept.VERIFIED}:{occasion.id}")
    made = made_for(desk, occasion)
    latest = desk.kept.get(f"{kept.RETURN}:{said.value['pack']}") if said else None
    return OccasionPage(
        id=occasion.id,
        sort=occasion.sort,
        title=occasion.title,
        when=occasion.when,
        asked=occasion.asked,
        make=_MAKE[occasion.sort],
        items=tuple(_where_each_stands(desk, occasion, said.value if said else None)),
        answers=answers(latest.value, made[said.value["pack"]]["sent"]) if said and latest else (),
        head=f"{said.value['by']}, on {say_day(said.value['on'])}" if said else "",
        own_account=_own_account(desk, occasion),
        feedback=tuple(_feedback(desk)) if occasion.sort == "peer" else (),
        sent=tuple(_sent(desk, name, one) for name, one in made.items()),
        notes=tuple(_gone_on(desk, made[said.value["pack"]]["sent"])) if said else (),
        news=_news(desk, made, just_sent_to),
        sent_here=any(name in sending.sent_here(desk) for name in made),
    )


def _news(desk: Desk, made: Mapping[str, Value], to: str) -> str:
    """That it was sent, where that is so: the address alone is not believed."""
    if to and any(one.named == to for name, one in sending.sent_here(desk).items() if name in made):
        return f"It was sent to {to}. When they sign in they find it under Sharing and verification."
    return ""


def _where_each_stands(desk: Desk, occasion: Occasion, said: Value | None) -> Iterator[SaidRow]:
    for item in items(occasion, desk.content):
        one = said["items"].get(item.id) if said else None
        who = f"{one['by']}, {say_day(one['on'])}" if one else ""
        yield SaidRow(item.text, SAID[one["said"]] if one else "", one["comment"] if one else "", who)


def said_rows(value: Value, sent: Value) -> tuple[SaidRow, ...]:
    """A return's items in the words in which they were sent."""
    known = {one["id"]: one["text"] for one in sent["items"]}
    who = f"{By(**value['by']).words}, {say_day(value['on'])}"
    return tuple(SaidRow(known[one["id"]], SAID[one["said"]], one["comment"], who) for one in value["items"])


def answers(value: Value, sent: Value) -> tuple[tuple[str, str], ...]:
    """A return's answers under their questions, and what was said overall."""
    found = [(one["words"], value["answers"].get(one["id"], "")) for one in sent["questions"]]
    return (*found, *([("Anything else", value["overall"])] if value["overall"] else []))


def _own_account(desk: Desk, occasion: Occasion) -> Link | None:
    if occasion.exercise is None:
        return None
    exercise = exercises.find(occasion.exercise, desk.content)
    address = f"/week/{exercise.week_id}#exercise-{exercise.id}"
    return Link(f"{exercise.definition.title}, week {int(exercise.week_id[1:])}", address)


def _gone_on(desk: Desk, sent: Value) -> Iterator[str]:
    if newer := kept.moved_on(desk, sent):
        yield f"You have changed since what was read then: {', '.join(newer)}. The answer is about the version that was sent."


def _sent(desk: Desk, name: str, made: Value) -> SentRow:
    sent = made["sent"]
    holds = tuple(f"{one['title']} (version {one['revision']})" for one in sent["pieces"])
    holds += ("words of your own",) if sent["note"] else ()
    named = f", as {sent['from']}" if sent["from"] else ", without a name" if sent["sort"] == "cohort" else ""
    if here := sending.sent_here(desk).get(name):
        named += f", sent to {here.named}"
    return SentRow(f"{say_day(sent['made_on'])}{named}", holds, _became(desk, name, sent["sort"]), name)


def _became(desk: Desk, name: str, sort: str) -> str:
    if sort == "cohort":
        return "Yours to hand on"
    under = kept.RETURN if sort == "manager" else kept.FEEDBACK
    record = desk.kept.get(f"{under}:{name}")
    if record is None:
        return _on_its_way(desk, name)
    value = record.value if sort == "manager" else record.value["return"]
    words = f"Answered by {By(**value['by']).words} on {say_day(value['on'])}"
    different = {_digest(one.value) for one in desk.store.history(desk.person.participant, record.exercise)}
    if len(different) > 1:
        words += f". {len(different)} different answers came to this file; all are kept, and this one stands"
    return words


def _on_its_way(desk: Desk, name: str) -> str:
    """Of a pack without an answer taken over: whether it was opened, and whether an answer has come, where that is known."""
    if name not in sending.sent_here(desk):
        return "No answer brought in yet"
    if name in sending.came_back(desk):
        return "An answer has come: read it under Sharing and verification"
    opened = sending.came_back(desk, sending.OPENED).get(name)
    return f"Opened on {say_day(str(opened['on']))}. No answer yet" if opened else "Not opened yet. Is the name right?"


def _digest(value: Value) -> str:
    found: str = value.get("return", value)["digest"]
    return found


def _feedback(desk: Desk) -> Iterator[Feedback]:
    """What peers said, the newest first, each tied to the version it was given on."""
    made = pack.kept(desk)
    for name, record in sorted(desk.under(kept.FEEDBACK).items(), key=lambda one: one[1].value["on"], reverse=True):
        value = record.value
        if name not in made:
            continue
        sent = made[name]["sent"]
        version = desk.store.version(desk.person.participant, value["slot"], value["revision"])
        saved = f", saved on {say_date(version.saved_at.date())}" if version else ""
        about = f"From {value['by']}, on {say_day(value['on'])}. Given on version {value['revision']}{saved}."
        gone_on = _versions_since(desk, value)
        yield Feedback(value["title"], f"/portfolio/{value['slot']}", about, gone_on, answers(value["return"], sent))


def _versions_since(desk: Desk, value: Value) -> str:
    newest = desk.kept.get(value["slot"])
    if newest is None or newest.revision <= value["revision"]:
        return ""
    return f"The work has gone on since: it is now in version {newest.revision}. What was said is about version {value['revision']}."


def peer_words(desk: Desk, occasion: Occasion) -> str:
    """How many were asked and answered, in a sentence."""
    made = made_for(desk, occasion)
    came = sum(name in desk.under(kept.FEEDBACK) for name in made)
    if not made:
        return f"{occasion.when}. You choose one piece of work, and a colleague answers four questions about it."
    return f"You have made {_count(len(made), 'file')}, and {_count(came, 'answer')} {'has' if came == 1 else 'have'} been brought in."


def cohort_words(desk: Desk, occasion: Occasion) -> str:
    """How often something was shared, in a sentence."""
    made = made_for(desk, occasion)
    if not made:
        return f"{occasion.when}. You choose the words, and whether your name is on them."
    return f"You have made {_count(len(made), 'file')} to share."


def _count(number: int, what: str) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    said = words[number] if number < len(words) else str(number)
    return f"{said} {what}{'' if number == 1 else 's'}"
