"""The settings of the tests: the site's own, in a home that vanishes, with plain static files.

pytest-django reads the settings before any `conftest.py`, so the home is chosen here. Hashed
static names need a collected folder, which a live test server does not have: plain names do.
"""

import atexit
import os
import shutil
import tempfile

HOME_OF_THE_TESTS = tempfile.mkdtemp(prefix="recoudre-tests-")
atexit.register(shutil.rmtree, HOME_OF_THE_TESTS, ignore_errors=True)
os.environ["RECOUDRE_HOME"] = HOME_OF_THE_TESTS
os.environ["RECOUDRE_ENGLISH"] = "yes"
# Playwright drives its browser in an event loop of its own; the tests stay synchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from recoudre.config import settings as site  # noqa: E402 - only after the home is chosen

globals().update({name: getattr(site, name) for name in dir(site) if name.isupper()})

ALLOWED_HOSTS = ["*"]
STORAGES = {
    **site.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
