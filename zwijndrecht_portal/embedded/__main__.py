"""`python -m zwijndrecht_portal.embedded`, called by `./portaal`."""

import sys

from zwijndrecht_portal.embedded.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
