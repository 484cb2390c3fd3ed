"""Words that names of documents end in, and words for who issues or owns them."""

from guidelint.model.regex import regex

_NOUN = regex(
    r"(?:证|书|表|证明|材料|(?<![事条])件|(?<![依按参遵对])照|照片|相片|报告|合同|协议|发票|单|卡|图|图纸|函|批复|批文|文号|决议|决定|草案|裁定|裁决|判决|章程|简历|简介|概况|声明|承诺|"
    r"凭证|凭据|票据|资料|说明|记录|意见|簿|簿薄|薄|册|(?<![资成原])本|方案|手续|收据|收条|回执|回单|目录|条款|明细|许可|安排|预案|设置|拓印膜|鉴定|公函|申请|档案|病历|病案|小结|结论|公告|通知|"
    r"信|光盘|U盘|计划|规划|制度|规程|结果|签注|基本情况|单证|样张|样稿|样报|报纸|报刊|样品|样本|样式|存折|流水|清单|名单|名录|护照|执照|牌照|号牌|公证|数据|文书|公报|首页|附件|底单|影像|标本|账号|账户信息|卡号|"
    r"票|帐单|账单|委托|标书|证据|口供|书信|遗嘱|协定|备案|确认|纪要|授权|提纲|大纲|教案|课件|论文|作品|获奖证|铭牌|标签|包装|印模|印鉴|布局|证言|笔录|材料袋)$"
)
_LONGEST = 4  # characters
# A name that ends so needs the words before 的: 解除收养关系的书面协议, 享有合法权益的证明材料.
GENERAL = regex(
    r"(?:书面|使用|说明|证明|证据|相关|有效|合法|原始|其中一种|情况|用地|批准)*(?:证明|证书|材料|文件|资料|协议|协议书|函件|函|公函|决定|意见|意见书|手续|声明|承诺|说明|声明书|承诺书|申请|申请书|报告|批文|凭证|鉴定|证件|文书|证据|单据|票据|合同|批复|授权|材料|目录|文本|图纸|通知|通知书)"
)
BARE = regex(r"的?(?:证明|证据)?(?:材料|资料|文件|手续)")  # names nothing by itself
SUMMARY = regex(
    r"的?(?:证明|证据|说明|支撑性?|支持性?|佐证|辅助|附属|申请|申报|书面|图文|文字|文本|证件|基础|报审|必要的?|相应的?)?(?:材料|资料|文件|手续)"
)
"""What a list is summed up by, without naming a document of its own: 清单、发票等说明材料."""
JOINED = regex(r"文本|凭证|凭据|证据|目录|说明")
"""What names nothing after 及 but shares the words before it: 管理制度目录及文本."""
SORT = regex(r"(?:有关|相关)?(?:证书|单据|单证|票据|报告单|报告|文书|证件|证明)")
INSTITUTION = regex(
    r"(?:单位|部门|机构|机关|政府|医院|法院|学校|院校|大学|公司|企业|银行|使领?馆|公证处|派出所|街道办事处|办事处|(?:村|居)民?委员?会|村\(居\)委会|委员会|社区|中心|[^住场处]所|局|处|大队|支队|联合会|残联|协会|团体|组织|部队|窗口|站|科|室|厅|村|乡|镇)$"
)
_VERBS = regex("进入|参加|办理|前往|^[对向在]")
PHOTOGRAPH = regex(r"(?:照片|相片|(?<![护执牌驾])照)$")
LICENCE = regex(r"(?:证|执照|证书|身份证件|章程|簿|本|卡|代码证|公章|账户|存折|护照|许可)$")
"""Documents that belong to somebody rather than being issued by whom they name."""


def ends_in_noun(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether the words between two places of a text can be the name of a document."""
    end = len(text) if end is None else end
    return _NOUN.search(text, max(start, end - _LONGEST), end) is not None


def is_institution(words: str) -> bool:
    if not 1 < len(words) <= 30 or _VERBS.search(words):
        return False
    return INSTITUTION.search(words, max(0, len(words) - 6)) is not None
