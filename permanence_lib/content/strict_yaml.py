"""YAML without its surprises: no aliases, no tags, no word or number that means something else than it says.

Only true and false are yes-or-no values. Days stay text. `no`, `012` and `1:30` are refused, since YAML programs
disagree about them. Ordinary YAML 1.2 editors accept every file that is accepted here.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML built without libyaml: slower, same meaning
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

_TAG = "tag:yaml.org,2002:"
_UNCLEAR = "!unclear"
#: An anchor or alias stands at the start of a value; the same signs inside prose do no harm.
_MAYBE_ALIAS = re.compile(r"(?m)(?:^|[\s\[{,])[&*]\S")
_WRONG = (
    (r"\d+(:\d\d)+", 'could be read as a number. Put quotes round it: "{}".'),
    (r"[-+]?0\d+", 'could be read as another number. Put quotes round it, "{}", or leave the 0 out.'),
    (r"", 'could be read as true or false. Write true or false, or put quotes round the word: "{}".'),
)


class NotPlain(Exception):
    """A place in the text that cannot be read strictly: the line, what is wrong, what to write."""

    def __init__(self, line: int | None, problem: str, instead: str) -> None:
        self.line, self.problem, self.instead = line, problem, instead
        super().__init__(problem)


class _Strict(Loader):
    """Knows whole numbers, decimals, true, false and nothing; all else is text, or unclear."""


_Strict.yaml_implicit_resolvers = {}
for _name, _pattern, _first in (
    ("bool", r"true|false", "tf"),
    ("null", r"null|~|", ["n", "~", ""]),
    ("int", r"[-+]?(?:0|[1-9]\d*)", "-+0123456789"),
    ("float", r"[-+]?(?:0|[1-9]\d*)\.\d+", "-+0123456789"),
):
    _Strict.add_implicit_resolver(_TAG + _name, re.compile(rf"(?:{_pattern})\Z"), list(_first))
_Strict.add_implicit_resolver(
    _UNCLEAR,
    re.compile(r"(?:(?i:yes|no|on|off|y|n)|True|TRUE|False|FALSE|Null|NULL|[-+]?0\d+|\d+(?::\d\d)+)\Z"),
    list("yYnNoOtTfF-+0123456789"),
)


def values(text: str) -> Any:
    """The text as plain values."""
    return _value(nodes(text))


def nodes(text: str) -> yaml.Node | None:
    """The text as YAML's own tree, each piece knowing its line."""
    try:
        if _MAYBE_ALIAS.search(text):
            _refuse_aliases(text)
        return yaml.compose(text, Loader=_Strict)
    except yaml.MarkedYAMLError as wrong:
        raise _in_plain_words(wrong, text) from None
    except yaml.YAMLError as wrong:
        raise NotPlain(None, f"the text cannot be read: {wrong}.", "Look for a stray sign.") from None


def line_of(node: yaml.Node) -> int:
    """The line a piece starts on, counted from one."""
    return int(node.start_mark.line) + 1


def _value(node: yaml.Node | None) -> Any:
    """One piece as a plain value."""
    if node is None:
        return None
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if node.tag not in (_TAG + "seq", _TAG + "map"):
        raise _tagged(node)
    if isinstance(node, yaml.SequenceNode):
        return [_value(entry) for entry in node.value]
    return _mapping(node)


def _mapping(node: yaml.Node) -> dict[Any, Any]:
    """Names with values, each name once."""
    found: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            raise NotPlain(line_of(key_node), "a name here is itself a list.", "Put quotes round text in [ ] or { }.")
        key = _scalar(key_node)
        if key in found:
            raise NotPlain(line_of(key_node), f"'{key}' stands twice here.", "Keep one of the two.")
        found[key] = _value(value_node)
    return found


def _scalar(node: yaml.ScalarNode) -> str | int | float | bool | None:
    """Text, a number, true, false or nothing."""
    tag, text = node.tag, node.value
    if tag == _TAG + "str":
        return str(text)
    if tag == _TAG + "int":
        return int(text)
    if tag == _TAG + "null":
        return None
    if tag == _TAG + "bool":
        return bool(text == "true")
    if tag == _TAG + "float":
        return float(text)
    raise _unclear(node) if tag == _UNCLEAR else _tagged(node)


def _unclear(node: yaml.ScalarNode) -> NotPlain:
    advice = next(words for pattern, words in _WRONG if not pattern or re.fullmatch(pattern, node.value))
    problem, instead = advice.format(node.value).split(". ", 1)
    return NotPlain(line_of(node), f"{node.value} without quotes {problem}.", instead)


def _tagged(node: yaml.Node) -> NotPlain:
    return NotPlain(line_of(node), f"'{node.tag}' is a YAML tag; tags are not used here.", "Put quotes round the text.")


def _refuse_aliases(text: str) -> None:
    """Says so where one part of a file borrows from another; the next author would not see it."""
    for event in yaml.parse(text, Loader=_Strict):
        if getattr(event, "anchor", None) is not None:
            raise NotPlain(
                _marked(event.start_mark),
                "a word starting with & or * is a YAML anchor or alias; they are not used here.",
                "Write the text out again, or put quotes round it.",
            )


_SYNTAX = (
    ("found character '\\t'", "there is a tab here.", "Use spaces: two for each step in."),
    ("mapping values are not allowed", "there is a colon too many in this line, or the line above is unfinished.",
     'Put the whole text in double quotes: "like this: so".'),
    ("could not find expected ':'", "a name without a colon, or text not stepped in.",
     "Write `name: value`, and step continued text in by two spaces."),
    ("did not find expected key", "this line does not stand in line with the ones above, or a quote closes early.",
     "Give entries of one list the same number of spaces in front."),
    ("expected <block end>", "this line does not stand in line with the ones above.",
     "Give entries of one list the same number of spaces in front."),
    ("did not find expected '-' indicator", "this line does not stand in line with the list above.",
     "Start each entry with a dash and a space, all with the same number of spaces in front."),
    ("unexpected end of stream", "a quote or bracket opened here is never closed.", "Close it."),
    ("did not find expected ',' or", "a list in [ ] or { } is not closed, or lacks a comma.", "Close it."),
    ("while scanning a quoted scalar", "a quote mark opened here is never closed.", "Close it with the same mark."),
    ("cannot start any token", "the value starts with a sign that YAML keeps for itself.", "Put quotes round it."),
    ("single document", "there is a line of three dashes inside the file.", "Take it out."),
    ("block sequence entries are not allowed", "a list cannot start on the same line as its name.",
     "Start the list on the next line."),
    ("undefined alias", "a word starting with * is a YAML alias; they are not used here.",
     "Put quotes round the text."),
    ("undefined tag handle", "a word starting with ! is a YAML tag; tags are not used here.",
     "Put quotes round the text."),
)  # fmt: skip

#: Slips that YAML notices late: the line to name is where the piece begins.
_FROM_ITS_BEGINNING = ("a quote", "a list in", "a name without")


def _in_plain_words(wrong: yaml.MarkedYAMLError, text: str) -> NotPlain:
    """YAML's own complaint, in an author's words."""
    line, opened = _marked(wrong.problem_mark), _marked(wrong.context_mark)
    line = line or opened
    rows = text.splitlines()
    if line and line <= len(rows) and re.match(r" *\t", rows[line - 1]):
        return NotPlain(line, *_SYNTAX[0][1:])
    said = f"{wrong.context or ''} {wrong.problem or ''}"
    for sign, problem, instead in _SYNTAX:
        if sign in said:
            begins = problem.startswith(_FROM_ITS_BEGINNING)
            return NotPlain(opened or line if begins else line, problem, instead)
    return NotPlain(line, f"the text cannot be read here ({wrong.problem}).", "Check quotes, colons and spaces.")


def _marked(mark: Any) -> int | None:
    """The line of one of YAML's marks, counted from one."""
    return int(mark.line) + 1 if mark else None
