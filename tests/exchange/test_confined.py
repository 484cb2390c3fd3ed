"""Foreign bytes are read in a process of their own: what it may take, how it may end and what it may answer."""

import os
import signal
import time
from datetime import date, datetime
from datetime import time as clock
from typing import Any

import pytest

from guidelint.exchange import confined as room
from guidelint.exchange.confined import confined
from guidelint.model.errors import CannotCheck, FileError
from guidelint.model.text import Text

EVERYTHING = [
    None, True, 1, 2.5, "文", datetime(2024, 1, 2, 3, 4), date(2024, 1, 2), clock(3, 4), {"a": [[1, "b"], []]},
]  # fmt: skip


def reads(raw: bytes, name: str, *options: Any) -> Any:
    if os.getpid() == int(options[0]):
        return "not a process of its own"
    return [raw.decode(), name, *EVERYTHING]


def prints(raw: bytes, name: str) -> Any:
    print("not an answer")
    os.write(1, b"nor this")
    return "answer"


def fills_memory(raw: bytes, name: str) -> Any:
    return len(bytearray(16 << 30))


def answers_too_much(raw: bytes, name: str) -> Any:
    return "x" * (257 << 20)


def never_ends(raw: bytes, name: str) -> Any:
    while True:
        pass


def sleeps(raw: bytes, name: str) -> Any:
    time.sleep(600)


def aborts(raw: bytes, name: str) -> Any:
    os.kill(os.getpid(), signal.SIGABRT)


def crashes(raw: bytes, name: str) -> Any:
    os.kill(os.getpid(), signal.SIGSEGV)


def panics(raw: bytes, name: str) -> Any:
    raise BaseException("as a Rust library does")


def refuses(raw: bytes, name: str) -> Any:
    raise CannotCheck([FileError(name, 2, 3, Text("中文", "English"))])


def test_answers_are_plain_values_with_dates() -> None:
    assert confined(reads, "甲".encode(), "a.xlsx", os.getpid()) == ["甲", "a.xlsx", *EVERYTHING]


def test_what_a_reader_prints_is_no_answer() -> None:
    assert confined(prints, b"", "a.xlsx") == "answer"


@pytest.mark.parametrize("read", [fills_memory, answers_too_much, never_ends, sleeps, aborts])
def test_a_limit_that_is_reached_is_said(read: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "SECONDS", 1)  # by the clock; of processor time see below
    with pytest.raises(CannotCheck) as caught:
        confined(read, b"", "a.xlsx")
    (error,) = caught.value.errors
    assert (error.path, error.line, error.column) == ("a.xlsx", 0, 0)
    assert error.message.zh.startswith("读这个文件要超过 2 GiB 内存或 60 秒，没有读")


@pytest.mark.parametrize("read", [crashes, panics])
def test_any_other_end_is_a_damaged_file(read: Any) -> None:
    with pytest.raises(CannotCheck) as caught:
        confined(read, b"", "a.xlsx")
    assert [e.message.zh for e in caught.value.errors] == ["文件损坏，或者不是这种格式，没有读"]


def test_errors_come_back_as_they_are() -> None:
    with pytest.raises(CannotCheck) as caught:
        confined(refuses, b"", "a.xlsx")
    assert caught.value.errors == (FileError("a.xlsx", 2, 3, Text("中文", "English")),)
