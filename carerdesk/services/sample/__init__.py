"""A made-up family's books, for trying things out: made through the same services a person uses."""

from carerdesk.services.sample.making import SampleAlreadyThere, make_sample

__all__ = ["SampleAlreadyThere", "make_sample"]
