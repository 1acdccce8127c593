"""The rota as planned: repeating patterns, school terms, who can cover, and who was told."""
