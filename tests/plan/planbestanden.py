"""Reading the data files of the plans for the tests that check them."""

from functools import cache
from pathlib import Path

import yaml

DATA = Path(__file__).resolve().parents[2] / "plan" / "data"
PLANNEN = ("een-plek-voor-iedereen", "we-zijn-ervan")


@cache
def lees(naam):
    return yaml.safe_load((DATA / f"{naam}.yaml").read_text(encoding="utf-8"))


def op_code(rijen):
    """Rows by their code; two rows with one code would silently hide a row."""
    per_code = {rij["code"]: rij for rij in rijen}
    assert len(per_code) == len(rijen)
    return per_code


def acties_van(plan):
    return op_code(lees(plan)["acties"])
