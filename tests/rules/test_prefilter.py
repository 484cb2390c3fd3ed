"""The prefilter never holds back a rule that would fire."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.accuracy.corpus import entries
from benchmarks.corpus import files
from guidelint.checking.engine import Engine, Options
from guidelint.model.guide import Guide
from guidelint.model.service import Result
from guidelint.model.window import WindowRecord
from guidelint.rules.execution import run_rule
from guidelint.rules.kinds.context import CheckContext, Neighbours, ObservedWindow
from guidelint.rules.kinds.prefilter import Prefilter
from guidelint.source.document import Document, load
from guidelint.workspace.workspace import Workspace

NAMES = [entry["text"] for entry in entries("all")]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder = tmp_path_factory.mktemp("workspace")
    return Engine.prepare(Workspace.find(folder, folder), Options(preview=True))


def context(engine: Engine, random: Random) -> CheckContext:
    made = [load(raw, p).data for p, raw in files(random.randrange(5000), 5) if not p.startswith("tickets")]
    guide, windows = made[0], made[1:]
    for material in random.sample(guide["materials"], 3):
        material["name"] = random.choice(NAMES)
        material[random.choice(("type", "copies", "criteria", "source"))] = None
        for key in [key for key, value in material.items() if value is None]:
            del material[key]
    guide["conditions"].append(random.choice(NAMES))
    for key in random.sample(sorted(set(guide) - {"id", "title", "materials"}), random.randrange(6)):
        del guide[key]
    parsed = Guide.from_data(guide)
    other = Guide("other", "别的", (), region=parsed.region, outcome=Result(random.choice(NAMES)))
    return CheckContext(
        Document.of(guide),
        parsed,
        engine.phrases,
        tuple(ObservedWindow(WindowRecord.from_data(w), Document.of(w)) for w in windows),
        Neighbours.of({parsed.id: parsed, other.id: other}, engine.phrases),
    )


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**9))
def test_what_fires_is_suspected(engine: Engine, seed: int) -> None:
    rules = engine.rules_for("guides/a.yaml")
    one = context(engine, Random(seed))
    prefilter = Prefilter({id: rule.check for id, rule in rules.items()}, engine.phrases)
    fired = [id for id, rule in rules.items() if run_rule(rule, one)]
    suspects = prefilter.suspects(one)
    assert set(fired) <= set(suspects)
    assert suspects == [id for id in rules if id in suspects]
    assert prefilter.suspects(one) == suspects  # from what it remembers


def test_the_bundled_guides(engine: Engine) -> None:
    root = Path(__file__).parents[2]
    workspace = Workspace.find(root, root)
    prefilter = Prefilter({id: rule.check for id, rule in engine.rules_for("x").items()}, engine.phrases)
    held_back = 0
    for loaded in workspace.guides(workspace.files(workspace.config.guides)):
        one = engine.context(loaded)
        fired = {id for id, rule in engine.rules_for("x").items() if run_rule(rule, one)}
        assert fired <= set(prefilter.suspects(one))
        held_back += len(engine.rules_for("x")) - len(prefilter.suspects(one))
    assert held_back > 1000  # of some 2,800 runs, or the prefilter would be for nothing


@settings(max_examples=400, deadline=None)
@given(
    st.lists(
        st.sampled_from([*NAMES, "一式两份", "12份", "原件2份", "正本及副本复印件", "各１份", "貳份"]),
        min_size=1,
        max_size=3,
    ).map("".join)
)
def test_labels_anywhere_hold_all_that_a_phrase_names(engine: Engine, text: str) -> None:
    phrase = engine.phrases.parse(text)
    named = {mention.concept for mention in phrase.mentions}
    named |= {one.concept for one in phrase.documents if one.concept is not None}
    assert named <= engine.phrases.labelled(text)
