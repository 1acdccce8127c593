"""Pay by law for time off with a child: maternity, paternity, adoption, shared, bereavement and neonatal care."""
