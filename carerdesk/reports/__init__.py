"""Plain values to PDF, XLSX and ZIP."""
