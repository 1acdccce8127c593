"""HMRC's RTI messages, for checking: made and marked here, never sent."""
