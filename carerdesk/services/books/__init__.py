"""The books themselves: beginning, opening, locking, history, copies.

`Books` is handed on to the screens from here.
"""

from carerdesk.services.books.here import Owner, done, owner
from carerdesk.store.books import Books

__all__ = ["Books", "Owner", "done", "owner"]
