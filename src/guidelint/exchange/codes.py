"""Code tables of the sources, each by itself: the same code means different things in different systems.

Sources: B is GB/T 39046-2020, annex A. The lists of the national exchange tables are those that management front ends
for these tables offer; where B numbers otherwise, the note says so. GX is the list in the program that reads the Guangxi
interface (ApproveEnum), GD what was found in Guangdong's data beside the *_TEXT twins of its codes.
"""

from collections.abc import Mapping

Codes = Mapping[str, str]

YES_NO: Codes = {"1": "是", "0": "否"}  # B

ITEM_TYPE: Codes = {  # B, A.1
    "01": "行政许可", "02": "行政处罚", "03": "行政强制", "04": "行政征收", "05": "行政给付", "06": "行政检查",
    "07": "行政确认", "08": "行政奖励", "09": "行政裁决", "10": "其他", "20": "公共服务",
}  # fmt: skip
ITEM_TYPE_GD: Codes = {**ITEM_TYPE, "20": "其他行政权力", "21": "公共服务"}  # GD

LEVEL: Codes = {  # B, A.2
    "1": "国家级", "2": "省级", "3": "市级", "4": "县级", "5": "镇(乡、街道)", "6": "村(社区)", "7": "分级管理",
}  # fmt: skip

AUTHORITY_TYPE: Codes = {"1": "法定机关", "2": "授权组织", "3": "受委托组织", "9": "其他"}  # B, A.3

POWER_SOURCE: Codes = {  # front ends of the national tables
    "1": "法定本级行使", "2": "上级下放", "3": "上级授权", "4": "同级授权", "5": "上级委托", "6": "同级委托",
}  # fmt: skip

AUDIENCE: Codes = {  # B, A.4
    "1": "自然人", "2": "企业法人", "3": "事业法人", "4": "社会组织法人", "5": "行政机关", "6": "其他组织",
}  # fmt: skip
AUDIENCE_GX: Codes = {  # GX: 5, 6 and 9 are not those of B
    "1": "自然人", "2": "企业法人", "3": "事业法人", "4": "社会组织法人", "5": "非法人企业", "6": "行政机关", "9": "其他组织",
}  # fmt: skip

CHANNEL: Codes = {"1": "窗口", "2": "电脑端网上", "3": "移动端", "4": "快递", "9": "其他"}  # B, A.5

CASE_TYPE: Codes = {"1": "即办件", "2": "承诺件", "9": "其他"}  # B, A.6

STATUS: Codes = {"1": "在用", "2": "暂停", "3": "取消"}  # front ends of the national tables; 1 in GX and GD too

DAY_UNIT: Codes = {"1": "个工作日", "2": "天", "3": "个月", "4": "年"}  # GX; B has words
DAY_WORDS: Codes = {
    "工作日": "个工作日",
    "自然日": "个自然日",
    "天": "天",
    "日": "天",
    "月": "个月",
    "年": "年",
    "小时": "小时",
}

SCOPE: Codes = {  # front ends of the national tables; B has 全国, 跨省, 跨市, 跨县 without numbers
    "1": "全国", "2": "全省", "3": "全市", "4": "全县", "5": "全镇(乡、街道)", "6": "跨村(社区)",
}  # fmt: skip

RESULT_TYPE: Codes = {"10": "证照", "20": "批文", "30": "其他", "99": "其他"}  # GD; 99 in GX

NECESSITY: Codes = {"1": "必要", "2": "非必要", "3": "容缺后补"}  # GX, GD

FORM: Codes = {"1": "原件", "2": "复印件", "3": "原件和复印件"}  # GX: material_type
CATEGORY: Codes = {"1": "证件证书证明", "2": "申请表格文书", "3": "其他"}  # GD: MATERIAL_TYPE

MEDIUM: Codes = {  # GX, GD; the words are those of front ends
    "1": "纸质", "2": "电子", "3": "纸质或电子", "纸质/电子化": "纸质或电子", "电子化": "电子", "电子版": "电子", "纸质/电子": "纸质或电子",
}  # fmt: skip

SOURCE: Codes = {
    "10": "申请人自备",
    "20": "政府部门核发",
    "30": "中介机构出具",
    "99": "其他",
}  # GD, GX; 30 on Beijing's pages

ONLINE_DEPTH: Codes = {  # a loader of the national tables; GX has such values
    "1": "互联网咨询", "2": "收件", "3": "预审", "4": "受理", "6": "结果反馈", "9": "其他",
}  # fmt: skip

SPECIAL: Codes = {"1": "延长审批", "2": "其他", "9": "其他"}  # B, A.7 has 1 and 2; GX writes 9 for another one
