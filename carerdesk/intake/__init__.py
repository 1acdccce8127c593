"""Photos, PDFs and e-mails to checked documents."""
