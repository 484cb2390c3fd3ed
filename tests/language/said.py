"""What a phrase says, as plain words."""

from guidelint.language.phrase import Phrase


def documents(phrase: Phrase) -> list[list[str]]:
    """All of the outer list, any one of each inner list; the documents of one alternative are joined by +."""
    return [["+".join(one.text for one in bundle) for bundle in r.alternatives] for r in phrase.requirements]


def holders(phrase: Phrase) -> list[str]:
    return list(dict.fromkeys(part.text for one in phrase.documents for part in one.holders))


def form(phrase: Phrase) -> str | None:
    """The form of the first document."""
    first = next(phrase.documents, None)
    return first.form.value if first is not None and first.form is not None else None


def circumstance(phrase: Phrase) -> tuple[str, int, int] | None:
    found = next((one.circumstance for one in phrase.documents if one.circumstance is not None), None)
    return (found.text, found.start, found.end) if found is not None else None
