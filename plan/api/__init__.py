"""What a machine gets of the plans: the same verbs, selectors and services as the pages."""
