"""Constructions of everyday speech, written as a guide writes them, before the sentence is cut into words."""

import re
from functools import lru_cache

from guidelint.language.sentence.lexicon import lexicon

_NUMERAL = "0-9一二三四五六七八九十两百千万"
_BETWEEN = "(?:(?:[了过]|[完好上成妥]了?)(?:[一两]?[个次回])?|个(?=[章字名案证]))"
_EXAMINED = "检疫|检测|检验|审核|年检|体检|考试|验收|鉴定|评审|审查|审批|审验|考核|面试|笔试"
_OWN_PLACE = "场所|经营场所|营业场所|门?店面?|店铺|养殖场|加油站|网吧|场地|项目|厂区"
_PEOPLE = "职工|员工|劳动者|申请人|本人|死者|参保人员?|患者|毕业生"

_WRITTEN = (
    # 两套房以上: the direction stands beside its number
    (
        f"(?<=[{_NUMERAL}])([套处间辆台家名位个])(?!月|工作日|自然|礼拜|星期|小时|钟|季度|记分|周期|年度|平)"
        f"([^{_NUMERAL},;。、和或及以]{{1,6}}?)(?:及|或)?(以上|以下)",
        r"\1\3\2",
    ),
    # 房子是自己的, 车登记在本人名下
    (
        "((?:房子?|屋|住房|房产|[店铺门]面|场地|场所|车辆?|船舶?|土?地|设备|厂房)(?:的?(?:产权|所有权))?[也都应当须必要得]*)"
        "(?:是|为|系|属于?|归|登记在|[挂落记]?在)(?:申请人)?(?:本人|自己家?|自家|(?<=申请人))(?:所有|名下)?的?(?=[,;]|$)",
        r"\1自有",
    ),
    ("(?:这|同|本)一?户(?:人家)?(?=[没不只有无里内])", "家庭"),
    (f"(?:一年|每年|年)(?:能|可|要)?产(?:量|出)?(?=[^,;。]{{0,3}}[{_NUMERAL}])", "年产量"),
    ("(?:一年|每年)的?(?=[总纯净]?收入)", "年"),
    (f"(?:^|(?<=[,;]))一年(?=[^,;。{_NUMERAL}]{{1,6}}[{_NUMERAL}]+个?(?:月|天|次|小时|学时))", "每年"),
    # 四周 beside a distance is no time of four weeks, and whose surroundings they are goes without saying
    (f"四周(?=[^,;。{_NUMERAL}]{{0,3}}[{_NUMERAL}]+(?:米|公里|千米)|[没无不有围是])", "周围"),
    (f"(?:^|(?<=[,;]))(?:{_OWN_PLACE})的?(?=周围|周边|附近|方圆)", ""),
    (f"({_EXAMINED})(?:[都也]|已经?)*(?:过了|通过了?|没问题)(?=[,;。的]|$)", r"\1合格"),
    # 职工所在单位: who acts is the 单位
    (f"(?:{_PEOPLE})(?:所在的?|所属的?|的|工作的)?(?=(?:用人)?单位|公司)", ""),
    # 申请书写清楚: not 书写
    (
        "(?<=申请|委托|承诺|说明|证明|协议|计划|建议|决议|声明|意见|通知|同意|保证|授权|推荐|介绍|邀请|计划|鉴定)书写(?=[清明上好着有])",
        "书里写",
    ),
    ("以(?=[^,;。以]{2,4}名义)([^,;。以]{2,4})(?:的)?名义", r"是\1"),
    ("(?<=[没无有])(有?)自己的(?=孩子|子女|儿女|房)", r"\1"),
    ("[破坏烂](?:损坏?)?得(?:都)?(?:不能用|用不了|没法用|没法使)了?", "损坏严重无法使用"),
    ("(?:^|(?<=[,;的]))地(?=[被租卖抵让给都已])", "土地"),
    ("(?<=[0-9])方(?=木材?|以|,|$)", "立方米"),
    # 股东一个都不能少: all of them
    ("([^,;。都均须]{2,6})一个[都也]?不(?:能|可以?|得)少(?=[,;]|$)", r"全体\1"),
    ("([代替])不(?:了|成|得)", r"不能\1办"),
    ("一个人(?:一个月|每月|每个月)的?(?=收入|工资)", "人均月"),
    (
        "(?:未被?|没有?被?|不)(?:列入|纳入|进入?|在|上)([^,;。未不没无]{2,12}[人位业户员者])(?:名单|名录|黑名单)(?:之?[内中里])?",
        r"不是\1",
    ),
    (
        "(?:已经?|已?办理?|已?办[完好妥]|正式)*(?:办理?|办[完好妥])?了?(退休|离职|离婚|结婚|出院|入学|转学|退学|休学|失业|就业)手续(?:已?(?:办理?[完好妥结]毕?|办理))?了?(?=[的,;]|$)",
        r"已\1",
    ),
    # 共有人之一, 任意一名继承人: some of them
    ("(^|[,;由])([^,;、和及或与]{1,6}[人东方员主属])之一", r"\1部分\2"),
    ("(?:任意?|任何|其中)一?[名位个]的?(?=[^,;、和及或与]{1,4}[人东方员主属])", "部分"),
    ("(?<![避减豁以难罢任未不])免(?!费|税|除|冠|职|疫|责|征|于|予|得|息|交|提交|检|缴|收)(?=[^,;。的]{2})", "无需"),
    ("(?<=[0-9]):(?=[0-9])", "比"),
    ("(?:半数|一半)(?=以[上下])", "50%"),
    ("签[了好完上]?(?=[^,;。签字名章订署约收个]{0,6}(?:合同|协议))", "签订"),
    ("(?:^|(?<=[,;的]))房(?=[被租卖抵让给都已])", "房屋"),
)
"""What is said, and how a guide writes it."""


def as_written(text: str) -> str:
    """结了婚 is 结婚, 两套房以上 is 两套以上房, 地被征收 is 土地被征收."""
    text = _separable().sub(lambda found: found[0][0] + found[0][-1], text)
    if _any().search(text) is None:
        return text
    for said, written in _rules():
        text = said.sub(written, text)
    return text


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(said), written) for said, written in _WRITTEN)


@lru_cache(maxsize=1)
def _any() -> re.Pattern[str]:
    """Whether anything is to be written otherwise; most sentences hold nothing of the kind."""
    return re.compile("|".join(said for said, _ in _WRITTEN))


@lru_cache(maxsize=1)
def _separable() -> re.Pattern[str]:
    """Verbs with their object, between which 了, 过, 个, 完 and 好 may stand: 备过案, 签好字, 盖个章."""
    return re.compile("|".join(f"{word[0]}{_BETWEEN}{word[1]}" for word in lexicon().separable))
