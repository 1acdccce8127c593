"""What is taken from pay beside tax and National Insurance, and what is paid or taken once."""
