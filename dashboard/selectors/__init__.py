"""What pages, commands and the report show, as frozen rows for one peildatum."""
