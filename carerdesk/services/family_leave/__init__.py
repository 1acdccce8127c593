"""Family leave and its pay: recording it, asking what decides it, paying it, and what HMRC gives back."""
