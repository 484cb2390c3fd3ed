"""Words that name a person, also such as no list has: 食品安全管理人员, 拟聘用驾驶员."""

from guidelint.language.phrase.tokens import is_holder
from guidelint.model.regex import regex

_PERSON = regex(
    r"(?:人|人员|[^记读]者|[理监董]事|学员|人士|[驾司]驶?员|机员|主任|校长|院长|村民|居民|婴儿|幼儿|儿童|孩子|配偶|(?<![地东西南北前后对官])方|父母|子女|业主|户主|房主|车主|股东|演员|双方|一方|成员|职工|员工|学生|家长|军人|老人|"
    r"(?:施工|建设|勘察|设计|勘察设计|监理|申报|主办|运营|产权|经营|代建|检测|使用|所属|隶属|取水|排污|注册|申请)(?:单位|企业)|分支机构|分公司|隶属企业)$"
)
_CALLINGS = ("教师", "医师", "护士", "律师", "校长", "医生")
_LONGEST = 6  # characters
_NO_PERSON = regex(
    r"(?:自然|证)人$|^[单双]人$|非.*人员$|无配偶$|认为|机关|部门|证明|^为|^对|^将|^因|^在|^经(?!营|济|办)|^能|^确定|^同意|^接收|占|^包含|为(?!人)|是否"
)
# After a person these make the person part of the name: 股东会决议, 子女情况声明, 成员名册.
_OF_THE_NAME = regex(
    r"会(?!计)|大会|情况|名册|名单|花名册|关系|信息|登记|代表|变更|身份证件号码|之间|基本|数|占|资格(?!证)|无配偶|健康检查"
    r"|丧失|死亡|放弃|参加|缴纳|取得|变更|领取|从事|履行|办理(?!人)|签订|社会保险关系|工资表|劳动合同"
)


def is_person(words: str, *, of: bool = False) -> bool:
    """Whether the words name a person; `of` tells that 的 follows, so that 教师 is one as well and not the 教师资格证书."""
    return (
        is_holder(words)
        or (of and words.endswith(_CALLINGS) and len(words) <= 12)
        or (
            1 < len(words) <= 24
            and bool(_PERSON.search(words, max(0, len(words) - _LONGEST)))
            and not _NO_PERSON.search(words)
        )
    )


def belongs_to_name(normal: str, at: int) -> bool:
    """Whether the words at a place make the person before them a part of the document's name."""
    return _OF_THE_NAME.match(normal, at) is not None
