"""Reads the tables of the yearly return (SSDA903), and accounts for every row: given = read + refused."""

from __future__ import annotations

from permanence_lib.laboratory.extract.account import Account
from permanence_lib.laboratory.extract.extract import Extract, read
from permanence_lib.laboratory.extract.given import Source

__all__ = ["Account", "Extract", "Source", "read"]
