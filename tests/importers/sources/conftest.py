"""The real samples, as the publishers' bytes."""

from pathlib import Path

import pytest

SAMPLES = Path(__file__).resolve().parent.parent / "samples"


@pytest.fixture
def read_sample():
    """Read one of the samples."""
    return lambda name: (SAMPLES / name).read_bytes()
