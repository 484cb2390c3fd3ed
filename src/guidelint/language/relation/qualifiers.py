"""Words that tell two papers of one kind apart: 正本 and 副本, 国外 and 港澳台, 补领 and 变更, 法定代表人 and 经办人."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

import msgspec

from guidelint.model.regex import regex

Values = Mapping[str, frozenset[str]]
"""By dimension, what a name says in it. A word can say several: 港澳台 is 港, 澳 and 台."""

Standing = Literal["same", "narrower", "broader", "different"]

_LICENSED = "(?:企业)?(?:许可|备案)"

# By dimension, words with what they say, in the spelling of `canonical`. What must follow a word stands behind it.
_DIMENSIONS: Mapping[str, Mapping[str, str]] = {
    "edition": {"正副本": "正本 副本", "正本": "正本", "副本": "副本"},
    "page": {
        "首页": "首页", "个人页": "个人页", "本人页": "个人页", "户主页": "户主页", "增减页": "增减页", "变更页": "变更页", "内页": "个人页",
        "全本": "首页 个人页 户主页 增减页 变更页", "整本": "首页 个人页 户主页 增减页 变更页",
    },
    "act": {
        "首次": "首次", "初次": "首次", "初始": "首次", "新申请": "首次", "换领": "换领", "残损": "残损", "损坏": "残损", "补领": "补领",
        "挂失": "补领", "遗失": "补领", "补换领": "补领 换领", "变更": "变更", "更正": "更正", "注销": "注销", "撤销": "注销",
        "延续": "延续", "延期": "延续", "续期": "延续", "转移": "转移", "抵押": "抵押", "预告": "预告", "查封": "查封", "开业": "开业",
        "歇业": "歇业", "停业": "停业", "年检": "年检", "年审": "年检", "迁入": "迁入", "迁出": "迁出", "转入": "转入", "转出": "转出",
        "减免": "减免", "退费": "退费", "退税": "退费", "提取": "提取", "缴存": "缴存", "封存": "封存", "启封": "启封", "迁移": "迁移",
        "恢复": "恢复", "暂停": "停业", "终止": "注销", "解除": "解除",
    },
    "person": {
        "申请人": "本人", "本人": "本人", "法定代表人": "法定代表人", "负责人": "负责人", "经办人": "经办人", "代理人": "代理人", "委托人": "委托人", "监护人": "监护人",
        "被监护人": "被监护人", "配偶": "配偶", "夫妻双方": "本人 配偶", "夫妻": "本人 配偶", "父母双方": "父 母", "父母": "父 母", "父亲": "父",
        "母亲": "母", "子女": "子女", "孩子": "子女", "儿童": "子女", "新生儿": "子女", "户主": "户主", "房东": "房东", "房主": "房东",
        "出租人": "房东", "出租方": "房东", "业主": "房东", "产权人": "房东", "承租人": "承租人", "承租方": "承租人", "买方": "买方",
        "买受人": "买方", "卖方": "卖方", "出卖人": "卖方", "收养人": "收养人", "被收养人": "被收养人", "送养人": "送养人", "股东": "股东",
        "投资人": "投资人", "合伙人": "合伙人", "男方": "男方", "女方": "女方", "死者": "死者", "死亡人员": "死者", "被继承人": "死者",
        "逝者": "死者", "继承人": "继承人", "受益人": "受益人", "被投靠人": "被投靠人", "投靠人": "投靠人", "担保人": "担保人",
        "保证人": "担保人", "财务人员": "财务人员", "安全管理人员(?=资格)": "安全管理人员", "安全生产管理人员(?=资格)": "安全管理人员", "办税人员": "办税人员", "抵押人": "抵押人", "抵押权人": "抵押权人", "技术负责人": "技术负责人",
        "董事": "董事", "监事": "监事", "祖父母": "祖父母", "共有人": "共有人", "赡养人": "赡养人", "联系人": "联系人",
    },
    "place": {
        "国境外": "国外 香港 澳门 台湾", "境外": "国外 香港 澳门 台湾", "国外": "国外", "外国": "国外",
        "留学": "国外", "外籍": "国外", "港澳台": "香港 澳门 台湾", "港澳": "香港 澳门", "香港": "香港", "澳门": "澳门", "台湾": "台湾",
        "内地": "内地", "境内": "内地", "国内": "内地", "国际": "国外",
    },
    "level": {
        "研究生": "硕士 博士", "博士": "博士", "硕士": "硕士", "学士": "学士", "本科": "本科", "大专": "大专", "专科": "大专", "中专": "中专",
        "高中": "高中", "初中": "初中", "小学": "小学", "幼儿园": "幼儿园", "中小学": "小学 初中 高中", "成人": "成人", "自考": "自考",
        "大学": "本科 大专", "高校": "本科 大专 硕士 博士",
    },
    "rank": {
        "初级": "初级", "中级": "中级", "高级": "高级", "助理": "助理", "1级": "一级", "2级": "二级", "3级": "三级", "4级": "四级", "6级": "六级",
        "甲级": "甲级", "乙级": "乙级", "丙级": "丙级",
    },
    "insurance": {
        "养老": "养老", "医疗保险": "医疗", "失业": "失业", "工伤": "工伤", "生育": "生育",
    },
    "insured": {
        "职工(?=医疗|养老|基本|社会)": "职工", "城乡居民(?=医疗|养老|基本|社会)": "居民", "居民(?=医疗|养老|基本|社会)": "居民",
        "灵活就业": "灵活就业", "机关事业": "机关",
    },
    "visit": {"门诊": "门诊", "急诊": "急诊", "住院": "住院"},
    "stay": {"入院": "入院", "出院": "出院"},
    "residence": {"城乡": "城市 农村", "城市": "城市", "城镇": "城市", "农村": "农村", "村镇": "农村", "乡村": "农村"},
    "persons": {"单人": "单人", "双人": "双人", "合影": "双人", "全家": "全家"},
    "validity": {"临时": "临时", "长期": "长期", "正式": "正式", "暂住": "临时", "永久": "永久"},
    "subject": {"个人(?!所得)": "个人", "单位": "单位", "家庭": "家庭"},
    "house": {
        "商品房": "商品房", "二手房": "二手房", "公租房": "公租房", "廉租房": "廉租房", "经济适用房": "经济适用房", "安置房": "安置房",
        "回迁房": "安置房", "自建房": "自建房", "集资房": "集资房", "房改房": "房改房", "保障性住房": "公租房 廉租房 经济适用房", "公房": "公房",
        "宅基地": "宅基地", "商铺": "商铺", "厂房": "厂房", "摊位": "摊位", "车位": "车位", "车库": "车位",
    },
    "vehicle": {"新车": "新车", "二手车": "二手车", "电动自行车": "电动自行车", "摩托车": "摩托车"},
    "trade": {"进出口": "进口 出口", "进口": "进口", "出口": "出口", "国产": "国产"},
    "activity": {  # of which a licence is
        f"{word}(?={_LICENSED})": said
        for word, said in {
            "生产经营": "生产 经营", "生产": "生产", "经营": "经营", "加工": "加工", "批发": "批发", "零售": "零售", "人工繁育": "繁育",
            "驯养繁殖": "繁育", "经营利用": "利用", "购买": "购买",
        }.items()
    },
    "child": {"1孩": "一孩", "2孩": "二孩", "3孩": "三孩", "再生育": "再生育", "独生子女": "独生子女"},
    "owner": {"国有": "国有", "集体": "集体", "私有": "私有"},
    "time": {"年度": "年度", "月度": "月度", "季度": "季度"},
    "entity": {
        "企业": "公司 合伙企业 独资企业 分公司", "公司": "公司", "合伙企业": "合伙企业", "个人独资企业": "独资企业", "个体工商户": "个体工商户",
        "分公司": "分公司", "总公司": "公司", "合作社": "合作社", "事业单位": "事业单位", "社会团体": "社会团体", "民办非企业": "民办非企业", "基金会": "基金会",
    },
    "goods": {
        "第1类": "一类", "第2类": "二类", "第3类": "三类", "1类": "一类", "2类": "二类", "3类": "三类",
    },
    "certified": {"经公证": "公证", "公证的": "公证"},
    "device": {"锅炉": "锅炉", "电梯": "电梯", "压力容器": "压力容器", "叉车": "叉车", "起重机": "起重机"},
}  # fmt: skip
_MEANING = {
    word.partition("(")[0]: (dimension, frozenset(said.split()))
    for dimension, words in _DIMENSIONS.items()
    for word, said in words.items()
}
_WORD = regex(
    "|".join(
        sorted(
            (word for words in _DIMENSIONS.values() for word in words),
            key=lambda word: len(word.partition("(")[0]),
            reverse=True,
        )
    )
)
_UNSAID = {"person": frozenset({"本人"}), "subject": frozenset({"个人"})}
"""What is meant in a dimension where a name says nothing."""

_ALL_OF = frozenset({"person", "edition", "page", "activity"})
"""Dimensions in which several values are asked for together: 夫妻双方身份证 are two, a 港澳台 one is of any of the three."""

_OF_A_KIND = _DIMENSIONS.keys() - {"person", "act", "subject", "entity", "page"}
"""Dimensions in which a label that says more than its concept's first one names a kind of it: 高中毕业证 of 毕业证书."""

_APART = frozenset({"临时", "国外", "香港", "澳门", "台湾"})
"""What no paper is that does not say so: 临时身份证 is no 身份证."""


class Qualified(msgspec.Struct, frozen=True):
    """A name without the words that tell papers of its kind apart, and what those say."""

    rest: str
    values: Values


@lru_cache(maxsize=50_000)
def qualified(name: str) -> Qualified:
    """`name` in the spelling of `canonical`."""
    values: dict[str, frozenset[str]] = {}
    for found in _WORD.finditer(name):
        dimension, said = _MEANING[found[0]]
        values[dimension] = values.get(dimension, frozenset()) | said
    return Qualified(_WORD.sub("", name), values)


def stand(promise: Values, demand: Values) -> Standing:
    """What the demand's words say compared with the promise's. One that asks for less in one thing and for more in
    another leaves out some of what is promised, and so is narrower."""
    standing: Standing = "same"
    if promise == demand:
        return standing
    for dimension in promise.keys() | demand.keys():
        ours, theirs = promise.get(dimension), demand.get(dimension)
        is_unsaid = (ours or theirs) == _UNSAID.get(dimension) or dimension == "activity"
        if ours == theirs or (is_unsaid and None in (ours, theirs)):
            continue
        if ours is not None and theirs is not None and not ours & theirs:
            return "different"
        is_covered = theirs is None or (
            ours is not None and (ours >= theirs if dimension in _ALL_OF else ours <= theirs)
        )
        if not is_covered:
            standing = "narrower"
        elif standing == "same":
            standing = "broader"
    return standing


def of_a_label(label: Values, first: Values, name: str) -> Values:
    """What a label of a concept says where its first label says `first`: what that one says goes without saying."""
    values = {dimension: said for dimension, said in {**first, **label}.items() if dimension in _OF_A_KIND}
    return values | {"certified": frozenset({"公证"})} if "公证" in name else values


def is_apart(values: Values) -> bool:
    """Whether a paper that says so is none of those that do not."""
    return any(_APART & said for said in values.values())


def other(promise: Values, demand: Values, name: str) -> str | None:
    """`name`, the demand's, with another value in the first dimension of which the promise says nothing or more."""
    for dimension, said in demand.items():
        ours = promise.get(dimension)
        if ours == said:
            continue
        words = {word: means for word, (where, means) in _MEANING.items() if where == dimension}
        written = max((word for word in words if word in name), key=len, default=None)
        if written is None:
            continue
        for word, means in words.items():
            if not means & said and (ours is None or means <= ours):
                return name.replace(written, word)  # 正本正本证 says it twice
    return None
