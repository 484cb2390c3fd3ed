"""Whatever the guide, the notice loses none of it."""

import pytest

from guidelint.checking.engine import Engine, Options
from guidelint.notice.circumstances import Answer
from guidelint.notice.compose import compose
from guidelint.notice.sheet import lay_out
from guidelint.workspace.workspace import Workspace
from tests.notice.conftest import ROOT


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine.prepare(Workspace.find(ROOT, ROOT), Options())


def test_no_material_of_any_guide_is_lost(engine: Engine) -> None:
    """Over a second: every guide of this repository is composed, in each of its circumstances."""
    workspace = engine.workspace
    guides = list(workspace.guides(workspace.files(workspace.config.guides)))
    assert len(guides) > 40
    for loaded in guides:
        context = engine.context(loaded)
        notice = compose(context)
        told = {item.published or item.name for item in notice.items}
        assert {material.name for material in loaded.model.materials} <= told
        rows = [row for block in lay_out(notice).blocks for row in block.rows]
        assert len(rows) == len(notice.items)
        for question in notice.questions:
            for choice in question.choices:
                mine = lay_out(compose(context, circumstances=[choice.name]))
                kept = [b for b in lay_out(notice).blocks if b.answer is None or stays(b.answer, mine.chosen)]
                assert [b.heading for b in mine.shown] == [b.heading for b in kept]


def stays(answer: Answer, chosen: tuple[Answer, ...]) -> bool:
    """Unless its question was answered otherwise."""
    others = [one for one in chosen if one.question == answer.question]
    return not others or answer in others
