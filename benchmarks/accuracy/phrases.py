"""How often the phrase parser reads each part of a published name as people labelled it.

    python -m benchmarks.accuracy.phrases [--split dev|held-out|fresh|all] [--wrong]

A part is right where it equals the label: the same words for documents (order within alternatives aside), holders,
seal, signature, validity and circumstance (the label inside what was found or the reverse), the same value for form
and number.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import yaml

from benchmarks.accuracy.corpus import SPLITS, entries
from guidelint.language.normalise import normalise
from guidelint.language.phrase import Phrase, PhraseBook
from guidelint.language.thesaurus import Thesaurus
from guidelint.workspace.shipped import shipped

Parts = Mapping[str, Any]


def plain(words: str | None) -> str:
    return normalise(words or "").text.strip("《》\"'")


def documents(phrase: Phrase) -> list[set[str]]:
    return [{plain(document.text) for document in one.documents} for one in phrase.requirements]


def holders(phrase: Phrase) -> list[str]:
    return list(dict.fromkeys(plain(part.text) for one in phrase.documents for part in one.holders))


def first(phrase: Phrase, fact: str) -> Any:
    """The fact of the first document."""
    return next((getattr(one, fact) for one in phrase.documents), None)


def marked(phrase: Phrase, *kinds: str) -> str | None:
    """The words of the first mark of these kinds, with whose it is."""
    found = (mark for one in phrase.documents for mark in one.marks if mark.kind in kinds)
    return next((mark.text if mark.by is None or mark.by in mark.text else mark.by + mark.text for mark in found), None)


def validity(phrase: Phrase) -> str | None:
    age = next((one.age.text for one in phrase.documents if one.age is not None), None)
    return age or marked(phrase, "有效")


def circumstance(phrase: Phrase) -> str | None:
    return next((one.circumstance.text for one in phrase.documents if one.circumstance is not None), None)


def overlaps(found: str | None, wanted: str | None) -> bool:
    """Words that mean the same stretch: neither is missing, and one holds the other."""
    mine, theirs = plain(found), plain(wanted)
    return mine == theirs or bool(mine and theirs and (mine in theirs or theirs in mine))


def form(phrase: Phrase) -> str | None:
    """及其复印件 after a name asks for both; the labels of this corpus have 复印件 there."""
    said = first(phrase, "form")
    if said is None or said.value == "电子":
        return None
    return "复印件" if said.text.startswith(("及", "以及", "和", "与", "、", "其")) else said.value


def copies(phrase: Phrase) -> int | None:
    counted = first(phrase, "count")
    return counted.number if counted is not None else None


JUDGES: dict[str, Callable[[Phrase, Parts], bool]] = {
    "holder": lambda p, w: holders(p) == [plain(h) for h in w["holder"]],
    "documents": lambda p, w: documents(p) == [{plain(d) for d in group} for group in w["documents"]],
    "form": lambda p, w: form(p) == w["form"],
    "copies": lambda p, w: copies(p) == w["copies"],
    "seal": lambda p, w: (
        overlaps(marked(p, "盖章", "签字或盖章"), w["seal"]) or (w["signature"] is not None and w["seal"] is None)
    ),
    "signature": lambda p, w: overlaps(marked(p, "签字", "签字或盖章"), w["signature"]),
    "validity": lambda p, w: overlaps(validity(p), w["validity"]),
    "circumstance": lambda p, w: overlaps(circumstance(p), w["circumstance"]),
}


def book() -> PhraseBook:
    """A phrase book with the shipped thesaurus."""
    files = sorted((shipped().rules / "thesaurus").glob("*.yaml"))
    concepts = [c for f in files for c in yaml.load(f.read_text(encoding="utf-8"), yaml.CSafeLoader)["concepts"]]
    return PhraseBook(Thesaurus.build(concepts))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=[*SPLITS, "all"], default="dev")
    parser.add_argument("--wrong", nargs="?", const="all", help="show the phrases whose part (or any) is wrong")
    arguments = parser.parse_args()
    phrases = book()
    right: Counter[str] = Counter()
    total = 0
    for entry in entries(arguments.split):
        if "parts" not in entry:
            continue
        total += 1
        phrase = phrases.parse(entry["text"])
        wrong = [part for part, judge in JUDGES.items() if not judge(phrase, entry["parts"])]
        right.update(part for part in JUDGES if part not in wrong)
        right["whole phrase"] += not wrong
        if arguments.wrong and (arguments.wrong in wrong or (arguments.wrong == "all" and wrong)):
            print(entry["text"], wrong)
            print(
                "   found ",
                documents(phrase),
                holders(phrase),
                circumstance(phrase),
            )
            print("   wanted", entry["parts"])
    print(f"{total} phrases ({arguments.split})")
    for part in (*JUDGES, "whole phrase"):
        print(f"{part:15} {right[part] / total:.3f}")


if __name__ == "__main__":
    main()
