"""Who employs, who is supported, and who works: reading and changing them."""
