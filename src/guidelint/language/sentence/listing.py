"""The parts of a clause that lists several things, and what is said of all of them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from guidelint.language.sentence.claim import All, Any
from guidelint.language.sentence.lexicon import Term, lexicon
from guidelint.language.sentence.tokens import Token


def split(read: Iterable[Token], *kinds: str) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for token in read:
        if token.kind in kinds:
            parts.append([])
        else:
            parts[-1].append(token)
    return [part for part in parts if part]


def such(body: Sequence[Token]) -> tuple[type[All] | type[Any], list[list[Token]]] | None:
    """无癫痫、精神病等疾病 denies each and the whole; 因火灾、事故等原因困难 names causes of which one is enough."""
    at = next((n for n, token in enumerate(body) if token.kind == "such"), 0)
    before, after = body[:at], body[at + 1 :]
    start = next((n for n, token in enumerate(before) if token.kind in ("due", "not")), None)
    if start is None or not any(token.terms for token in after) or any(token.kind == "not" for token in after):
        return None
    head, items = before[: start + 1], split(before[start + 1 :], "list", "and", "or")
    if before[start].kind == "not":
        return All, [[*head, *before[start + 1 :]], [*head, *after]]
    return (Any, [[*head[:-1], *item, *after] for item in items]) if len(items) > 1 else None


def qualified(body: list[Token]) -> Iterator[Token]:
    """无配偶的男性 is a man, of whom one thing is denied."""
    at, ignored = 0, lexicon().weak | lexicon().thin
    while at < len(body):
        token = body[at]
        kinds = [other.kind for other in body[at : at + 3]]
        after = [term for other in body[at + 3 :] for term in other.terms if not term.options <= ignored]
        if kinds == ["not", "term", "de"] and after and _is_plain(body[at + 1]):
            said = body[at + 1].terms[0]
            yield Token("term", token.text + body[at + 1].text, (Term(said.options, not said.negated),))
            at += 3
        else:
            yield token
            at += 1


def _is_plain(token: Token) -> bool:
    """Whether it says one thing, and not what something is like: 没有严重的违法 denies both together."""
    words = lexicon()
    return len(token.terms) == 1 and not token.terms[0].options & (words.vague | words.judged)


def denials(body: Sequence[Token]) -> list[list[Token]]:
    """无争议未查封 denies two things; 未经许可不得经营 says that one is needed."""
    at = [n for n, t in enumerate(body) if t.kind == "not"]
    if len(at) < 2 or "经" in body[at[0]].text or any(not any(t.terms for t in body[a:b]) for a, b in pairwise(at)):
        return []
    return [[*body[: at[0]], *body[a:b]] for a, b in pairwise((*at, len(body)))]


def denies(item: Sequence[Token]) -> bool:
    """Whether it says of something that it is not, or need not be."""
    return any(
        t.kind in ("not", "needless") and any(o.kind in ("term", "quantity") for o in item[at:])
        for at, t in enumerate(item)
    )


def shared(items: list[list[Token]]) -> list[list[Token]]:
    """What denies or allows the first of several speaks of all: 没有犯罪、吸毒记录, 可由子女或者他人代办."""
    heads = [token for token in items[0] if token.kind in ("not", "needless", "may", "soft")] if items else []
    if not heads or any(
        token.kind in ("not", "refuse", "needless", "may", "soft") for item in items[1:] for token in item
    ):
        return items
    return [items[0], *([*heads, *item] for item in items[1:])]


def denied_at_end(items: list[list[Token]]) -> list[list[Token]]:
    """学校周围200米内和居民楼内不得设立: what denies the last of several denies all."""
    kinds = ("not", "refuse", "needless")
    if len(items) < 2 or any(token.kind in kinds for item in items[:-1] for token in item):
        return items
    at = next((n for n, token in enumerate(items[-1]) if token.kind in kinds), 0)
    tail = items[-1][at:]
    if not at or not any(token.terms for token in items[-1][:at]) or any(token.quantity is not None for token in tail):
        return items
    if any(not term.options <= lexicon().weak for token in tail for term in token.terms):
        return items
    return [*([*item, *tail] for item in items[:-1]), items[-1]]
