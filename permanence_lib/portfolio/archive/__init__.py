"""The workbook and the portfolio as one file: made, checked when it is read, and brought into a workbook.

everything(desk)   the whole workbook, for oneself and for another computer
chosen(desk)       only what was chosen for the portfolio
read(content)      an Archive, or UnreadableFile in the reader's words
"""

from permanence_lib.portfolio.archive.bringing import Plan, bring_in, plan
from permanence_lib.portfolio.archive.making import Excerpt, Made, chosen, everything, make
from permanence_lib.portfolio.archive.reading import Archive, read

__all__ = ["Archive", "Excerpt", "Made", "Plan", "bring_in", "chosen", "everything", "make", "plan", "read"]
