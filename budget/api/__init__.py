"""What a machine gets of the money: the same verbs and selectors as the pages."""
