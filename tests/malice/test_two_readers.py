"""Two people read the queue of matches at once: none is given to both, none is left."""

import json
import subprocess
import sys

from tests.conftest import REPOSITORY
from tests.malice.two_readers import MATCHES
from tests.terminal import describe_environment


def test_a_match_is_never_lent_to_two_readers_at_once(tmp_path):
    environment = describe_environment(
        tmp_path / "home", DJANGO_SETTINGS_MODULE="recoudre.config.settings"
    )
    done = subprocess.run(
        [sys.executable, "-m", "tests.malice.two_readers"], env=environment, cwd=REPOSITORY,
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr

    one, other = json.loads(done.stdout)
    assert not set(one) & set(other)
    assert len(one) + len(other) == MATCHES
