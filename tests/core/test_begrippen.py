from zwijndrecht_portal.core.begrippen import begrippen, lees_begrippen

TEKST = """# Begrippen

Inleiding die geen begrip is.

## Waakvlam

Licht contact dat
lang duurt.

Niet: pilot light, pilot flame

## actie

Iets wat is afgesproken.

Met een tweede alinea.
"""


def test_each_heading_is_a_begrip_in_the_order_of_the_alphabet():
    assert [begrip.term for begrip in lees_begrippen(TEKST)] == ["actie", "Waakvlam"]


def test_paragraphs_lose_their_line_ends():
    actie, waakvlam = lees_begrippen(TEKST)

    assert actie.uitleg == ["Iets wat is afgesproken.", "Met een tweede alinea."]
    assert waakvlam.uitleg == ["Licht contact dat lang duurt."]


def test_avoided_words_are_read_apart():
    actie, waakvlam = lees_begrippen(TEKST)

    assert (actie.niet, waakvlam.niet) == ([], ["pilot light", "pilot flame"])


def test_text_without_headings_has_no_begrippen():
    assert lees_begrippen("# Begrippen\n\nNiets.") == []


def test_begrip_is_found_by_term_and_by_explanation():
    _, waakvlam = lees_begrippen(TEKST)

    assert [waakvlam.bevat(tekst) for tekst in ("WAAK", "licht contact", "", "pilot", "regie")] == [
        True, True, True, False, False,
    ]  # fmt: skip


def test_glossary_of_the_portal_can_be_linked_to():
    """Each anchor and each letter is there once, and everything is explained."""
    ankers = [begrip.anker for begrip in begrippen()]

    assert len(ankers) == len(set(ankers))
    assert [begrip.term for begrip in begrippen() if not begrip.uitleg or not begrip.letter.isalpha()] == []
