"""The IRmark: a digest of a message's body, by which HMRC and a sender know that they mean the same figures."""

from __future__ import annotations

import base64
import hashlib
import re
from xml.etree.ElementTree import canonicalize

_BODY = re.compile(r"<Body\b[^>]*>.*</Body>", re.DOTALL)
_ROOT = re.compile(r"<GovTalkMessage\b([^>]*)>")
_NAMESPACE = re.compile(r"""\sxmlns(?::\w+)?\s*=\s*(?:"[^"]*"|'[^']*')""")
_MARK = re.compile(r"<IRmark\b[^>]*?(?:/>|>.*?</IRmark>)", re.DOTALL)


def digest(message: str) -> bytes:
    """The twenty bytes of a GovTalk message's mark (HMRC, IRmark for Gateway protocol services).

    The body with the message's namespaces, without the mark itself but with all white space round it, is brought to
    canonical form (inclusive, no comments) and put through SHA-1.

    Raises:
        ValueError: where the text is no GovTalk message with a body.
    """
    body, root = _BODY.search(message), _ROOT.search(message)
    if body is None or root is None:
        raise ValueError("no GovTalk message with a body")
    declared = "".join(_NAMESPACE.findall(root[1]))
    marked = _MARK.sub("", body[0]).replace("<Body", f"<Body{declared}", 1)
    return hashlib.sha1(canonicalize(marked).encode("utf-8"), usedforsecurity=False).digest()


def irmark(message: str) -> str:
    """The mark as it stands in the message: 28 characters of base 64."""
    return base64.b64encode(digest(message)).decode("ascii")


def receipt(message: str) -> str:
    """The mark as people read it out: the same bytes as 32 letters and figures."""
    return base64.b32encode(digest(message)).decode("ascii")
