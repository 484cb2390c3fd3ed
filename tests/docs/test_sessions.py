"""The first hour of three people, typed into a pseudo-terminal, is what the page and its pictures show."""

import re
import sys

import pytest

from docs import pictures, sessions

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are a matter of Unix", allow_module_level=True)


@pytest.mark.slow
@pytest.mark.parametrize("session", sessions.SESSIONS, ids=lambda session: session.picture)
def test_a_session_goes_as_it_is_shown(session: sessions.Session) -> None:
    part = sessions.section(sessions.PAGE.read_text(encoding="utf-8"), session)
    shown = sessions.typed(part, session)
    assert sessions.renewed(part, shown) == part, "run: python -m docs.sessions"
    assert any("\x1b[3" in one for one in shown), "a terminal is shown colours"
    svg = (pictures.FOLDER / session.picture).read_text(encoding="utf-8")
    plain = re.sub(r"\x1b\[[0-9;]*m|\s", "", sessions.screen(part, shown))
    assert pictures.words(svg) == plain, "run: python -m docs.sessions"


def test_a_bar_of_long_work_is_no_part_of_a_session() -> None:
    bar = "\r\x1b[?25l检查  [----]    0%\r\x1b[?25l检查  [####]  100%\x1b[?25h\n"
    assert sessions.without_bars(f"甲\n{bar}乙\n") == "甲\n乙\n"
