"""The noun that a document's name ends in, and what it says of two names that end in different ones."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

import msgspec

from guidelint.model.regex import regex

Fit = Literal["same", "narrower", "broader", "open", "different"]

# By family and head, the words that people write for one head. A head is wide where other papers of the family, or of
# any, go by its name: 缴费凭证 may be an invoice, 收入证明材料 anything.
_FAMILIES: Mapping[str, Mapping[str, str]] = {
    "材料": {
        "材料": "材料 资料 文件 手续 证据 证明材料 证明文件 证明资料 证据材料 凭证材料 说明材料 文件材料 证件材料 相关材料 相关证明 有效证明文件 证明手续",
    },
    "证明": {
        "证明": "证明 证明书 证明信 证明函 证明表 证明单 确认书 确认函 确认单",
        "公证书": "公证书 公证 公证文书",
        "认证书": "认证书 认证 认证证书 认证报告",
        "鉴定书": "鉴定书 鉴定意见 鉴定意见书 鉴定结论 鉴定表 鉴定结论书 鉴定报告",
        "认定书": "认定书 认定证明 责任认定书",
    },
    "证照": {
        "证书": "证 证书 证件 证照 证书证件",
        "许可证": "许可证 许可证书 许可 许可证件",
        "执照": "执照 营业执照",
        "护照": "护照",
        "登记证": "登记证 登记证书",
        "合格证": "合格证 合格证书 合格证明",
        "资格证": "资格证 资格证书",
        "卡": "卡",
        "本": "本 簿 册 手册",
        "标志": "标志 标识 号牌 牌照",
    },
    "合同": {"合同": "合同 合同书 协议 协议书 契约 合约 合同协议 协议合同"},
    "申请表": {
        "申请表": "申请表 申请书 申请单 申请函 申报表 申报书 申领表 申领书 申请审批表 申请登记表 申领登记表 申请审核表 申请审批书 呈报表 申请报告 申请 书面申请 申请表格 申办表",
        "登记表": "登记表 信息表 情况表 采集表 登记单 信息采集表 信息登记表",
        "登记卡": "登记卡",
        "审批表": "审批表 审核表 核定表 审查表 核准表 认定表 评定表 鉴定审批表",
        "备案表": "备案表 备案登记表 备案书",
        "报名表": "报名表",
        "表": "表 表格",
    },
    "票据": {
        "凭证": "凭证 凭据 缴费证明 缴纳证明 付款证明 支付证明",
        "票据": "票据 单据 收费票据",
        "发票": "发票 税票 电子发票 增值税发票",
        "收据": "收据 收条 收款收据",
        "单": "缴费单 缴款单 缴款书 账单 费用单",
        "回单": "回单 回执 凭条 转账记录",
        "小票": "小票",
    },
    "清单": {
        "清单": "清单 目录 一览表 汇总表",
        "明细": "明细 明细单 明细表 流水 流水单 对账单 流水账单 交易明细",
        "名册": "名册 花名册 名单",
        "记录": "记录 记录单",
    },
    "报告": {
        "报告": "报告 报告书 报告单 报告表",
        "检查单": "检查单 检验单 化验单 检测单",
        "诊断书": "诊断书 诊断证明 诊断证明书",
    },
    "批文": {
        "批复": "批复 批复文件 批文 批准文件 批准书 批准证书 审批文件 批准手续 审批意见",
        "决定书": "决定书 决定 许可决定书",
        "意见书": "意见书 意见 审查意见 审查意见书 审核意见 审核意见书",
        "通知书": "通知书 通知 通知单 告知书 告知单",
        "合格书": "合格书",
    },
    "文书": {
        "判决书": "判决书 判决",
        "裁定书": "裁定书 裁定",
        "调解书": "调解书",
        "裁决书": "裁决书 裁决",
        "法律文书": "法律文书 司法文书 裁判文书",
    },
    "声明": {
        "承诺书": "承诺书 承诺函 承诺 保证书 保证函 责任书",
        "声明书": "声明书 声明 具结书",
        "同意书": "同意书 同意函 同意意见 同意书面意见 书面同意 书面同意意见 同意声明 知情同意书",
        "说明": "说明 情况说明 说明书 说明函",
        "委托书": "委托书 授权书 授权委托书 委托授权书 委托函 授权函",
    },
    "照片": {"照片": "照片 相片 照 像片 近照 彩照", "合影": "合影 合影照片 合照", "影像": "影像 影像资料 视频 光盘"},
    "图": {"图": "图 图纸 示意图 平面图 图件"},
    "病历": {"病历": "病历 病历资料 病历本 病案 病历材料 医疗文书", "小结": "小结", "处方": "处方 处方笺"},
    "档案": {"档案": "档案 档案材料 底册 底档"},
    "方案": {"方案": "方案 计划 计划书 预案 规划", "制度": "制度 规程 规章制度 管理制度 章程 办法"},
    "决议": {"决议": "决议 决定书面 会议纪要 会议记录"},
    "函": {"函": "函 公函 介绍信 推荐函 推荐信 介绍函"},
    "公告": {"公告": "公告 登报公告 公示"},
    "简历": {"简历": "简历 履历表"},
    "保单": {"保单": "保单 保险单 保险凭证"},
}
_WORDS = {
    word: (family, head)
    for family, heads in _FAMILIES.items()
    for head, words in heads.items()
    for word in words.split()
}
_AT_END = regex("(?:" + "|".join(sorted(_WORDS, key=len, reverse=True)) + ")$")

_OFFICIAL = frozenset({"证照", "合同", "申请表", "批文", "文书", "方案", "图"})
"""Families whose papers go by names of their own: two with nothing in common are two papers."""

OF_THE_ITEM = frozenset({"申请表", "票据", "清单", "照片", "声明"})
"""Families in which the short name means the item's own paper: 申请表, 缴费凭证."""

_FITS: Mapping[tuple[str, str], Fit] = {
    ("凭证", "票据"): "narrower", ("凭证", "发票"): "narrower", ("凭证", "收据"): "narrower", ("凭证", "回单"): "narrower",
    ("凭证", "单"): "open", ("票据", "发票"): "narrower", ("票据", "收据"): "narrower", ("发票", "收据"): "different",
    ("证书", "许可证"): "open", ("证书", "资格证"): "open", ("证书", "合格证"): "open", ("证书", "登记证"): "open",
    ("证书", "执照"): "open", ("照片", "合影"): "different", ("判决书", "裁定书"): "different",
    ("判决书", "调解书"): "different", ("裁定书", "调解书"): "different", ("法律文书", "判决书"): "narrower",
    ("法律文书", "裁定书"): "narrower", ("法律文书", "调解书"): "narrower", ("法律文书", "裁决书"): "narrower",
    ("承诺书", "委托书"): "different", ("承诺书", "同意书"): "different", ("同意书", "委托书"): "different",
    ("说明", "委托书"): "different", ("声明书", "委托书"): "different", ("方案", "制度"): "different", ("说明", "本"): "open",
    ("病历", "小结"): "narrower", ("病历", "处方"): "narrower", ("表", "申请表"): "narrower", ("表", "登记表"): "narrower",
    ("表", "审批表"): "narrower", ("表", "备案表"): "narrower", ("表", "报名表"): "narrower",
}  # fmt: skip
_NEAR = {frozenset(pair) for pair in (
    ("证明", "证照"), ("证明", "票据"), ("证明", "报告"), ("证明", "清单"), ("证明", "批文"), ("证明", "声明"), ("证明", "函"),
    ("证明", "病历"), ("证明", "档案"), ("证照", "批文"), ("票据", "清单"), ("证照", "申请表"), ("申请表", "声明"),
    ("报告", "申请表"), ("报告", "病历"), ("报告", "批文"), ("证照", "报告"), ("批文", "函"), ("证明", "文书"), ("证明", "申请表"),
    ("清单", "档案"), ("票据", "保单"), ("公告", "声明"), ("报告", "证明"), ("文书", "批文"), ("决议", "批文"),
)}  # fmt: skip
"""Families whose papers can be one under two names where the rest of the names is the same: 备案表 and 备案证明."""


class Head(msgspec.Struct, frozen=True):
    """`word` as written, the head it stands for, and the family of that. All empty where a name ends in no known noun."""

    word: str = ""
    head: str = ""
    family: str = ""


@lru_cache(maxsize=50_000)
def head_of(name: str) -> Head:
    found = _AT_END.search(name)
    return Head(found[0], *reversed(_WORDS[found[0]])) if found else Head()


@lru_cache(maxsize=4_096)  # more than there are pairs of heads that are used
def fit(promise: Head, demand: Head) -> Fit:
    """How papers of the demand's head stand to those of the promise's, where the rest of their names is the same."""
    if promise.head == demand.head or (_is_proof(promise) and _is_proof(demand)):
        return "same"
    if promise.head == "材料" and demand.head:
        return "narrower"
    if demand.head == "材料" and promise.head:
        return "broader"
    if (found := _FITS.get((promise.head, demand.head))) is not None:
        return found
    if (found := _FITS.get((demand.head, promise.head))) is not None:
        return {"narrower": "broader", "broader": "narrower"}.get(found, found)  # type: ignore[return-value]
    if not promise.head or not demand.head or promise.family == demand.family:
        return "open"
    return "open" if frozenset((promise.family, demand.family)) in _NEAR else "different"


def _is_proof(head: Head) -> bool:
    """证明材料 and 证明文件 are 证明 written in full."""
    return head.head == "证明" or (head.head == "材料" and head.word.startswith("证明"))


def is_official(head: Head) -> bool:
    return head.family in _OFFICIAL
