"""A verdict in words: who keeps to the guide and is refused, or why it cannot be told."""

from guidelint.language.sentence.implication import Answer
from guidelint.language.verdict import MET, Verdict
from guidelint.text import Text


def told(answer: Answer, said: tuple[str, ...], wanted: str, kind: str) -> Verdict:
    if answer.outcome == "met":
        return MET
    return Verdict(answer.outcome, Text(answer.why, answer.why), Text(str(answer.lacking), ""))
