"""
Copy the pinned part of the npm packages into the portal, without a bundler.

Only needed to move to newer versions: `npm ci`, then `python vendor.py`, and commit what changed. The design tokens
are cut down to those that the component CSS or our own `portaal.css` reaches, so run it again after using a new token.
"""

import gzip
import json
import re
import shutil
from pathlib import Path

FRONTEND = Path(__file__).resolve().parent
ROOT = FRONTEND.parent
MODULES = FRONTEND / "node_modules"
STATIC = ROOT / "zwijndrecht_portal" / "static" / "portaal"
LICENSES = ROOT / "LICENSES"

# Styled by element, so that templates stay plain HTML: <h1>, <table>, <input>.
ELEMENTS = ["heading-1", "heading-2", "heading-3", "heading-4", "paragraph", "link", "unordered-list", "ordered-list"]
ELEMENTS += ["separator", "table", "form-fieldset", "form-label", "textbox", "textarea", "select", "checkbox"]
ELEMENTS += ["radio-button"]
# Styled by class: <a class="utrecht-button">.
CLASSES = ["document", "skip-link", "button", "alert", "status-badge", "breadcrumb-nav", "pagination", "data-list"]
CLASSES += ["form-field", "form-field-description", "form-field-error-message"]
THEME = "@nl-design-system-unstable/voorbeeld-design-tokens"
FONT = "@fontsource/source-sans-3"
FONT_FILES = [
    f"source-sans-3-{subset}-{weight}-normal.woff2" for subset in ("latin", "latin-ext") for weight in (400, 600)
]
LICENSE_TEXTS = {
    "EUPL-1.2": f"{THEME}/LICENSE.md",
    "OFL-1.1": f"{FONT}/LICENSE",
    "0BSD": "htmx.org/LICENSE",
    "MPL-2.0": "axe-core/LICENSE",
}
NOTICE = "/*! EUPL-1.2. NL Design System: Utrecht components, voorbeeld tokens. See LICENSES/README.md */\n"


def main() -> None:
    strip_addresses(FRONTEND / "package-lock.json")
    css = build_nlds((STATIC / "css" / "portaal.css").read_text())
    (STATIC / "css" / "nlds.css").write_text(css)
    for name in FONT_FILES:
        copy(f"{FONT}/files/{name}", STATIC / "fonts" / name)
        unpack_font(STATIC / "fonts" / name)
    copy("htmx.org/dist/htmx.min.js", STATIC / "js" / "htmx.min.js")
    copy("axe-core/axe.min.js", ROOT / "tests" / "vendor" / "axe.min.js")
    for name, source in LICENSE_TEXTS.items():
        copy(source, LICENSES / f"{name}.txt")
    (LICENSES / "README.md").write_text(describe_parts())
    print(f"nlds.css: {len(css) / 1024:.0f} kB, compressed {len(gzip.compress(css.encode())) / 1024:.1f} kB")


def build_nlds(own_css: str) -> str:
    """Token sheet and component CSS in one cascade layer, so that our own CSS always wins."""
    files = [MODULES / f"@utrecht/{name}-css/dist/html/index.min.css" for name in ELEMENTS]
    files += [MODULES / f"@utrecht/{name}-css/dist/index.min.css" for name in CLASSES]
    components = "\n".join(file.read_text().replace('@charset "UTF-8";', "") for file in files)
    theme = (MODULES / THEME / "dist" / "theme.css").read_text()
    tokens = dict(re.findall(r"^\s*(--[\w-]+):\s*(.*?);", theme, flags=re.MULTILINE))
    used = reachable(tokens, components + own_css)
    sheet = "".join(f"{name}:{tokens[name]};" for name in tokens if name in used)
    return f"{NOTICE}@layer nlds{{\n:root{{{sheet}}}\n{components}\n}}\n"


def reachable(tokens: dict[str, str], css: str) -> set[str]:
    """Names of the tokens that `css` mentions, directly or through the value of another token."""
    found: set[str] = set()
    todo = re.findall(r"--[\w-]+", css)
    while todo:
        name = todo.pop()
        if name in tokens and name not in found:
            found.add(name)
            todo += re.findall(r"--[\w-]+", tokens[name])
    return found


def strip_addresses(lock: Path) -> None:
    """Leave no address in the lock file: the configured registry and the hashes decide what is installed."""
    content = json.loads(lock.read_text())
    for package in content["packages"].values():
        package.pop("resolved", None)
        package.pop("funding", None)
    lock.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n")


def describe_parts() -> str:
    """The list of third-party parts, from the packages' own metadata."""
    lines = [
        "# Parts of others in this repository",
        "",
        "Written by `frontend/vendor.py`. The portal itself is EUPL-1.2, see `LICENSE`.",
        "",
        "| package | version | licence | where |",
        "|---|---|---|---|",
    ]
    places = {"htmx.org": "static/portaal/js", "axe-core": "tests/vendor (tests only)", FONT: "static/portaal/fonts"}
    for name in json.loads((FRONTEND / "package.json").read_text())["dependencies"]:
        package = json.loads((MODULES / name / "package.json").read_text())
        place = places.get(name, "static/portaal/css/nlds.css")
        lines.append(f"| {name} | {package['version']} | {package['license']} | {place} |")
    return "\n".join(lines) + "\n"


def unpack_font(packed: Path) -> None:
    """The same font for print: WeasyPrint unpacks woff2 in Python, half a second for every document."""
    from fontTools.ttLib import woff2

    woff2.decompress(packed, packed.with_suffix(".ttf"))


def copy(source: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(MODULES / source, target)


if __name__ == "__main__":
    main()
