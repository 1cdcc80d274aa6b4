"""Ctrl-C: once asks, twice stops."""

import os
import signal
import threading

import pytest

from headgate.interrupt import Interrupt


def _press() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def test_once_asks_the_search_to_stop(capfd: pytest.CaptureFixture[str]) -> None:
    with Interrupt() as interrupt:
        assert not interrupt()
        _press()
        assert interrupt()
    assert "best plan so far will be kept" in capfd.readouterr().err


def test_it_says_nothing_where_programs_listen(capfd: pytest.CaptureFixture[str]) -> None:
    with Interrupt(silent=True) as interrupt:
        _press()
        assert interrupt()
    assert capfd.readouterr().err == ""


def test_twice_gives_up() -> None:
    with Interrupt() as interrupt:
        _press()
        with pytest.raises(KeyboardInterrupt):
            _press()
        assert interrupt()


def test_afterwards_it_means_what_it_meant() -> None:
    before = signal.getsignal(signal.SIGINT)
    with Interrupt():
        assert signal.getsignal(signal.SIGINT) != before
    assert signal.getsignal(signal.SIGINT) == before


def test_outside_the_main_thread_it_leaves_ctrl_c_alone() -> None:
    before = signal.getsignal(signal.SIGINT)
    during: list[object] = []

    def enter() -> None:
        with Interrupt():
            during.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=enter)
    thread.start()
    thread.join()
    assert during == [before]
