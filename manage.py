#!/usr/bin/env python
"""Django's command line; `./portaal manage` calls it with the right environment."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zwijndrecht_portal.settings.dev")
    execute_from_command_line(sys.argv)
