"""The end of a tax year: figures, papers, what is to do, and the codes of the next."""
