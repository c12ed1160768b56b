"""Reading a page as its user does."""

from django.http import HttpResponse


def tekst(antwoord: HttpResponse) -> str:
    """The page without line breaks and non-breaking spaces, so that a sentence can be found in it."""
    return " ".join(antwoord.content.decode().replace("\u00a0", " ").split())
