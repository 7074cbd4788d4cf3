"""The portfolio as one document: what is chosen, what it shows, and a receipt of what is inside and what is not."""

from permanence_lib.portfolio.compiled.answers import answers
from permanence_lib.portfolio.compiled.chapters import Chapter, Compiled
from permanence_lib.portfolio.compiled.forms import page, word
from permanence_lib.portfolio.compiled.portfolio import compiled
from permanence_lib.portfolio.compiled.troubles import Troubles

__all__ = ["Chapter", "Compiled", "Troubles", "answers", "compiled", "page", "word"]
