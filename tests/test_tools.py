"""Every tool over the whole tree: one test per tool, so that its name is what fails."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

pytestmark = pytest.mark.gereedschap

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "zwijndrecht_portal.settings.production",
    "PORTAAL_HOSTS": "portaal.zwijndrecht.example",
    "PORTAAL_ADRES": "https://portaal.zwijndrecht.example",
    "PORTAAL_MAIL": "smtp://mail.zwijndrecht.example:25",
}


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["djlint", "--lint", "--quiet", "templates"],
        ["mypy"],
    ],
    ids=["ruff_check", "ruff_format", "djlint", "mypy"],
)
def test_tool_finds_nothing(command):
    run("-m", *command)


def test_production_settings_pass_the_deploy_check():
    run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)


def run(*arguments: str, **environment: str) -> None:
    """Fail with everything the tool says, and nothing else."""
    clean = {key: value for key, value in os.environ.items() if key != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    result = subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env=clean | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if result.returncode != 0:
        pytest.fail(f"{' '.join(arguments)}\n{result.stdout}", pytrace=False)
