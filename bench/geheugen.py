"""How much memory one import takes, in a process of its own: prints the extra bytes."""

import re
import sys
from pathlib import Path

import django

PROCES = Path("/proc/self")


def main(pad: str) -> None:
    django.setup()
    from django.db import transaction

    from budget.inlezen import tussentabel
    from budget.inlezen.klaarzetten import klaargezet
    from budget.selectors.bekenden import bekenden_van
    from plan.models import Plan

    bekenden = bekenden_van(Plan.objects.get(slug="een-plek-voor-iedereen").pk)
    (PROCES / "clear_refs").write_text("5")  # from here on the peak counts anew
    begin = _piek()
    with klaargezet(Path(pad).read_bytes(), bekenden, lambda gelezen: None), transaction.atomic():
        tussentabel.boek()
        transaction.set_rollback(True)
    print(_piek() - begin)


def _piek() -> int:
    """The most that was in memory, in bytes. Not `ru_maxrss`: that begins with the size of who started the process."""
    return 1024 * int(re.findall(r"VmHWM:\s+(\d+) kB", (PROCES / "status").read_text())[0])


if __name__ == "__main__":
    main(sys.argv[1])
