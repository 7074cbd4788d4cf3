"""The one place where exercises meet the store: a participant's sitting with the programme."""

from __future__ import annotations

from permanence_lib.workbook.home import home, set_start
from permanence_lib.workbook.routes import route
from permanence_lib.workbook.sitting import Workbook
from permanence_lib.workbook.standard import standard
from permanence_lib.workbook.warm import warm

__all__ = ["Workbook", "home", "route", "set_start", "standard", "warm"]
