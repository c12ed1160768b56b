"""Guards of the design language: files that must agree, and what may never stand in a template."""

import gzip
import re
from pathlib import Path

from django.conf import settings

STATIC = settings.BASE_DIR / "zwijndrecht_portal" / "static" / "portaal"
CSS = {name: (STATIC / "css" / name).read_text() for name in ("nlds.css", "portaal.css")}
PAGES = [path for path in (settings.BASE_DIR / "templates").rglob("*.html") if {"pdf", "email"}.isdisjoint(path.parts)]
INLINE = re.compile(r"<style|<script(?![^>]* src=)| style=| on[a-z]+=|javascript:", re.IGNORECASE)


def test_every_token_that_our_css_uses_is_defined():
    """Fails when `frontend/vendor.py` has to run again."""
    defined = set(re.findall(r"(--[\w-]+)\s*:", CSS["nlds.css"] + CSS["portaal.css"]))
    used = set(re.findall(r"var\((--[\w-]+)", CSS["portaal.css"]))

    assert used - defined == set()


def test_css_is_small():
    assert len(gzip.compress("".join(CSS.values()).encode())) < 30_000


def test_css_fetches_only_fonts_that_are_there():
    addresses = re.findall(r"url\(\"?([^)\"]+)", "".join(CSS.values()))

    assert {(STATIC / "css" / address).resolve() for address in addresses} == set((STATIC / "fonts").glob("*.woff2"))


def test_pages_hold_no_inline_style_or_script():
    found = {path.name: INLINE.findall(path.read_text()) for path in PAGES}

    assert {name: hits for name, hits in found.items() if hits} == {}


def test_every_component_names_its_parameters_first():
    components = (settings.BASE_DIR / "templates" / "components").glob("*.html")

    assert [path.name for path in components if not first_line(path).startswith("{# ")] == []


def test_500_stands_alone():
    """Nothing that can fail: it is shown when something already did."""
    tags = re.findall(r"{%.*?%}|{{.*?}}", (settings.BASE_DIR / "templates" / "500.html").read_text())

    assert tags == []


def test_lock_of_the_vendored_parts_holds_no_address():
    assert "://" not in (settings.BASE_DIR / "frontend" / "package-lock.json").read_text()


def test_proprietary_tokens_are_not_used():
    packages = (settings.BASE_DIR / "frontend" / "package-lock.json").read_text()

    assert [name for name in ("@utrecht/design-tokens", "rijkshuisstijl") if name in packages] == []


def first_line(path: Path) -> str:
    return path.read_text().split("\n", 1)[0]
