"""Holds every labelled outcome of the project's own corpora against those that are committed.

    python -m benchmarks.accuracy.pinned [--accept NAME]...

`tests/corpus/wrong.txt` names every outcome that is wrong, one a line: `phrase | TEXT | PART`,
`rule | TEXT | RULE`, `line | TEXT | PART` and `sentence | GUIDE | WINDOW`; all others are right. One that is wrong and not named there has flipped: it
is shown and the exit code is 1, until it is mended or accepted by its name. `--accept` also takes out the names of those
that are right now. The rewritten pairs of `pairing` are not among them: a new label of the thesaurus writes them anew.
"""

import argparse
import sys
from collections.abc import Iterator

from benchmarks.accuracy import lines, phrases, rules, sentences
from benchmarks.accuracy.corpus import ROOT, entries
from guidelint.checking.engine import Engine, Options
from guidelint.workspace.workspace import Workspace

FILE = ROOT / "tests" / "corpus" / "wrong.txt"


def wrong() -> set[str]:
    """The names of all outcomes that are wrong now."""
    engine = Engine.prepare(Workspace.find(ROOT, ROOT), Options())
    return {*_phrases(), *_rules(engine), *_lines(), *_sentences()}


def pinned() -> set[str]:
    return set(FILE.read_text(encoding="utf-8").splitlines())


def _phrases() -> Iterator[str]:
    book = phrases.book()
    for entry in entries("all"):
        if "parts" in entry:
            phrase = book.parse(entry["text"])
            for part, judge in phrases.JUDGES.items():
                if not judge(phrase, entry["parts"]):
                    yield _name("phrase", entry["text"], part)


def _rules(engine: Engine) -> Iterator[str]:
    for entry in entries("all"):
        for rule in rules.fired(engine, entry) ^ set(entry["rules"]):
            yield _name("rule", entry["text"], rule)


def _lines() -> Iterator[str]:
    labelled = lines.entries(lines.LABELLED, None)
    for entry, _, parts in lines.figures(phrases.book(), labelled):
        yield from (_name("line", entry["text"], part) for part in parts)


def _sentences() -> Iterator[str]:
    for pair in sentences.pairs():
        if pair.outcome != pair.expected:
            yield _name("sentence", pair.guide, pair.window)


def _name(*words: str) -> str:
    return " | ".join(" ".join(word.split()) for word in words)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accept", action="append", default=[], metavar="NAME", help="a flip that is meant so")
    accepted = set(parser.parse_args().accept)
    now, before = wrong(), pinned()
    if unknown := accepted - now:
        sys.exit("not wrong: " + "; ".join(sorted(unknown)))
    if accepted:
        FILE.write_text("".join(f"{name}\n" for name in sorted(now & (before | accepted))), encoding="utf-8")
        before = pinned()
    for name in sorted(now - before):
        print(f"wrong now: {name}")
    for name in sorted(before - now):
        print(f"right now: {name}")
    print(f"{len(now)} wrong, {len(now - before)} of them flipped, {len(before - now)} right now")
    sys.exit(1 if now - before else 0)


if __name__ == "__main__":
    main()
