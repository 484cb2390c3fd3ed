"""Words that names of documents end in."""

import re

_NOUN = re.compile(
    r"(?:证|书|表|证明|材料|(?<!事)件|(?<![依按参遵对])照|照片|相片|报告|合同|协议|发票|单|卡|图|函|批复|决议|决定|章程|简历|声明|凭证|票据|资料|说明|"
    r"记录|意见|簿|册|本|方案|手续|收据|回执|目录|条款|明细|许可|安排|预案|设置|拓印膜|鉴定|公函|申请|档案|病历|结论|公告|通知|信|光盘|计划|制度|规程|结果|签注|基本情况|单证)$"
)
_LONGEST = 4  # characters
# A name that ends so needs the words before 的: 解除收养关系的书面协议, 享有合法权益的证明材料.
GENERAL = re.compile(
    r"(?:书面|使用|说明|证明|相关)?(?:证明|材料|文件|资料|协议|函件|决定|意见|手续|声明|承诺|说明|声明书)$"
)
BARE = re.compile(r"的?(?:证明|证据)?(?:材料|资料|文件|手续)")  # names nothing by itself
SORT = re.compile(r"(?:有关|相关)?(?:证书|单据|单证|票据|报告单|报告|文书)")


def ends_in_noun(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether the words between two places of a text can be the name of a document."""
    end = len(text) if end is None else end
    return _NOUN.search(text, max(start, end - _LONGEST), end) is not None
