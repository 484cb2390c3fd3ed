"""Whatever stands in a file, guidelint answers or refuses in words: the fuzzing targets with small seeded changes."""

from collections.abc import Iterator
from random import Random

import pytest

from fuzz.__main__ import BINARY
from fuzz.mutate import mutated
from fuzz.targets import TARGETS, Bench, bench, refused_in_words, seeds

CHANGED = 150  # inputs of each target; `python -m fuzz` tries as many as there is time for
CHANGED_BYTES = 50  # each is read by a process of its own


@pytest.fixture(scope="module")
def ready() -> Iterator[Bench]:
    with bench() as made:
        yield made


@pytest.mark.parametrize("name", TARGETS)
def test_good_inputs_are_not_refused(ready: Bench, name: str) -> None:
    target = TARGETS[name]
    good = seeds(target)
    assert good
    assert not any(refused_in_words(target, ready, seed) for seed in good[:20])


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in TARGETS if name not in BINARY])
def test_changed_inputs_are_read_or_refused(ready: Bench, name: str) -> None:
    target, random = TARGETS[name], Random(name)
    texts = [seed.decode("utf-8", "replace") for seed in seeds(target)]
    for _ in range(20 if name == "workspace" else CHANGED):  # each of those is checked twice, with everything
        text = mutated(random.choice(texts), random, texts)
        refused_in_words(target, ready, text.encode("utf-8", "surrogatepass"))


@pytest.mark.slow
@pytest.mark.parametrize("name", BINARY)
def test_changed_bytes_are_read_or_refused(ready: Bench, name: str) -> None:
    target, random = TARGETS[name], Random(name)
    for _ in range(CHANGED_BYTES):
        raw = bytearray(random.choice(seeds(target)))
        for _ in range(random.randint(1, 20)):
            raw[random.randrange(len(raw))] = random.randrange(256)
        refused_in_words(target, ready, bytes(raw))


@pytest.mark.slow
@pytest.mark.parametrize(
    "raw",
    [
        b"[" * 100_000,
        b"{" * 100_000,
        b"- " * 100_000,
        b"a: " * 20_000,
        b"a:\n" + b" " * 60_000 + b"b: 1\n",
        b"a: &a [x,x,x,x,x,x,x,x,x,x]\n" + b"".join(b"b%d: &b%d [*a,*a,*a,*a]\n" % (i, i) for i in range(1000)),
        b"\xef\xbb\xbf" * 1000,
        b"\x00" * 100_000,
        b"!!python/object/apply:os.system ['touch owned']\n",
        b"id: !!python/name:os.system\n",
        "".join(f"键{n}: 值\n" for n in range(60_000)).encode(),
        b"? [a, b]\n: c\n",
        b"materials: !!binary aGVsbG8=\n",
        b"x" * (1 << 20),
        b"#" * ((1 << 20) + 1),
    ],
    ids=range(15),
)  # fmt: skip
@pytest.mark.parametrize("name", ["guide", "ticket", "config"])
def test_attacks_on_the_parser_are_refused(ready: Bench, name: str, raw: bytes) -> None:
    assert refused_in_words(TARGETS[name], ready, raw)


def test_deep_json_is_refused(ready: Bench) -> None:
    assert refused_in_words(TARGETS["json"], ready, b"[" * 100_000)
