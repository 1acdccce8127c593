"""CarerDesk: offline books for family carers and deputies."""

__version__ = "0.1.0"
