"""The way into a room, the way back, and the way out. Plain HTML, without a kernel; join.js only fills in a code from the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from permanence_lib.screen.home import environment

TITLE, JOINED, LEAVING, REMOTE = "Join the workshop", "You are in", "Leave the workshop", "Your phone as a remote"
NOT_KEPT = "You could not be let in just now"

NO_ALIAS = "Type a name for the day"
NO_CODE = "Type the join code"
WRONG_CODE = "That is not this workshop’s join code. Check it against the screen in the room"
NO_RESUME = "Type your own code: three words and two figures"
WRONG_RESUME = "Nobody in this workshop has that code. Check what you wrote down, or ask the facilitator"
NO_LEAD = "Type the facilitator’s code"
WRONG_LEAD = "That is not the facilitator’s code. It stands in the window where the workshop was started"
TAKEN = "Somebody here has that name. Choose another; if it is you, come back with your own code below"
GONE = "The facilitator has closed your place. Speak to them: what you wrote is kept"
ENDED = "This workshop has ended. If you were in it, come back with your own code to take your work with you"
FULL = "This workshop is full. Speak to the facilitator"

NO_SUCH_PAGE = (
    "If you typed the address, check that it is right.",
    "What you have saved is safe.",
)
FAILED = (
    "The workshop could not make this page. What you have saved is safe.",
    "Try again in a moment. If it happens again, tell the facilitator.",
)
FOR_FACILITATOR = ("Your own place in the workshop is open to you as before.",)
NOT_IN = (
    "This browser has not joined, or its place has been closed. Join with the code on the screen in the room; if you were here "
    "before, come back with your own code, and everything you saved is there.",
    "If you were in the middle of writing, do that in this same tab: your words are kept in it.",
)


@dataclass(frozen=True)
class JoinPage:
    """The form as it stands. `way` is which of its three parts was sent: new, back or lead; `wait` seconds to wait before another try."""

    title: str = ""
    way: str = "new"
    alias: str = ""
    needs: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    wait: int = 0
    xsrf: str = ""


def render(page: JoinPage) -> str:
    """The form's main part as HTML; every word in it is escaped."""
    return environment().get_template("room_join.html.j2").render(page=page)


def render_enter(page: JoinPage) -> str:
    """The same for somebody who is signed in at a Hub and needs no code."""
    return environment().get_template("room_enter.html.j2").render(page=page)


def render_joined(alias: str, code: str, address: str) -> str:
    """Somebody's name for the day, their own code, and the address it is good at."""
    return environment().get_template("room_joined.html.j2").render(alias=alias, code=code, address=address)


def render_leaving(code: str, xsrf: str) -> str:
    """The question before leaving; `code` is '' for the facilitator."""
    return environment().get_template("room_leave.html.j2").render(code=code, xsrf=xsrf)


def render_remote(address: str) -> str:
    """How the facilitator's phone comes to the board; `address` is where the room is reached."""
    return environment().get_template("room_remote.html.j2").render(address=address)
