"""Telling HMRC: figures for each way of filing, what was sent, and the employer payment record."""
