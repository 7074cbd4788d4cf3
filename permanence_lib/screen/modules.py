"""The modules that an exercise's browser half is made of, as text: the kit, and each kind's own view."""

from __future__ import annotations

import posixpath
import re
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

_SCREEN = files("permanence_lib.screen")
_KINDS = files("permanence_lib.kinds")
#: One of a kind's own modules, imported or given on.
_IMPORT = re.compile(r"^(?P<word>import|export) (?:(?P<names>\{[^}]*\}) from )?[\"'](?P<path>\.[^\"']*)[\"'];\n", re.M)
#: In a style sheet: what may not be touched, or a mark with the white space round it.
_SPACED = re.compile(r"""(?P<kept>"[^"]*"|'[^']*')|\s*(?P<mark>[{};,])\s*""")
_KIT = (
    "vendor/preact-htm.js",
    "kit/dates.js",
    "kit/saving.js",
    "kit/altering.js",
    "kit/parts.js",
    "kit/flow.js",
    "kit/files.js",
    "kit/sitting.js",
    "kit/frame.js",
    "kit/asking.js",
    "kit/showing.js",
)


def _as_plain(name: str) -> str:
    """A module's text without its relative imports and exports: the parts share one scope in the browser.

    A module loaded from a Blob address cannot import relatively, so the files are set one after another.
    """
    text = (_SCREEN / name).read_text(encoding="utf-8")
    if name.startswith("vendor/"):
        return _vendored(text)
    text = re.sub(r"^import .*? from \"\..*?\";\n", "", text, flags=re.M | re.S)
    return _without_exports(text)


def _vendored(text: str) -> str:
    """Preact with its export list turned into constants, its own names kept inside."""
    body, exported = re.fullmatch(r"(.*)export\{(.*?)\};?\s*", text, flags=re.S).groups()  # type: ignore[union-attr]
    pairs = [item.split(" as ") for item in exported.split(",")]
    inner = ", ".join(f"{public}: {private}" for private, public in pairs)
    names = ", ".join(public for _, public in pairs)
    return f"const {{{names}}} = (() => {{ {body}; return {{{inner}}}; }})();\n"


def _exported(name: str) -> list[str]:
    text = (_SCREEN / name).read_text(encoding="utf-8")
    if name.startswith("vendor/"):
        return re.findall(r" as (\w+)", text.rpartition("export{")[2])
    return re.findall(r"^export (?:async )?(?:const|function|class) (\w+)", text, flags=re.M)


@cache
def kit_module() -> str:
    """The kit as one ES module."""
    names = [name for part in _KIT for name in _exported(part)]
    return shorn("\n".join(_as_plain(part) for part in _KIT)) + f"\nexport {{{', '.join(names)}}};\n"


def shorn(text: str) -> str:
    """A module without its comments on lines of their own or at the end of one, and without indentation."""
    without = re.sub(r"^\s*/\*\*.*?\*/\n", "", text, flags=re.M | re.S)
    without = re.sub(r"[ \t]+//[^\n`'\"]*$", "", without, flags=re.M)
    return re.sub(r"^[ \t]*(?://.*\n)?", "", without, flags=re.M)


@cache
def read(name: str) -> str:
    """A file of this room."""
    return (_SCREEN / name).read_text(encoding="utf-8")


def bare(name: str) -> str:
    """A module of this room without its imports and comments."""
    return shorn(_IMPORT.sub("", read(name)))


def bare_style(text: str) -> str:
    """Rules without comments, and without the white space that only sets them out; what stands in quotation marks stays."""
    without = re.sub(r"/\*.*?\*/", "", text, flags=re.S).strip()
    return _SPACED.sub(lambda found: found["kept"] or found["mark"], without)


def style(name: str) -> str:
    """A style sheet of this room, or nothing where there is none."""
    return read(name) if (_SCREEN / name).is_file() else ""


def view_style(kind: str) -> str:
    """A kind's own rules."""
    return (_KINDS / kind / "view.css").read_text(encoding="utf-8")


@cache
def view_module(kind: str) -> str:
    """A kind's view as one ES module: view.js after the modules of the kind that it imports."""
    return _one_module(_KINDS / kind, "view.js")


@cache
def more_module(kind: str) -> str:
    """What a kind's view fetches when it is gone on with: more.js after the modules that it imports; "" where there is none.

    It stands apart from the view, so what both import is in both: rules and words, and nothing that holds anything.
    """
    folder = _KINDS / kind
    return _one_module(folder, "more.js") if folder.joinpath("more.js").is_file() else ""


def more_style(kind: str) -> str:
    """The rules of style that only more.js needs."""
    own = _KINDS / kind / "more.css"
    return own.read_text(encoding="utf-8") if own.is_file() else ""


#: What is read once, and is to be forgotten when a file was changed.
KEPT = (kit_module, read, view_module, more_module)


def gathered(folder: str, name: str) -> str:
    """A module of this room as one ES module, after the modules of its folder that it imports."""
    return _one_module(_SCREEN / folder, name)


def gathered_from(folder: Traversable, name: str) -> str:
    """A module of any folder, after those of the folder that it imports; top-level names are unique among them."""
    return _one_module(folder, name)


def _one_module(folder: Traversable, name: str) -> str:
    parts: dict[str, str] = {}
    _gather(folder, name, parts)
    main = parts.pop(name)
    return shorn("\n".join([*(_without_exports(text) for text in parts.values()), main]))


def _gather(folder: Traversable, name: str, parts: dict[str, str]) -> None:
    """Put a module's text, without its imports, after those of the modules it imports."""
    text = folder.joinpath(*name.split("/")).read_text(encoding="utf-8")
    for found in _IMPORT.finditer(text):
        needed = posixpath.normpath(posixpath.join(posixpath.dirname(name), found["path"]))
        if needed not in parts:
            _gather(folder, needed, parts)
    parts[name] = _IMPORT.sub(lambda found: f"export {found['names']};\n" if found["word"] == "export" else "", text)


def _without_exports(text: str) -> str:
    text = re.sub(r"^export \{[^}]*\};\n", "", text, flags=re.M)
    return re.sub(r"^export (?=(?:const|function|class|async)\b)", "", text, flags=re.M)
