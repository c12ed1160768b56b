"""Health check of the web container: ask /gezond/ as the proxy would. Exit code 0 when all is well."""

import os
import sys
import urllib.error
import urllib.request

vraag = urllib.request.Request(
    f"http://127.0.0.1:{os.environ.get('PORTAAL_POORT', '8000')}/gezond/",
    headers={"Host": os.environ["PORTAAL_HOSTS"].split(",")[0], "X-Forwarded-Proto": "https"},
)
try:
    urllib.request.urlopen(vraag, timeout=8).close()  # noqa: S310
except (urllib.error.URLError, TimeoutError) as fout:
    sys.exit(f"niet gezond: {fout}")
