"""Words that stand where an answer belongs and give none: 无, 详见附件, 符合以上条件, 点击下载, 按规定, 同上."""

import re
from functools import lru_cache

from guidelint.language.normalise import normalise
from guidelint.model.regex import regex

_NONE = "[/\\\\—_*.…·?-]+|无|没有|暂无|不涉及|不适用|无要求|无限制|无需|不需要|n/?a|null|none"
"""These deny as well as leave empty: 数量限制 无 is an answer, 办理地点 无 is none."""

_POINTS_ELSEWHERE = (
    "(?:请|可|具体|详情|详细(?:内容|信息)?|内容)*(?:详见|参见|参照|请见|见|查看|参阅|查阅|点击|下载)+(?:此处|这里|该)?"
    "(?:附件|附表|附录|附图|表格|样表|样本|详情|链接|全文|原文|官网|网站|网页|系统|窗口公示|公告|通知|文件|清单|办事指南|指南|"
    "上述|以上|上文|上面|下述|以下|[上下][文表图方页]|下|下载|查看|进入|获取|预览|打印)*[0-9一二三四五六七八九十]*"
)
_AS_PROVIDED = (
    "(?:符合|满足|具备|达到|按照?|依照?|依据|根据|遵照)(?:上述|以上|下列|以下|前述|本|该|有关|相关|国家|法律|法规|法定|规章|政策|、|和|及)*"
    "的?(?:规定|条件|要求|标准|程序|流程)(?:的(?:条件|要求|情形))?的?(?:执行|办理|收取|提供|提交|即可|实施|确定)?"
)
_ASK_THERE = (
    "以(?:窗口|现场|实际|当地|受理|经办|办理|最新|官方|公告|网站|系统|部门|机关|单位|情况)+为准|"
    "(?:请|可|需|详情)*(?:电话|现场|到|向|去)*(?:咨询|询问|联系)(?:窗口|现场|工作人员|受理|经办|办事|大厅|部门|单位|机构|人员|客服)+"
)
_UNFINISHED = "略|同[上前]|如上|待[定补填](?:充|写)?|待(?:完善|更新|公布|确认)|未定|不详|未知|请填写|请输入|空|测试|test|x{2,}|×+|附件[0-9一二三四五六七八九十]*"
_EMPTY = regex(f"(?:{_POINTS_ELSEWHERE}|{_AS_PROVIDED}|{_ASK_THERE}|{_UNFINISHED}|依法办理|按需提供)", re.IGNORECASE)
_DENIAL = regex(f"(?:{_NONE})", re.IGNORECASE)
_MOST = 60  # characters; whatever is longer says something
_ROUND = "\"'()[]<>《》。,;:!、 "


@lru_cache(maxsize=10_000)
def is_placeholder(text: str, *, none: bool = False) -> bool:
    """Whether the words give no answer. `none` tells that a denial is an answer here, as in 数量限制 无."""
    if len(text) > _MOST:
        return False
    bare = normalise(text).text.strip(_ROUND)
    if not bare:
        return True
    return bool(_EMPTY.fullmatch(bare)) or (not none and bool(_DENIAL.fullmatch(bare)))
