"""Pages of the house: signing in, statements, prints; and how programs come in."""
