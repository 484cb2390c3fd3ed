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
    return [{plain(option.text) for option in requirement.options} for requirement in phrase.requirements]


def overlaps(found: str | None, wanted: str | None) -> bool:
    """Words that mean the same stretch: neither is missing, and one holds the other."""
    mine, theirs = plain(found), plain(wanted)
    return mine == theirs or bool(mine and theirs and (mine in theirs or theirs in mine))


JUDGES: dict[str, Callable[[Phrase, Parts], bool]] = {
    "holder": lambda p, w: [plain(h.text) for h in p.holders] == [plain(h) for h in w["holder"]],
    "documents": lambda p, w: documents(p) == [{plain(d) for d in group} for group in w["documents"]],
    "form": lambda p, w: (p.form.value if p.form else None) == w["form"],
    "copies": lambda p, w: (p.copies.number if p.copies else None) == w["copies"],
    "seal": lambda p, w: overlaps(p.seal.text if p.seal else None, w["seal"]),
    "signature": lambda p, w: overlaps(p.signature.text if p.signature else None, w["signature"]),
    "validity": lambda p, w: overlaps(p.validity.text if p.validity else None, w["validity"]),
    "circumstance": lambda p, w: overlaps(p.circumstance.text if p.circumstance else None, w["circumstance"]),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=[*SPLITS, "all"], default="dev")
    parser.add_argument("--wrong", nargs="?", const="all", help="show the phrases whose part (or any) is wrong")
    arguments = parser.parse_args()
    files = sorted((shipped().rules / "thesaurus").glob("*.yaml"))
    concepts = [c for f in files for c in yaml.load(f.read_text(encoding="utf-8"), yaml.CSafeLoader)["concepts"]]
    book = PhraseBook(Thesaurus.build(concepts))
    right: Counter[str] = Counter()
    total = 0
    for entry in entries(arguments.split):
        if "parts" not in entry:
            continue
        total += 1
        phrase = book.parse(entry["text"])
        wrong = [part for part, judge in JUDGES.items() if not judge(phrase, entry["parts"])]
        right.update(part for part in JUDGES if part not in wrong)
        right["whole phrase"] += not wrong
        if arguments.wrong and (arguments.wrong in wrong or (arguments.wrong == "all" and wrong)):
            print(entry["text"], wrong)
            print(
                "   found ",
                documents(phrase),
                [h.text for h in phrase.holders],
                phrase.circumstance and phrase.circumstance.text,
            )
            print("   wanted", entry["parts"])
    print(f"{total} phrases ({arguments.split})")
    for part in (*JUDGES, "whole phrase"):
        print(f"{part:15} {right[part] / total:.3f}")


if __name__ == "__main__":
    main()
