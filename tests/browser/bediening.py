"""The same job done in four ways: by mouse, by keyboard only, on a phone, and without JavaScript."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

TABS = 250  # more than any page has stops


@dataclass
class Muis:
    """Click and type."""

    page: Page

    def klik(self, doel: Locator) -> None:
        doel.click()

    def vul(self, label: str, tekst: str) -> None:
        self.page.get_by_label(label, exact=True).fill(tekst)

    def kies(self, groep: str, optie: str) -> None:
        """One of the choices of a group of radio buttons or check boxes."""
        self.klik(self.optie(groep, optie))

    def optie(self, groep: str, optie: str) -> Locator:
        return self.page.get_by_role("group", name=groep, exact=True).get_by_label(optie, exact=True)

    def volg(self, naam: str) -> None:
        self.klik(self.page.get_by_role("link", name=naam, exact=True).first)

    def druk(self, naam: str) -> None:
        self.klik(self.page.get_by_role("button", name=naam, exact=True).first)


@dataclass
class Vinger(Muis):
    """Tap."""

    def klik(self, doel: Locator) -> None:
        doel.tap()


@dataclass
class Toetsenbord(Muis):
    """Tab, Enter, space and arrows; each stop must show that it has the focus."""

    def klik(self, doel: Locator) -> None:
        self.ga_naar(doel)
        self.page.keyboard.press("Enter")

    def vul(self, label: str, tekst: str) -> None:
        self.ga_naar(self.page.get_by_label(label, exact=True))
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(tekst)

    def kies(self, groep: str, optie: str) -> None:
        doel = self.optie(groep, optie)
        if doel.get_attribute("type") == "checkbox":
            self.ga_naar(doel)
            self.page.keyboard.press("Space")
            return
        knoppen = self.page.get_by_role("group", name=groep, exact=True).get_by_role("radio")
        self.ga_naar(knoppen, een_van=True)
        for _ in range(knoppen.count()):
            if doel.is_checked():
                break
            self.page.keyboard.press("ArrowDown")
        expect(doel).to_be_checked()

    def ga_naar(self, doel: Locator, *, een_van: bool = False) -> None:
        """Tab until the focus is there."""
        if not een_van:
            expect(doel).to_be_visible()
        for _ in range(TABS):
            if doel.evaluate_all("els => els.includes(document.activeElement)"):
                assert self.page.evaluate(ZICHTBARE_FOCUS), f"Niet te zien dat dit de focus heeft: {doel}"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Met Tab niet te bereiken: {doel}")


# A ring around the element, or around the chip that holds it.
ZICHTBARE_FOCUS = """() => [document.activeElement, document.activeElement.closest("label")].some((e) =>
  e && getComputedStyle(e).outlineStyle !== "none" && parseFloat(getComputedStyle(e).outlineWidth) >= 2)"""
