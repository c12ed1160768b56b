"""How much memory one import takes, in a process of its own: prints the extra bytes."""

import resource
import sys
from pathlib import Path

import django


def main(pad: str) -> None:
    django.setup()
    from django.db import transaction

    from budget.inlezen import tussentabel
    from budget.inlezen.klaarzetten import klaargezet
    from budget.selectors.bekenden import bekenden_van
    from plan.models import Plan

    bekenden = bekenden_van(Plan.objects.get(slug="een-plek-voor-iedereen").pk)
    begin = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with klaargezet(Path(pad).read_bytes(), bekenden, lambda gelezen: None), transaction.atomic():
        tussentabel.boek()
        transaction.set_rollback(True)
    print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - begin) * 1024)


if __name__ == "__main__":
    main(sys.argv[1])
