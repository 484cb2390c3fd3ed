"""Whose a document is: persons in many words, and sets of them."""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from guidelint.language.facts.fact import FactVerdict, broken, met, undecided
from guidelint.model.regex import regex
from guidelint.model.text import Text

if TYPE_CHECKING:
    from guidelint.language.facts.part import Part
    from guidelint.language.phrase.model import Document

WORDS = (
    "(?:去世的?|已故的?|拟任|原|新|全体|共同|外方|单身|该|生|外祖|祖)?(?:"
    "父母(?:一方|双方)|(?:申请人)?配偶|自然人股东|"
    "(?:机动车|房屋|车辆|船舶|土地|不动产)?(?:所有权人|所有人|使用权人|使用人|产权人|权利人)|机动车驾驶人|驾驶人|"
    "(?:企业|公司|单位)?(?:法定代表人|法人代表)(?:\\(负责人\\))?|(?:主要)?负责人|(?:共同|被|借款)?申请人(?:本人)?|申报人|申领人|申请者|"
    "(?:委托)?代理人|受委托人|被委托人|受托人|委托人|代办人|经办人员|经办人|联系人|办理人|领证人|代领人|参保人员?|"
    "(?:法定)?监护人|被监护人|新生儿父母(?:双方)?|新生儿|婴儿父母|婴儿|儿童|未成年人|学生|考生|"
    "(?:男女|夫妻|买卖|离婚|婚姻|租赁|转让)双方(?:当事人)?|双方(?:当事人)?|当事人|夫妻|"
    "父母(?:双方)?|父亲|母亲|子女|兄弟姐妹|直系亲属|近亲属|亲属|(?:全部)?家庭成员|家庭人员|全家(?:人|成员)?|家属|继承人|被继承人|死者|遗属|(?:指定)?受益人|法定继承人|"
    "(?:全体|自然人)?(?:股东|合伙人)|(?:指定|授权|全权)代表|(?:承办|举办|主办)(?:者|方|单位)|项目经理|投资人|投资者|出资人|发起人|经营者|董事长?|监事|经理|财务负责人|"
    "业主|户主|房主|买受人|出卖人|买方|卖方|上家单位|上家|下家|承租人|出租人|借款人|共有人|男方|女方|"
    "(?:食品)?安全(?:生产)?(?:管理)?(?:人员|员)|外国人|境外人员|港澳台居民|残疾人(?:本人)?|本人|个人|用人单位|建设单位|施工单位|申请单位|从业人员|专业技术人员|职工|"
    "公婆|公公|婆婆|岳父母|岳父|岳母|儿媳|女婿|孙子女|祖父母|外祖父母|外祖父|外祖母|祖父|祖母|幼儿|收养人|被收养人|送养人|捐赠人|车主|房东|被投靠人|投靠人|随迁人员?)"
)
"""Words that by themselves name whose a document is."""

APPLICANT = "本人"
_CANONICAL: dict[str, tuple[str, ...]] = {
    APPLICANT: ("申请人", "职工", "职工本人", "参保人", "参保人员", "参保人本人", "申请人本人", "申请者", "申领人", "申报人", "申办人", "办理人", "个人", "自己", "当事人", "当事人本人", "本人及申请人"),
    "配偶": ("申请人配偶", "爱人", "夫或妻", "配偶方", "本人配偶"),
    "法定代表人": ("法人", "法人代表", "企业法定代表人", "公司法定代表人", "单位法定代表人"),
    "受托人": ("代理人", "委托代理人", "被委托人", "受委托人", "代办人", "代办人员", "代办者", "委托的代理人", "指定代表或者共同委托代理人", "被授权人"),
    "经办人": ("经办人员", "具体经办人"), "家庭成员": ("家庭人员", "全家", "全家人", "全家成员", "全部家庭成员", "全体家庭成员"),
    "安全管理人员": ("安全员", "安全生产管理人员", "安全人员", "食品安全管理人员", "食品安全员", "食品安全管理员", "安全管理员"), "负责人": ("主要负责人",),
    "出租人": ("房东", "出租方", "房屋出租人", "出租房屋所有人", "出租房主"),
    "承租人": ("租户", "承租方", "房屋承租人"),
    "产权人": ("房主", "业主", "房屋产权人", "房屋所有权人", "房屋所有人", "产权所有人", "不动产权利人", "权利人", "房屋权利人"),
    "承办者": ("承办方", "承办单位"), "举办者": ("举办方", "举办单位"), "主办者": ("主办方", "主办单位"),
    "监护人": ("法定监护人", "其监护人", "其他监护人", "其他法定监护人", "家长"),
    "车主": ("机动车所有人", "车辆所有人", "机动车所有权人"),
    "死者": ("死亡人员", "逝者", "死亡人", "参保死亡人员", "已故人员"),
    "子女": ("孩子", "儿女", "小孩", "其子女"),
    "新生儿": ("婴儿", "宝宝", "新生婴儿"),
    "买方": ("买受人", "购房人", "下家", "受让方", "受让人", "购买方"),
    "卖方": ("出卖人", "出售人", "上家", "转让方", "转让人", "出卖方"),
}  # fmt: skip
_ONE_NAME = {name: canonical for canonical, names in _CANONICAL.items() for name in names}
_SETS: dict[str, tuple[str, ...]] = {
    "夫妻双方": (APPLICANT, "配偶"), "夫妻": (APPLICANT, "配偶"), "婚姻双方": (APPLICANT, "配偶"), "男女双方": (APPLICANT, "配偶"),
    "父母": ("父亲", "母亲"), "父母双方": ("父亲", "母亲"), "新生儿父母": ("父亲", "母亲"), "新生儿父母双方": ("父亲", "母亲"),
    "买卖双方": ("买方", "卖方"), "租赁双方": ("出租人", "承租人"), "双方父母": ("父亲", "母亲"), "转让双方": ("买方", "卖方"),
}  # fmt: skip
_APART = frozenset({"配偶", "受托人", "父亲", "母亲", "子女", "出租人", "卖方", "买方", "死者", "新生儿", "监护人"})
"""Persons of whom one cannot be another of the list, nor the applicant."""
_BETWEEN = frozenset(
    {"配偶", "出租人", "受托人", "死者", "新生儿"}
)  # nobody is one of these and any other known person
_OPPOSED = tuple(
    frozenset(pair.split())
    for pair in (
        "法定代表人 经办人", "监护人 被监护人", "委托人 受托人", "收养人 被收养人", "收养人 送养人", "投靠人 被投靠人", "继承人 被继承人",
        "抵押人 抵押权人", "男方 女方", "借款人 担保人", "申请人 被申请人", "赡养人 被赡养人", "转出方 转入方",
    )
)  # fmt: skip
"""Roles of which a person who has one does not have the other in the same matter."""
_WIDER: dict[str, str] = {"新生儿": "子女", "儿童": "子女", "幼儿": "子女", "未成年人": "子女", "学生": "子女"}
"""Persons whom another word takes in: the 孩子 of a window is the 新生儿 of the guide."""
_FAMILY = "家庭成员"
_OF_A_FAMILY = frozenset({APPLICANT, "配偶", "子女", "父亲", "母亲"})
"""Who is among the 家庭成员, of whom a guide means all."""
_PARTIES = frozenset(
    {"买卖双方", "转让双方", "租赁双方", "交易双方", "男女双方", "双方", "双方当事人", "当事人双方", "买卖双方当事人"}
)
"""Who applies together: either of them is 申请人."""
_SHARED = regex("结婚证|离婚证|离婚协议|合同|协议(?:书)?$|出生医学证明|出生证")
"""Papers that several persons have together: whose it is, the name need not say."""
_OF_THE_BODY = regex(
    r"(?:申请|经营|营业|办学|开办|本)?(?:场所|企业|公司|机构|单位|门店|学校)?的?(?:拟任|现任|拟聘)?(?=(?:法定代表人|法人|主要负责人|负责人)$)"
)
"""The body that applies, of whose head the line speaks: 经营场所拟任法定代表人."""
_TO_BE = regex("^(?:拟(?:聘用?|任用?)?|现任|受聘)(?=..)")
"""Before the office of who is to have it or has it: 拟聘教师, 现任校长."""
_BRACKET = regex(r"\(([^()]*)\)")


def persons(words: str) -> frozenset[str]:
    """The persons that the words of one holder name, in one spelling: 夫妻双方 are two, 房东 is 出租人."""
    plain = _BRACKET.sub("", words).removeprefix("其").removeprefix("现").removeprefix("双方").rstrip("的") or words
    plain = _TO_BE.sub("", plain, count=1)
    plain = _OF_THE_BODY.sub("", plain, count=1)
    if plain in _SETS:
        return frozenset(_SETS[plain])
    plain = plain if plain in _ONE_NAME else plain.removesuffix("本人") or plain
    return frozenset({_ONE_NAME.get(plain, plain)})


@lru_cache(maxsize=10_000)
def names(words: str) -> frozenset[str]:
    """All that a holder is called: 父母(拟落户人) goes by both."""
    inner = _BRACKET.findall(words)
    return persons(words).union(*(persons(one) for one in inner))


def compare(promise: "Document", demand: "Document") -> Iterator[FactVerdict]:
    """Every person of the demand has to be one of the promise, or who issues it. Of whom nothing is said the document is the
    applicant's."""
    if not demand.holders:
        return
    promised, demanded = _words(promise), _words(demand) or ""
    wanted = [names(part.value) for part in demand.holders]
    said: frozenset[str] = frozenset().union(*(names(part.value) for part in promise.holders)) or frozenset({APPLICANT})
    said |= {_WIDER[one] for one in said if one in _WIDER} | (_OF_A_FAMILY if _FAMILY in said else frozenset())
    signs = names(promise.issuer.value) if promise.issuer is not None else frozenset()
    if signs and all(one <= signs for one in wanted):
        yield met("holder", promised, demanded)  # 监护人出具的同意书 is the 监护人's
        return
    if demand.either_holder:
        lacking = [] if any(one & said for one in wanted) else wanted
    elif promise.either_holder and len(promise.holders) > 1:
        either = [names(part.value) for part in promise.holders]
        lacking = [
            one
            for part, one in zip(demand.holders, wanted, strict=True)
            if any(_lacking(part, one, said_of_one) for said_of_one in either)
        ]
    else:
        lacking = [
            rest for part, one in zip(demand.holders, wanted, strict=True) if (rest := _lacking(part, one, said))
        ]
    if not lacking:
        yield met("holder", promised, demanded)
        return
    person = sorted(lacking[0])[0]
    are_applicants = said == {APPLICANT} and any(part.value in _PARTIES for part in demand.holders)
    if (
        are_applicants
        or all(_may_be_one_of(one, said) for one in lacking)
        or (not promise.holders and _SHARED.search(demand.text))
    ):
        reason = Text(
            f"指南{f'写的是{promised}' if promised else '没有写是谁'}的，窗口要{demanded}的，是不是同一个人没法判断",
            f"whether {promised or 'the person of the guide'} and {demanded} are the same person cannot be told",
        )
        yield undecided("holder", promised, demanded, reason)
    else:
        name = demand.text or promise.text
        witness = Text(f"没有带{person}的{name}的人", f"a person without {name} of {person}")
        yield broken("holder", promised, demanded, witness)


def _words(document: "Document") -> str | None:
    return ("或" if document.either_holder else "、").join(part.text for part in document.holders) or None


def _lacking(part: "Part", wanted: frozenset[str], said: frozenset[str]) -> frozenset[str]:
    """Persons of one holder that are not among those said; a holder with two names needs only one of them."""
    if "(" in part.value:
        return frozenset() if wanted & said else wanted
    return wanted - said


def _may_be_one_of(wanted: frozenset[str], said: frozenset[str]) -> bool:
    """Whether roles that nobody can tell apart may be the same person: the applicant and the 法定代表人."""
    if any(_WIDER.get(one) in said for one in wanted):
        return True
    if any(wanted & both and said & both and not wanted & said & both for both in _OPPOSED):
        return False
    if any(persons(one.removeprefix("原")) <= said for one in wanted if one.startswith("原")):
        return False  # 原车主 is not the 车主 of today
    if wanted & _BETWEEN:
        return not said <= _KNOWN
    if wanted & _APART:
        return not said <= _APART | {APPLICANT}
    return not (wanted | said) <= _APART


_KNOWN = (frozenset(_CANONICAL) | {"父亲", "母亲"}) - {_FAMILY, "安全管理人员", "负责人"}  # who these are, nobody knows
