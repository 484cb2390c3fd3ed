"""The words between two separators, read as one: who issued it, whose it is, and the name of the document.

民政部门出具的城镇最低生活保障证明原件 has an issuer, who is dropped, a name, and a form. The thesaurus knows the end of most
names and the grammar knows the persons; what is left over belongs to the name or to the person before 的. Words that
name nothing yet wait for the next chunk: 复员、转业、退伍证明 is one document.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from guidelint.language.phrase.issuers import ISSUED, without_issuer
from guidelint.language.phrase.nouns import BARE, GENERAL, SORT, ends_in_noun
from guidelint.language.phrase.persons import SAYING, add_person, is_person, persons, waits
from guidelint.language.phrase.tokens import NAMES, SAID, Token, closing

_SEPARATORS = frozenset({"and", "or", "open", "such-as", "one-of", "vague", "(", ")", ":", ",", ";"})
_MAX_UNNAMED = 16  # characters; longer words are a sentence
_MAX_BRACKET = 12  # characters; longer remarks are none of a name
_MAX_WAITING = 12  # characters of an unfinished name

_LEADING = re.compile(
    r"(?:与?原件(?:核对)?(?:一致|无误|相符)的|所持(?:有的)?|(?:户籍|居住)所在地的?|其他|其它|[相有]关的?|相应的?|合法(?=有效)|符合规定的|填写完整的|经[^的]{0,8}的|与[^的]{1,20}(?:相(?:关|应|适应|符)|对应|有关)的|[^的]{1,12}相关的|该|各|《)+"
)
_INSTITUTION = re.compile(
    r"[^的、]{0,6}(?:单位|部门|机关|机构|政府|法院|医院)的(?=.{3})|[^的、]{0,10}(?:医院|部门|使领馆)(?!等级|预算|代码|法人|决算)(?=.{4})"
)
_BY_LAW = ("依照", "按照", "依据", "根据", "符合")  # 依照《公司法》 asks for no law
_ELSEWHERE = re.compile(r"(?:到|向)[^的]*(?:所|局|处|站|中心|机关|部门|窗口)$")  # 到派出所: where to go
_RESULT = re.compile(
    r"(?:站|[出理务]所|局|处|中心|机关|部门|窗口)(?:申领|办理|领取|换领|补领|申请)"
)  # what the applicant gets
_PHOTO = re.compile(
    r".*(?:寸|底|底色|免冠|正面|彩色|光学|半身|近期|背景|标准尺寸)(?P<noun>(?:证件)?照片|相片|彩照|证件照|照)$"
)


def chunks(stream: Sequence[Token], normal: str, is_authority: Callable[[Token], bool]) -> list[Token]:
    """The tokens with the words of every chunk joined into persons and names; what is said of them stays."""
    done: list[Token] = []
    chunk: list[Token] = []
    for token in _with_inner_brackets(stream, normal) if "(" in normal else stream:
        if token.text == "与" and _is_preposition(chunk, done):
            token = replace(token, kind="other")
        if chunk and (token.kind in _SEPARATORS or token.start != chunk[-1].end):
            _read(chunk, normal, is_authority, done)
            chunk = []
        if token.kind in _SEPARATORS:
            if token.kind != "open" or not _drop_unfinished(done):
                done.append(token)
        else:
            chunk.append(token)
    if chunk:
        _read(chunk, normal, is_authority, done)
    return done


def unnamed(done: Sequence[Token], stream: Sequence[Token]) -> Token | None:
    """用地红线 ends in no word for a document; where a phrase begins so and names nothing else, it is what is asked for."""
    first = done[0] if done else None
    if first is None or first.value != "unfinished" or first.start > 0 or not 2 <= len(first.text) <= _MAX_UNNAMED:
        return None
    if any(token.kind in ("vague", "open", "document", "named", "holder") for token in stream):
        return None
    return replace(first, kind="named", value="")


def _with_inner_brackets(stream: Sequence[Token], normal: str) -> Iterator[Token]:
    """The tokens, with a bracket in the middle of a name as a part of it: 工程预(决)算书, 村(居)委会."""
    at = 0
    while at < len(stream):
        token = stream[at]
        if token.kind == "(" and at > 0 and stream[at - 1].kind == "other" and stream[at - 1].end == token.start:
            end = closing(stream, at)
            if (
                end + 1 < len(stream)
                and stream[end + 1].start == stream[end].end <= token.start + _MAX_BRACKET
                and stream[end + 1].kind in ("other", "document", "filler")
                and all(t.kind in ("other", "holder", ":") for t in stream[at + 1 : end])
                and not ends_in_noun(stream[at - 1].text)
            ):
                yield Token("other", normal[token.start : stream[end].end], token.start, stream[end].end)
                at = end + 1
                continue
        yield token
        at += 1


def _is_preposition(chunk: Sequence[Token], done: Sequence[Token]) -> bool:
    """与 before which nothing stands that it could join: 与第三者达成的协议."""
    if chunk:
        return chunk[-1].text.endswith(("的", "提交", "提供"))
    return not done or done[-1].kind in _SEPARATORS


def _drop_unfinished(done: list[Token]) -> bool:
    """医疗、教育等必要支出材料: what is listed names no documents, and 等 belongs to what follows."""
    listed = len(done)
    while done and done[-1].value == "unfinished":
        done.pop()
        if len(done) >= 2 and done[-1].kind in ("and", "or") and done[-2].value == "unfinished":
            done.pop()
    return len(done) < listed


def _read(chunk: Sequence[Token], normal: str, is_authority: Callable[[Token], bool], done: list[Token]) -> None:
    """One chunk: what stands before the name, the name, and what is said after it."""
    at = next((i for i, t in enumerate(chunk) if t.kind in ("form", "count", "seal", "which") and i > 0), len(chunk))
    later = next((i for i in range(at, len(chunk)) if chunk[i].kind in NAMES), None)
    if later is not None and not any(t.kind in NAMES or ends_in_noun(t.text) for t in chunk[:at] if t.kind != "filler"):
        _read(chunk[:later], normal, is_authority, done)
        _read(chunk[later:], normal, is_authority, done)
        return
    head, said = list(chunk[:at]), chunk[at:]
    while head and head[0].kind in ("filler", "which"):
        head.pop(0)
    while head and head[-1].kind == "filler":
        head.pop()
    chunk = [*head, *said]
    if not chunk:
        return
    start, end = chunk[0].start, head[-1].end if head else chunk[0].start
    head, start = without_issuer(head, normal, start, end, done)
    for i, token in enumerate(head):
        if token.kind in SAID and token.start >= start:
            _before_said(head[:i], normal, is_authority, start, token.start, done, token.kind == "signature")
            done.append(token)
            start = token.end
    body = [token for token in head if token.start >= start and token.kind not in SAID]
    if body:
        _body(body, normal, is_authority, start, end, done)
    done += [token for token in said if token.kind in SAID]


def _before_said(
    body: Sequence[Token],
    normal: str,
    is_authority: Callable[[Token], bool],
    start: int,
    end: int,
    done: list[Token],
    signed: bool,
) -> None:
    """Words before 近期 or 有效的 name a person or nothing."""
    inside = [token for token in body if token.start >= start]
    if signed and not any(token.kind in NAMES for token in inside):
        return  # 全体设立人签名的设立大会纪要 does not belong to those who sign
    if inside and (is_person(normal[start:end]) or any(t.kind in ("document", "named", "holder") for t in inside)):
        _body(inside, normal, is_authority, start, end, done)


def _body(
    body: Sequence[Token], normal: str, is_authority: Callable[[Token], bool], start: int, end: int, done: list[Token]
) -> None:
    """A person, a name, or both."""
    end = body[-1].end
    if _RESULT.search(normal, start, end):
        return
    elsewhere = _ELSEWHERE.search(normal, start, end)
    if elsewhere is not None and elsewhere.start() > start:
        end = elsewhere.start()
        body = [token for token in body if token.end <= end] or body[:1]
    while end > start and normal[end - 1] in "的其":
        end -= 1
    first = body[0]
    if first.kind == "named" or (first.kind == "document" and normal.endswith("《", 0, first.start)):
        if not normal.endswith(_BY_LAW, 0, first.start - 1):
            done.append(first)  # between 《 and 》 nothing is cut
        return
    name = persons(body, normal, start, end, done)
    if name >= end:
        return
    name = _plain_start(body, normal, name, end, is_authority)
    label = next((t for t in reversed(body) if t.kind == "document" and t.end == end and t.start >= name), None)
    words = normal[name:end]
    if done and done[-1].kind == "open" and SORT.fullmatch(words):
        return  # 专利证书等证书 lists nothing further
    if label is None and not (len(words) >= 2 and ends_in_noun(words)):
        done.append(Token("other", words, name, end, "unfinished"))
        return
    name = _joined(normal, name, done, label)
    if label is not None:
        done.append(_labelled(label, normal, name))
    elif not BARE.fullmatch(words) or normal.endswith(("出具的证明", "开具的证明"), 0, name + 2):
        done.append(Token("named", normal[name:end], name, end))


def _plain_start(
    body: Sequence[Token], normal: str, start: int, end: int, is_authority: Callable[[Token], bool]
) -> int:
    """Where the name begins once 有关, 其他 and a description before 的 are gone."""
    first = body[0]
    if first.kind == "document" and first.start == start and first.end < end and is_authority(first):
        start = first.end
    start += normal.startswith("的", start)
    leading = _LEADING.match(normal, start, end)
    if leading is not None and not any(t.kind == "document" and t.start < leading.end() < t.end for t in body):
        start = leading.end()
    issuer = _INSTITUTION.match(normal, start, end)
    if (
        issuer is not None
        and not BARE.fullmatch(normal, issuer.end(), end)
        and not any(t.kind in NAMES and t.start < issuer.end() for t in body)
    ):
        start = issuer.end()
    label = next((t for t in reversed(body) if t.kind == "document" and t.end == end), None)
    if label is not None and label.start == start + 1 and normal[start] in "新原旧现":
        start = label.start
    of = normal.rfind("的", start, label.start if label is not None else end)
    if (
        of >= 0
        and label is not None
        and not normal.endswith("有效", start, of)
        and not GENERAL.fullmatch(normal[of + 1 : end])
    ):
        start = of + 1
    return min(start, label.start) if label is not None else start


def _joined(normal: str, start: int, done: list[Token], label: Token | None) -> int:
    """Where the name begins once the unfinished words before it are added: 复员、转业、退伍证明."""
    while waits(done) and done[-1].end == start and len(done[-2].text) <= _MAX_WAITING:
        start = done[-2].start
        del done[-2:]
        person = SAYING.match(normal, start)
        if person is not None:  # 配偶死亡或者下落不明的证明 belongs to the 配偶
            add_person(normal, start, person.end(), done)
            start = person.end()
    return start


def _labelled(label: Token, normal: str, start: int) -> Token:
    """A document whose name ends in a label; of photographs only the noun is the name."""
    photo = _PHOTO.fullmatch(normal, start, label.end)
    if photo is not None:
        start = photo.start("noun")
    elif "的" in label.text and (issued := ISSUED.match(normal, start, label.end)) is not None:
        start = issued.end()  # the label has the issuer in it: 就读学校出具的住宿证明
    return replace(label, text=normal[start : label.end], start=start, head=label.start)
