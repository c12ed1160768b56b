"""Is the input well-formed? Rules about plekken, contingents and woonvragen live in services."""
