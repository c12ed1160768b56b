"""How much memory one import takes, in a process of its own: prints the extra bytes."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import django

PROCES = Path("/proc/self")
# The reader of the workbook, started by a process that is small itself: what counts is the larger of the two.
LEZER = """
import resource, subprocess, sys
with open(sys.argv[2], "rb") as bestand:
    subprocess.run([sys.executable, "-I", sys.argv[1]], stdin=bestand, stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def main(pad: str) -> None:
    django.setup()
    from django.db import transaction

    from budget.inlezen import tussentabel
    from budget.inlezen.klaarzetten import klaargezet
    from budget.selectors.bekenden import bekenden_van
    from plan.models import Plan
    from zwijndrecht_portal.core import werkblad

    bekenden = bekenden_van(Plan.objects.get(slug="een-plek-voor-iedereen").pk)
    (PROCES / "clear_refs").write_text("5")  # from here on the peak counts anew
    begin = _piek()
    with klaargezet(Path(pad).read_bytes(), bekenden, lambda gelezen: None), transaction.atomic():
        tussentabel.boek()
        transaction.set_rollback(True)
    extra = _piek() - begin
    if zipfile.is_zipfile(pad):
        lezer = [sys.executable, "-I", "-c", LEZER, werkblad.__file__, pad]
        extra += 1024 * int(subprocess.run(lezer, check=True, capture_output=True, text=True).stdout)
    print(extra)


def _piek() -> int:
    """The most that was in memory, in bytes. Not `ru_maxrss`: that begins with the size of who started the process."""
    return 1024 * int(re.findall(r"VmHWM:\s+(\d+) kB", (PROCES / "status").read_text())[0])


if __name__ == "__main__":
    main(sys.argv[1])
