"""Leave of other kinds: recording it, showing it, paying it where it is paid, and who is off when."""
