"""What axe finds on a page: WCAG 2.0 to 2.2 A and AA and its best practices, element by element.

Contrast is most of the work, and a page is full of text that looks the same: of each look (ink, size, weight, and
everything that lies under it) one element is measured. PERMANENCE_THOROUGH=1 measures every element.
"""

from __future__ import annotations

import os
from importlib.resources import files

from playwright.sync_api import Page

#: What a form of a page may be asked about: names, roles and order; ink on its ground; how large targets are.
STRUCTURE, CONTRAST, SIZE = "structure", "contrast", "size"
EVERYTHING = (STRUCTURE, CONTRAST, SIZE)
THOROUGH = os.environ.get("PERMANENCE_THOROUGH") == "1"
#: What can be wrong of a page that was right when it was wide and light. Names and roles differ where tables fold into
#: cards, ink and ground by light and paper, targets by size and room.
NARROW = EVERYTHING if THOROUGH else (STRUCTURE, SIZE)
INK = EVERYTHING if THOROUGH else (CONTRAST,)
ROOM = EVERYTHING if THOROUGH else (SIZE,)
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_INK, _TARGET = "color-contrast", "target-size"

_LOOKS = """(within) => {
  const grounds = new Map(), looks = new Map();
  const own = (style) => {
    const flat = ['absolute', 'fixed', 'sticky'].includes(style.position) || style.float !== 'none' ? style.position + style.float : '';
    return [style.backgroundColor, style.backgroundImage, style.opacity, style.filter, style.mixBlendMode, flat].join();
  };
  const plain = own(getComputedStyle(document.createElement('i'))) && 'rgba(0, 0, 0, 0),none,1,none,normal,';
  const ground = (element) => {
    if (!element) return '';
    if (!grounds.has(element)) {
      const here = own(getComputedStyle(element)), under = ground(element.parentElement);
      grounds.set(element, here === plain ? under : `${under}|${here}`);
    }
    return grounds.get(element);
  };
  const written = (element) => element.matches('input, textarea, select, button')
    || [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const all = [within, ...within.querySelectorAll('*')].filter((element) => written(element) && element.checkVisibility());
  for (const element of all) {
    const style = getComputedStyle(element);
    const disabled = !!element.closest(':disabled, [aria-disabled=true]');
    const look = [element.localName, disabled, style.color, style.fontSize, style.fontWeight, style.textShadow, ground(element)].join();
    if (!looks.has(look)) looks.set(look, element);
  }
  return [...looks.values()];
}"""

_RUN = f"""async ([within, rules, contrast, every]) => {{
  const quick = {{resultTypes: ['violations'], selectors: false, preload: false}};
  const looks = {_LOOKS};
  const found = [];
  if (rules) found.push(...(await axe.run(within, {{...quick, ...rules}})).violations);
  const places = !contrast ? [] : every ? [within] : looks(document.querySelector(within));
  if (places.length) found.push(...(await axe.run({{include: places}}, {{...quick, runOnly: ['{_INK}']}})).violations);
  return found.map((rule) => rule.nodes.map((node) => `${{rule.id}}: ${{node.html.slice(0, 160)}}`)).flat();
}}"""


def find(page: Page, within: str = "html", asked: tuple[str, ...] = EVERYTHING) -> list[str]:
    """What is wrong with the page, or a part of it, as far as this form of it can differ from the others."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate("() => {" + _source() + "}")
    found: list[str] = page.evaluate(_RUN, [within, _rules(asked), CONTRAST in asked, THOROUGH])
    return found


def _rules(asked: tuple[str, ...]) -> dict[str, object] | None:
    """Everything but contrast that is asked, as axe wants to be told."""
    if STRUCTURE in asked:
        return {"runOnly": _TAGS, "rules": {_INK: {"enabled": False}, _TARGET: {"enabled": SIZE in asked}}}
    return {"runOnly": [_TARGET]} if SIZE in asked else None


def _source() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
