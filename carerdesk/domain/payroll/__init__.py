"""Pay: tax, National Insurance and what follows from them."""
