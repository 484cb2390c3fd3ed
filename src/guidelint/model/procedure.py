"""How an item is handled: steps, windows, circumstances, limits and fees. Each line declares one element."""

from typing import Annotated

from guidelint.model.elements import element
from guidelint.model.schema_types import FileModel, Given, Id, List, Words


class Presence(FileModel, frozen=True, gc=False):
    """Who has to come, and what is allowed instead."""

    who: Annotated[Words, element("到场人")]
    alternatives: Annotated[List, element("替代方式", split=True)] = ()


class Step(FileModel, frozen=True, gc=False):
    """One step of the procedure; `when` is the circumstance in which it is taken, None meaning always."""

    name: Annotated[Words, element("环节名称", names=("环节", "办理环节", "步骤", "流程环节", "办理步骤名称"))]
    who: Annotated[Given[Words], element("办理人员")] = None
    limit: Annotated[Given[Words], element("办理时限", names=("环节时限", "环节办理时限"))] = None
    standard: Annotated[Given[Words], element("审查标准")] = None
    result: Annotated[Given[Words], element("办理结果")] = None
    when: Annotated[Given[Words], element("环节情形", about="id or words of a circumstance; absent means always")] = (
        None
    )
    uses: Annotated[List, element("使用材料", about="Names of materials that this step looks at")] = ()
    presence: Annotated[Given[Presence], element("到场要求")] = None
    verifies: Annotated[Given[Words], element("核查内容")] = None
    dispute: Annotated[Given[Words], element("异议渠道")] = None


class Circumstance(FileModel, frozen=True, gc=False):
    """A declared circumstance (情形), to which the `when` of a material, a step or a fee refers by its id."""

    name: Annotated[Words, element("情形名称")]
    id: Annotated[Given[Id], element("情形标识")] = None
    parent: Annotated[Given[Id], element("上级情形")] = None
    notes: Annotated[Given[Words], element("情形描述", none=True)] = None


class Window(FileModel, frozen=True, gc=False):
    """One window that takes the application."""

    name: Annotated[Words, element("窗口名称")]
    address: Annotated[Given[Words], element("窗口地址", notice="地址")] = None
    hours: Annotated[Given[Words], element("窗口办理时间", notice="时间")] = None
    phone: Annotated[Given[Words], element("窗口电话", notice="电话")] = None
    route: Annotated[Given[Words], element("乘车路线", notice="乘车")] = None


class TimeLimit(FileModel, frozen=True, gc=False):
    statutory: Annotated[
        Given[Words],
        element("法定办结时限", names=("法定时限", "法定办理时限", "法定期限", "法定办结期限", "法定办理期限")),
    ] = None
    promised: Annotated[
        Given[Words],
        element("承诺办结时限", names=("承诺时限", "承诺办理时限", "承诺期限", "承诺办结期限", "承诺办理期限")),
    ] = None
    statutory_notes: Annotated[Given[Words], element("法定办结时限说明", none=True)] = None
    promised_notes: Annotated[Given[Words], element("承诺办结时限说明", none=True)] = None


class OtherLimit(FileModel, frozen=True, gc=False):
    """A time limit that is neither the statutory nor the promised one, such as 公示期."""

    name: Annotated[Words, element("时限名称")]
    limit: Annotated[Given[Words], element("时限")] = None
    notes: Annotated[Given[Words], element("时限说明", notice="说明", none=True)] = None


class SpecialProcedure(FileModel, frozen=True, gc=False):
    """What the time limit does not count, such as a hearing or a review by experts."""

    name: Annotated[Words, element("特别程序名称", none=True)]
    limit: Annotated[Given[Words], element("特别程序时限", notice="时限", none=True)] = None
    basis: Annotated[Given[Words], element("特别程序依据", notice="依据", none=True)] = None
    notes: Annotated[Given[Words], element("特别程序说明", notice="说明", none=True)] = None


class Fee(FileModel, frozen=True, gc=False):
    charged: Annotated[bool, element("是否收费", names=("收费", "是否收取费用", "收费标准及依据", "收费标准与依据"))]
    amount: Annotated[Given[Words], element("收费标准", names=("收费金额",))] = None
    basis: Annotated[Given[Words], element("收费依据")] = None


class FeeItem(FileModel, frozen=True, gc=False):
    """One of several fees; `when` is the circumstance in which it is charged, None meaning always."""

    name: Annotated[Words, element("收费项目名称")]
    standard: Annotated[Given[Words], element("收费项目标准", notice="标准")] = None
    basis: Annotated[Given[Words], element("收费项目依据", notice="依据")] = None
    reduction: Annotated[Given[Words], element("允许减免依据", notice="减免", none=True)] = None
    when: Annotated[Given[Words], element("收费情形", about="id or words of a circumstance; absent means always")] = (
        None
    )
    notes: Annotated[Given[Words], element("收费项目备注", notice="备注", none=True)] = None
