"""What a machine gets of figures and reports: the same verbs and selectors as the pages."""
