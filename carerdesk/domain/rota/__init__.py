"""The rules of a rota: on which days a pattern falls, what rest people need, what each of them can do."""
