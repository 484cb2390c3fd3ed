"""Guides with one vague word each, and windows that take one kind of it: what the safe fix makes of them."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from guidelint.checking.engine import Engine, Options
from guidelint.fixing.fixer import fix
from guidelint.language.phrase.model import Document
from guidelint.language.thesaurus import Thesaurus
from guidelint.source.document import load
from guidelint.workspace.workspace import Workspace

NUMBER = 120  # of 400, which take half a minute under load, 300 and more are fixed, and all of them hold
WINDOW = """\
guide: g{number}
hall: 某大厅
observed: {{on: 2026-02-03, how: 窗口自报}}
materials: [{{accepts: ["{taken}"]}}]
"""
BEFORE = ["", "申请人", "配偶的", "有效的"]
AFTER = ["", "原件", "复印件2份", "原件及复印件", "(加盖公章)", "原件1份"]
OTHERS = ["申请表", "近期一寸免冠照片2张", "户口簿原件及复印件", "银行卡复印件(本人名下)", "委托书(委托办理时提供)"]


def _vague(thesaurus: Thesaurus) -> Iterator[tuple[str, str]]:
    """A wide word, and a paper that it denotes by the thesaurus."""
    for concept in thesaurus.concepts.values():
        for leaf in thesaurus.leaves(concept.id) if concept.narrower else ():
            yield concept.pref.zh, thesaurus.concept(leaf).pref.zh


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, thesaurus: Thesaurus) -> Path:
    folder, random = tmp_path_factory.mktemp("workspace"), Random(300)
    pairs = [*_vague(thesaurus)]
    for name in ("guides", "windows"):
        (folder / name).mkdir()
    for number in range(NUMBER):
        wide, narrow = random.choice(pairs)
        lines = [f"{random.choice(BEFORE)}{wide}{random.choice(AFTER)}", *random.sample(OTHERS, 2)]
        random.shuffle(lines)
        listed = "".join(f'  - name: "{line}"\n' for line in lines)
        guide = f"id: g{number}\ntitle: 事项{number}\nmaterials:\n{listed}"
        (folder / "guides" / f"{number}.yaml").write_text(guide, encoding="utf-8")
        window = WINDOW.format(number=number, taken=narrow)
        (folder / "windows" / f"{number}.yaml").write_text(window, encoding="utf-8")
    return folder


def test_what_a_safe_fix_changes_is_met_and_nothing_else_is_touched(folder: Path) -> None:
    """Each fix takes one round; the line is met after it, keeps what it says beside the name, and the others stay."""
    engine = Engine.prepare(Workspace.find(folder, folder), Options(select=("contract/vaguer-than-window",)))
    fixed = 0
    for number in range(NUMBER):
        file = f"guides/{number}.yaml"
        before = load((folder / file).read_bytes(), file)
        result = fix(before, engine.recheck)
        if not result.is_changed:
            continue
        fixed += 1
        (made,) = result.made  # one round
        (edit,) = made.fix.edits
        start, end = edit.span.start, edit.span.end
        assert result.after.text == before.text[:start] + edit.text + before.text[end:]
        assert engine.recheck(result.after) == []
        index = made.location.value_path[1]
        was, now = (engine.phrases.parse(one.data["materials"][index]["name"]) for one in (before, result.after))
        assert [_facts(one) for one in now.documents] == [_facts(one) for one in was.documents]
    assert fixed > NUMBER // 2


def _facts(document: Document) -> tuple[object, ...]:
    """What a line says beside the name: whose, in which form, how many, with which marks."""
    form, counts = document.form, (document.originals, document.copies)
    return (
        [holder.value for holder in document.holders],
        form.value if form is not None else None,
        [count.number if count is not None else None for count in counts],
        [mark.kind for mark in document.marks],
    )
