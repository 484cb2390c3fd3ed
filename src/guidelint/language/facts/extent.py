"""Which pages: 首页, 本人页, 正反面, 全本."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from guidelint.language.facts.fact import FactVerdict, broken, met, undecided
from guidelint.model.regex import regex
from guidelint.model.text import Text

if TYPE_CHECKING:
    from guidelint.language.phrase.model import Document

WHOLE, SIDES = "全本", "正反面"
_WHOLE = r"全本|整本|全套|全册|全页|(?:所有|全部|每一?|各)(?:内容|有内容的?)?页(?:面)?|逐页"
_SIDES = r"(?:正、?反|正、?背|双|两|正面[、和及与]?(?:反|背))(?:两)?面"
_PAGE = r"(?:学生|首|户主|户口主|主|本人|个人|申请人|户籍|变更|增减|人口增减|索引|信息|内容|签注|资料|照片|登记|婚姻状况|配偶|子女|孩子|(?:最新)?(?:校验|变更|注册|年检|签证)记录|儿童|父亲|母亲|户口|末|尾|盖章|封面|签字|学籍|注册|注销|迁出|变动|备注)"
WORDS = rf"{_WHOLE}|{_SIDES}|(?:第{{0,1}}[0-9一二三四五]{{1,2}}[-至到、]){{0,1}}第[0-9一二三四五]{{1,2}}页|(?:{_PAGE}){{1,3}}页(?!面)|第[一二三四五六0-9]联|首、?末页|正、?副页|[正副]页|卡面|封面"
_READ_WHOLE = regex(_WHOLE)
_READ_SIDES = regex(_SIDES)
_OWN = regex("(?:学生|申请人)?(?:本人|个人|学生|申请人)页")
_DIGITS = str.maketrans("123456", "一二三四五六")
_SAME = {"户口主页": "户主页", "主页": "首页"}


def read(words: str) -> str:
    """Pages that words of `WORDS` say, in one spelling."""
    if _READ_WHOLE.fullmatch(words):
        return WHOLE
    if _OWN.fullmatch(words):
        return "本人页"
    words = _SAME.get(words, words).translate(_DIGITS)
    return SIDES if _READ_SIDES.fullmatch(words) else words


def compare(promise: "Document", demand: "Document") -> Iterator[FactVerdict]:
    """Whoever brings the original has all pages of it; of a copy only those that were asked for."""
    if not demand.extent:
        return
    promised = "、".join(part.text for part in promise.extent) or None
    demanded = "、".join(part.text for part in demand.extent)
    said, wanted = ({part.value for part in one.extent} for one in (promise, demand))
    said |= {"正页"} if "正本" in promise.editions else set()
    form = promise.form.value if promise.form else None
    is_original = form == "原件" or (demand.form is not None and demand.form.value == "原件")
    if wanted <= said or WHOLE in said or (is_original and not said):
        yield met("extent", promised, demanded)
    elif not said and form is None:
        reason = Text(
            f"指南没有写要哪几页，也没有写原件还是复印件；窗口要{demanded}",
            f"the guide says neither which pages nor whether original or copy; the window wants {demanded}",
        )
        yield undecided("extent", promised, demanded, reason)
    else:
        name = demand.text or promise.text
        rest = "、".join(part.text for part in demand.extent if part.value not in said)
        witness = Text(f"没有{rest}的{name}复印件", f"a copy of {name} without {rest}")
        yield broken("extent", promised, demanded, witness)
