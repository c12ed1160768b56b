"""
Reading many boekingen from a file: whole or nothing, every faulty row named, in little memory.

`core.bestanden` turns a file into rows of text, `boekingen` turns a row into values or a Dutch message, `tussentabel`
brings the values into the database. Who asks, when, and how far it is: `budget.tasks` and `budget.services.imports`.
"""
