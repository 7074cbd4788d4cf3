"""A pack as one file: it opens from a disk, asks nothing of any network, and holds only what it was given."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from permanence_lib.screen.home import environment

_SCREEN = files("permanence_lib.screen")
#: What a reader may say of one thing, by the name it is kept under.
VERDICTS = (("verified", "I confirm this"), ("not-yet", "Not yet"), ("talk", "Let us talk about it"))


@dataclass(frozen=True)
class Thing:
    """One thing to confirm, with its number among how many."""

    id: str
    number: int
    of: int
    text: str
    where: str = ""
    look: str = ""
    line: str = ""


@dataclass(frozen=True)
class Piece:
    """One piece of work in one version: `body` is its printed form as ready HTML."""

    id: str  # "w07a2@3" or "w15a2:followed@1"
    title: str
    about: str  # "As it was saved on 3 March 2026"
    why: str = ""
    body: Markup | str = ""

    @property
    def slug(self) -> str:
        """The id as an address within the page."""
        return self.id.replace(":", "-").replace("@", "-")


@dataclass(frozen=True)
class Question:
    """Something asked at the end."""

    id: str
    words: str
    hint: str = ""


@dataclass(frozen=True)
class PackPage:
    """Everything in the file. `sort` is manager, peer or cohort; a cohort's file has no boxes and no script."""

    id: str
    sort: str
    title: str
    facts: str  # "From Sam, made on 3 March 2026"
    asked: str
    takes: str  # "About 10 minutes: 9 things to confirm and 3 questions."
    items: tuple[Thing, ...] = ()
    pieces: tuple[Piece, ...] = ()
    questions: tuple[Question, ...] = ()
    note: str = ""
    closing: str = ""
    verdicts: tuple[tuple[str, str], ...] = VERDICTS


def thing(one: Thing) -> str:
    """What a reader sees of one thing, as HTML: what its hash is made of."""
    macros = _macros()
    return f"{macros.legend(one)} {macros.body(one)}"


def piece(one: Piece) -> str:
    """What a reader sees of one piece of work, as HTML: what its hash is made of."""
    return str(_macros().piece(one))


def render(page: PackPage, given: dict[str, Any] | None = None) -> str:
    """The whole file. `given` is what the page's script needs: what was sent, and the key that seals the answer."""
    style, script = _style(), _script()
    policy = "; ".join((
        "default-src 'none'", f"style-src {_hash(style)}", *([f"script-src {_hash(script)}"] if given else []),
        "form-action 'none'", "base-uri 'none'",
    ))  # fmt: skip
    data = Markup(json.dumps(given or {}, ensure_ascii=False).replace("<", "\\u003c"))
    return str(_macros().whole(page, Markup(style), Markup(script), Markup(policy), data))


@cache
def _macros() -> Any:
    return environment().get_template("pack.html.j2").module


def _hash(text: str) -> str:
    """The source of an inline style or script as a policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _style() -> str:
    return _read("template/static/tokens.css") + _read("pack.css")


@cache
def _script() -> str:
    """Both scripts as one plain one: a module could not be opened from a disk in every browser."""
    sealing = _read("sealing.js").replace("\nexport ", "\n")
    return f'"use strict";\n{sealing}\n{_read("pack.js")}'


def _read(name: str) -> str:
    return _SCREEN.joinpath(*name.split("/")).read_text(encoding="utf-8")
