"""How often each fact of whole material lines is read as somebody labelled it by hand.

    python -m benchmarks.accuracy.lines [FILE.jsonl] [--half odd|even] [--wrong [PART]]

Each line of the file is a JSON object with `text` and `parts`: `documents` (all of the outer list, any one of each inner
list), `holders`, `form`, `originals`, `copies`, `per_person`, `marks` (each with `mark` and `by`), `age`, `extent`, `make`, `issuer`
and `circumstance`. A part is right where it equals the label; age, issuer, circumstance and who put a mark are right where
one of the two stretches holds the other. By default the file is tests/corpus/lines.jsonl. Lines with `arguable` count in no figure. `--half` takes every other line only.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from benchmarks.accuracy.corpus import ROOT
from benchmarks.accuracy.phrases import book, circumstance, holders, overlaps, plain
from guidelint.language.facts import make
from guidelint.language.facts.make import Make
from guidelint.language.phrase import Document, Phrase, PhraseBook

LABELLED = ROOT / "tests" / "corpus" / "lines.jsonl"
Parts = Mapping[str, Any]


def documents(phrase: Phrase) -> list[set[str]]:
    return [{_bundle(phrase, bundle) for bundle in one.alternatives} for one in phrase.requirements]


def _bundle(phrase: Phrase, bundle: tuple[Document, ...]) -> str:
    """The words of one alternative; a photograph is a 照片, and 正本 or 副本 stand after the name."""
    if len(bundle) > 1:
        return plain(phrase.text[bundle[0].start : bundle[-1].end])
    return _photograph(plain(bundle[0].text)) + "".join(sorted(bundle[0].editions))


def _photograph(words: str) -> str:
    return "照片" if words in ("彩照", "相片", "证件照", "照", "近照", "登记照片", "证件照片") else words


def _wanted(parts: Parts) -> list[set[str]]:
    return [{_photograph(plain(name)) for name in group} for group in parts["documents"]]


def _number(phrase: Phrase, form: str) -> int | None:
    counts = [getattr(one, form) for one in phrase.documents]
    return next((count.number for count in counts if count is not None), None)


def _form(phrase: Phrase) -> str:
    forms = [one.form.value for one in phrase.documents if one.form is not None and one.form.value != "电子"]
    return forms[0] if forms else "none"


def _marks(phrase: Phrase, parts: Parts) -> bool:
    found = list(
        {(m.kind, m.by): None for one in phrase.documents for m in one.marks if m.kind not in ("有效", "与原件一致")}
    )
    wanted = [(mark["mark"], mark["by"]) for mark in parts["marks"]]
    return len(found) == len(wanted) and all(
        mine[0].startswith(theirs[0]) and overlaps(mine[1], theirs[1])
        for mine, theirs in zip(found, wanted, strict=True)
    )


def _makes(phrase: Phrase) -> set[str]:
    return {_make(one) for document in phrase.documents for one in document.make}


def _make(said: Make) -> str:
    return f"{said.dimension}{said.value}"


def _wanted_makes(parts: Parts) -> set[str]:
    read = ((words, make.read(plain(words))) for words in parts["make"])
    return {f"{found[0]}{found[1]}" if found is not None else words for words, found in read}


def _first(phrase: Phrase, fact: str) -> str | None:
    return next((getattr(one, fact).text for one in phrase.documents if getattr(one, fact) is not None), None)


JUDGES: dict[str, Callable[[Phrase, Parts], bool]] = {
    "documents": lambda p, w: documents(p) == _wanted(w),
    "holders": lambda p, w: holders(p) == [plain(one) for one in w["holders"]],
    "form": lambda p, w: _form(p) == w["form"],
    "originals": lambda p, w: _number(p, "originals") == w["originals"],
    "copies": lambda p, w: _number(p, "copies") == w["copies"],
    "per_person": lambda p, w: any(one.per_person for one in p.documents) == w["per_person"],
    "marks": _marks,
    "age": lambda p, w: overlaps(_first(p, "age"), w["age"]),
    "extent": lambda p, w: list(dict.fromkeys(plain(e.text) for d in p.documents for e in d.extent)) == w["extent"],
    "make": lambda p, w: _makes(p) == _wanted_makes(w),
    "issuer": lambda p, w: overlaps(_first(p, "issuer"), w["issuer"]),
    "circumstance": lambda p, w: overlaps(circumstance(p), w["circumstance"]),
}


def entries(path: Path, half: str | None) -> Iterator[Mapping[str, Any]]:
    for at, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        entry = json.loads(line)
        if not entry.get("arguable") and half in (None, ("even", "odd")[at % 2]):
            yield entry


def figures(
    phrases: PhraseBook, labelled: Iterator[Mapping[str, Any]]
) -> Iterator[tuple[Mapping[str, Any], Phrase, list[str]]]:
    """Each entry with what is read of it and the parts that are wrong."""
    for entry in labelled:
        phrase = phrases.parse(entry["text"])
        yield entry, phrase, [part for part, judge in JUDGES.items() if not judge(phrase, entry["parts"])]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=LABELLED)
    parser.add_argument("--half", choices=("even", "odd"))
    parser.add_argument("--wrong", nargs="?", const="all", help="show the lines of which this part (or any) is wrong")
    arguments = parser.parse_args()
    right: Counter[str] = Counter()
    total = 0
    for entry, phrase, wrong in figures(book(), entries(arguments.file, arguments.half)):
        total += 1
        right.update(part for part in JUDGES if part not in wrong)
        right["whole line"] += not wrong
        if arguments.wrong and (arguments.wrong in wrong or (arguments.wrong == "all" and wrong)):
            print(entry["text"], wrong, "\n   wanted", {part: entry["parts"][part] for part in wrong})
            print("   found ", documents(phrase), holders(phrase), {part: _shown(phrase, part) for part in wrong})
    print(f"{total} lines ({arguments.file.name})")
    for part in (*JUDGES, "whole line"):
        print(f"{part:15} {right[part] / total:.3f}")


def _shown(phrase: Phrase, part: str) -> str:
    facts = (getattr(one, part, None) for one in phrase.documents)
    parts = chain.from_iterable(fact if isinstance(fact, tuple) else (fact,) for fact in facts if fact is not None)
    return " ".join(str(getattr(one, "text", one)) for one in parts)


if __name__ == "__main__":
    main()
