"""Elements of a guide that have elements of their own: contacts, results, online service, legal basis."""

from typing import Annotated

from guidelint.model.elements import element
from guidelint.model.schema_types import Date, FileModel, Given, List, Some, Words


class Contact(Some, frozen=True, gc=False):
    """Where to ask or to complain."""

    phone: Annotated[Given[str], element("电话")] = None
    url: Annotated[Given[str], element("网址")] = None
    place: Annotated[Given[str], element("地址")] = None
    window: Annotated[Given[str], element("窗口")] = None


class Result(FileModel, frozen=True, gc=False):
    name: Annotated[Words, element("审批结果名称", names=("结果名称", "办理结果名称", "办理结果", "审批结果"))]
    type: Annotated[
        Given[Words],
        element("审批结果类型", names=("结果类型", "办理结果类型"), usual=("证照", "批文", "其他")),
    ] = None
    sample: Annotated[Given[str], element("审批结果样本", names=("结果样本", "审批结果样本下载"))] = None
    validity: Annotated[Given[Words], element("结果有效期", names=("有效期", "有效期限"), none=True)] = None


class Online(FileModel, frozen=True, gc=False):
    available: Annotated[Given[bool], element("是否网办", names=("可网上办理", "是否可网上办理"))] = None
    url: Annotated[
        Given[str], element("在线办理网址", notice="网址", names=("网办地址", "计算机端在线办理跳转地址"))
    ] = None
    mobile_url: Annotated[Given[str], element("移动端办理地址", notice="手机办理")] = None
    depth: Annotated[List, element("网上办理深度", names=("网办深度",), notice="能办到", split=True)] = ()
    payment: Annotated[Given[bool], element("是否支持网上支付")] = None


class Appointment(FileModel, frozen=True, gc=False):
    available: Annotated[Given[bool], element("是否支持预约办理", names=("是否预约", "是否支持预约"))] = None
    url: Annotated[Given[str], element("预约网址", notice="网址", names=("预约地址",))] = None
    notes: Annotated[Given[Words], element("预约说明", notice="说明", none=True)] = None


class Delivery(FileModel, frozen=True, gc=False):
    available: Annotated[Given[bool], element("是否支持物流快递", names=("物流快递", "是否快递"))] = None
    address: Annotated[Given[Words], element("邮寄地址")] = None
    notes: Annotated[Given[Words], element("快递说明", notice="说明", none=True)] = None


class Remedy(Some, frozen=True, gc=False):
    """Where and how a decision is contested."""

    notes: Annotated[Given[Words], element("说明")] = None
    authority: Annotated[Given[Words], element("部门")] = None
    address: Annotated[Given[Words], element("地址")] = None
    phone: Annotated[Given[str], element("电话")] = None
    url: Annotated[Given[str], element("网址")] = None


class Question(FileModel, frozen=True, gc=False):
    question: Annotated[Words, element("问题")]
    answer: Annotated[Given[Words], element("答案", names=("解答", "回答", "答复"))] = None


class LegalBasis(FileModel, frozen=True, gc=False):
    """The law, regulation or notice that an item rests on."""

    name: Annotated[Words, element("依据名称", names=("法律法规名称",))]
    number: Annotated[Given[Words], element("依据文号", notice="文号")] = None
    article: Annotated[Given[Words], element("条款号", notice="条款")] = None
    content: Annotated[Given[Words], element("条款内容", notice="内容")] = None


class Published(FileModel, frozen=True, gc=False):
    url: Annotated[Given[str], element("发布网址")] = None
    updated: Annotated[Given[Date], element("更新日期", names=("更新时间", "发布日期"))] = None
