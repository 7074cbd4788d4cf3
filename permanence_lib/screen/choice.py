"""A file that somebody can have made."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """What it is, what it is for, and the button; `id` says which, in the form that is sent."""

    id: str
    title: str
    about: str
    button: str
