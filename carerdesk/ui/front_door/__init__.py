"""The front door: what a person meets before the books are open."""

from carerdesk.ui.front_door.door import FrontDoor

__all__ = ["FrontDoor"]
