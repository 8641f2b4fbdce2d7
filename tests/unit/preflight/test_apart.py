from __future__ import annotations

import os
import time

import pytest

from samizdat.preflight.apart import Stopped, apart


def test_the_result_comes_back() -> None:
    assert apart(pow, 2, 5, seconds=60) == 32


def test_what_is_raised_there_is_raised_here() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        apart(int, "x", seconds=60)


def test_a_process_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(Stopped, match="more than 1 second"):
        apart(time.sleep, 600, seconds=1)


def test_a_process_that_ends_without_an_answer_is_told() -> None:
    with pytest.raises(Stopped, match="broke"):
        apart(os._exit, 7, seconds=60)
