"""The IRmark of a message made up for this test.

The expected mark was not worked out by this program: the canonical form was written out by hand (attributes in order,
empty elements with both tags, entities as letters, no comment, the mark's place empty but for its white space) and put
through the commands `sha1sum` and `base64`; `base32` of the same bytes gave the receipt.
"""

from __future__ import annotations

import pytest

from carerdesk.reports.rti.irmark import irmark, receipt

MESSAGE = """<?xml version="1.0" encoding="UTF-8"?>
<!-- a note -->
<GovTalkMessage xmlns="http://www.govtalk.gov.uk/CM/envelope">
<EnvelopeVersion>2.0</EnvelopeVersion>
<Body>
  <IRenvelope xmlns="urn:made-up">
    <IRheader>
      <PeriodEnd>2027-01-05</PeriodEnd>
      <IRmark Type="generic">MARK</IRmark>
      <Sender>Employer</Sender>
    </IRheader>
    <Told b="2" a="1"><Name>Zo&#235; &amp; Ann</Name><!-- not told --><Empty/></Told>
  </IRenvelope>
</Body>
</GovTalkMessage>
"""
MARK, RECEIPT = "G9iJk/1cwT65pCDt6UmLQqD9O+o=", "DPMITE75LTAT5ONEEDW6SSMLIKQP2O7K"


def test_the_mark_is_what_other_tools_make_of_the_canonical_form() -> None:
    assert irmark(MESSAGE) == MARK
    assert receipt(MESSAGE) == RECEIPT


def test_the_mark_does_not_hang_on_itself_or_on_what_is_outside_the_body() -> None:
    assert irmark(MESSAGE.replace("MARK", MARK)) == MARK
    assert irmark(MESSAGE.replace("a note", "another").replace("2.0", "2.1")) == MARK
    assert irmark(MESSAGE.replace('<IRmark Type="generic">MARK</IRmark>', '<IRmark Type="generic"/>')) == MARK


@pytest.mark.parametrize(
    ("old", "new"), [("Ann", "Anne"), ('a="1"', 'a="2"'), ("\n      <Sender>", "<Sender>"), ("CM/envelope", "CM/other")]
)
def test_a_change_in_the_body_changes_the_mark(old: str, new: str) -> None:
    assert irmark(MESSAGE.replace(old, new)) != MARK


def test_what_is_no_message_is_refused() -> None:
    with pytest.raises(ValueError, match="no GovTalk message"):
        irmark("<Body></Body>")
