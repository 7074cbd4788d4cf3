"""What others have sent to this person, inside a store that several people sign in to: to be read and answered."""

from __future__ import annotations

from collections.abc import Iterator

from permanence_lib.content.dates import say_date
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.packs import pack
from permanence_lib.portfolio.packs.standing import say_day
from permanence_lib.portfolio.submitted import answering, receiving, sending
from permanence_lib.portfolio.submitted.answering import Typed
from permanence_lib.portfolio.submitted.receiving import Received
from permanence_lib.screen import submitted as screen
from permanence_lib.screen.asked import Answer, Asked, Made, Went
from permanence_lib.screen.pack import VERDICTS, Question

_CHECK = "Check your answers"


def answer(desk: Desk, asked: Asked) -> Answer | None:
    """/submitted, and below it one pack by its mark; None where nothing can be sent inside the store."""
    if not desk.shares:
        return None
    match asked.rest:
        case () | ("",):
            return _list(desk, asked)
        case (marked,):
            one = receiving.find(desk, marked)
            if one is None:
                return None
            return _sent(desk, asked, one) if asked.sent else _opened(desk, asked, one)
    return None


def _list(desk: Desk, asked: Asked) -> Made:
    rows = tuple(_row(one) for one in receiving.received(desk))
    news = "Your answer was sent." if asked.query.get("news") == "sent" else ""
    page = screen.SubmittedPage(rows, news)
    return Made(page.title, screen.render(page))


def _row(one: Received) -> screen.SubmittedRow:
    status = f"Answered on {say_day(str(one.answered['on']))}" if one.answered else "Not answered yet"
    return screen.SubmittedRow(
        f"/submitted/{one.mark}", one.value.sent.title, sender(one), say_date(one.at.date()), status,
        "done" if one.answered else "new",
    )  # fmt: skip


def sender(one: Received) -> str:
    """The name they put on it, and always the account it came from."""
    named = one.value.sent.sender
    return f"{named} (signs in as {one.account})" if named else one.account


def _opened(desk: Desk, asked: Asked, one: Received) -> Made:
    """The pack, as its hashes say it was sent."""
    one.shown()
    receiving.open_it(desk, one)
    return _form(desk, asked, one, answering.begin(one, desk.today()))


def _form(desk: Desk, asked: Asked, one: Received, typed: Typed) -> Made:
    sent, occasion = one.value.sent, desk.content.occasions[one.value.sent.occasion]
    before = one.answered
    page = screen.OpenPage(
        mark=one.mark,
        title=sent.title,
        facts=f"From {sender(one)}, sent on {say_date(one.at.date())}",
        asked=occasion.asked,
        takes=pack.takes(occasion, len(sent.items), len(sent.questions)),
        note=sent.note,
        things=one.things,
        pieces=one.pieces,
        questions=tuple(Question(x.id, x.words, x.hint) for x in sent.questions),
        values={name: typed.values.get(name, "") for name in answering.names(one)},
        token=asked.token,
        base=len(desk.store.history(desk.person.participant, f"{sending.ANSWERED}:{one.mark}")),
        answered=f"You answered this on {say_day(str(before['on']))}. If you answer again, both are kept, and they choose which stands." if before else "",
        errors=typed.errors,
    )  # fmt: skip
    return Made(f"{'Error: ' if typed.errors else ''}{sent.title}", screen.render(page))


def _sent(desk: Desk, asked: Asked, one: Received) -> Answer:
    """Wrong, or to be changed: the form again. Checked: shown once more. Then sent."""
    typed = answering.read(one, asked, desk.today())
    step = asked.one("step")
    if typed.errors or step not in ("check", "send"):
        return _form(desk, asked, one, typed)
    made = answering.answer(one, typed, desk.today())
    if step == "check":
        return _check(asked, one, typed)
    receiving.send_back(desk, one, made)
    return Went("/submitted?news=sent")


def _check(asked: Asked, one: Received, typed: Typed) -> Made:
    again = tuple((name, words) for name, words in typed.values.items() if words)
    page = screen.AnswerPage(one.mark, _CHECK, sender(one), tuple(_said(one, typed)), again, asked.token)
    return Made(_CHECK, screen.render(page))


def _said(one: Received, typed: Typed) -> Iterator[tuple[str, str]]:
    """Everything that goes back, in words."""
    verdicts, values = dict(VERDICTS), typed.values
    for item in one.value.sent.items:
        comment = values[f"comment-{item.id}"]
        yield item.text, ". ".join(filter(None, (verdicts[values[f"said-{item.id}"]], comment)))
    for question in one.value.sent.questions:
        yield question.words, values[f"answer-{question.id}"]
    yield "Anything else", values["overall"]
    yield "Who is answering", ", ".join(filter(None, (values["role"], values["name"])))
    yield "Date", say_day(typed.on.isoformat()) if typed.on else ""
