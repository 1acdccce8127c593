"""Photos and PDFs to checked documents."""
