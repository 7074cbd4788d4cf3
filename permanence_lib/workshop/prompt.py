"""An author's Markdown as blocks of plain words, for a wall and for a page that draws its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from permanence_lib.content import roles
from permanence_lib.content.library import Content
from permanence_lib.document.blocks import Block, Blocks, Items, Paragraph

if TYPE_CHECKING:
    from markdown_it.token import Token

_LISTS = {"bullet_list_open": "bullet_list_close", "ordered_list_open": "ordered_list_close"}


#: How prompts begin what is only for somebody who works alone.
_ALONE = re.compile(
    r"(?:(?<=[.?!”\"] )|^)(?:Alone\b|Without the room|On your own|Working alone|With one friend"
    r"|If you (?:are on your own|are doing this|are catching up|missed|were not|worked))"
)


def for_a_wall(words: str, content: Content) -> Blocks:
    """The same without what is meant for somebody who does the exercise away from the room."""
    found = (_shortened(block) for block in as_blocks(words, content))
    return [block for block in found if not isinstance(block, Paragraph) or block.text]


def _shortened(block: Block) -> Block:
    return Paragraph(_ALONE.split(block.text)[0].strip()) if isinstance(block, Paragraph) else block


def as_blocks(words: str, content: Content) -> Blocks:
    """Its paragraphs and lists, with every role turned into words."""
    return list(_blocks(_reader().parse(roles.resolve(words, content))))


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False})


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.type in _LISTS:
            end = _end(tokens, at)
            yield Items(tuple(_items(tokens[at + 1 : end])), numbered=token.type.startswith("ordered"))
            at = end
        elif token.type == "inline":
            yield Paragraph(_words(token))
        at += 1


def _end(tokens: Sequence[Token], at: int) -> int:
    """Where the list that begins here closes; lists inside it are at a deeper level."""
    closing = _LISTS[tokens[at].type]
    return next(n for n in range(at, len(tokens)) if tokens[n].type == closing and tokens[n].level == tokens[at].level)


def _items(tokens: Sequence[Token]) -> Iterator[str]:
    """The words of each item, those of items inside it with them."""
    held: list[str] = []
    outer = min((token.level for token in tokens), default=0)
    for token in tokens:
        if token.type == "inline":
            held.append(_words(token))
        if token.type == "list_item_close" and token.level == outer:
            yield "\n".join(held)
            held = []


def _words(token: Token) -> str:
    return "".join(
        " " if child.type in ("softbreak", "hardbreak") else child.content for child in token.children or ()
    ).strip()
