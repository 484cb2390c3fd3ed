"""A guide: the promise. Each line declares one element; see guidelint.model.elements."""

from typing import Annotated

from msgspec import Meta, field
from msgspec.structs import force_setattr, replace

from guidelint.model.elements import element
from guidelint.model.material import Material
from guidelint.model.procedure import (
    Circumstance,
    Fee,
    FeeItem,
    OtherLimit,
    SpecialProcedure,
    Step,
    TimeLimit,
    Window,
)
from guidelint.model.schema_types import MANY, Date, Extensible, Given, Id, List, Region, Words
from guidelint.model.service import (
    Appointment,
    Contact,
    Delivery,
    LegalBasis,
    Online,
    Published,
    Question,
    Remedy,
    Result,
)

Code = Annotated[str, Meta(pattern=r"^[0-9A-Za-z][0-9A-Za-z-]{0,63}$(?!\n)")]


class Guide(Extensible, frozen=True, gc=False):
    """One published service item at one authority."""

    id: Annotated[Id, element("指南标识", names=("指南编号", "标识"))]
    title: Annotated[
        Words,
        element(
            "事项名称",
            names=(
                "政务服务事项名称",
                "政务服务事项",
                "办理事项",
                "办事事项",
                "事项",
                "办理项名称",
                "业务办理项名称",
                "服务事项名称",
                "事务名称",
                "指南名称",
            ),
        ),
    ]
    materials: Annotated[
        tuple[Material, ...],
        MANY,
        element(
            "申请材料",
            names=(
                "办理材料",
                "申报材料",
                "提交材料",
                "所需材料",
                "材料清单",
                "申请材料目录",
                "申请材料清单",
                "办理所需证件",
                "应提交材料",
                "需提交材料",
                "需要提交的材料",
                "材料信息",
                "材料目录",
                "申请所需材料",
            ),
        ),
    ]
    code: Annotated[
        Given[Code],
        element(
            "实施编码",
            names=("事项实施编码", "政务服务事项实施编码", "实施清单编码", "事项编码", "事项代码", "权力编码"),
        ),
    ] = None
    catalog_code: Annotated[Given[Code], element("基本编码")] = None
    handle_code: Annotated[Given[Code], element("业务办理项编码")] = None
    region: Annotated[
        Given[Region],
        element("行政区划代码", names=("行政区划编码", "区划代码", "行政区划"), about="GB/T 2260, quoted; 6, 9 or 12 digits"),
    ] = None  # fmt: skip
    item_type: Annotated[
        Given[Words],
        element(
            "事项类型",
            names=("事项类别", "权力类型"),
            usual=("行政许可", "行政处罚", "行政强制", "行政征收", "行政给付", "行政检查", "行政确认", "行政奖励", "行政裁决", "其他", "公共服务"),
        ),
    ] = None  # fmt: skip
    authority: Annotated[
        Given[Words],
        element("实施主体", names=("实施主体名称", "实施机构", "实施部门", "办理单位", "办理部门", "主管部门", "责任单位", "办事机构", "受理机构", "责任部门", "部门名称", "办理主体")),
    ] = None  # fmt: skip
    authority_code: Annotated[Given[Code], element("实施主体编码")] = None
    authority_type: Annotated[
        Given[Words], element("实施主体性质", usual=("法定机关", "授权组织", "受委托组织", "其他"))
    ] = None
    level: Annotated[
        Given[Words],
        element("行使层级", usual=("国家级", "省级", "市级", "县级", "镇(乡、街道)", "村(社区)", "分级管理")),
    ] = None
    power_source: Annotated[
        Given[Words],
        element("权力来源", usual=("法定本级行使", "上级下放", "上级授权", "同级授权", "上级委托", "同级委托")),
    ] = None
    entrusted: Annotated[Given[Words], element("委托部门", none=True)] = None
    joint_authorities: Annotated[
        List, element("联办机构", names=("联办部门",), notice="联办机构", split=True, none=True)
    ] = ()
    halls: Annotated[
        List, element("政务服务中心", names=("政务大厅", "办事大厅", "办理大厅", "受理大厅", "大厅"), split=True)
    ] = ()
    place: Annotated[
        Given[Words],
        element("办理地点", names=("办理地址", "办公地址", "受理地点", "受理地址", "具体地址", "办公地点")),
    ] = None
    hours: Annotated[Given[Words], element("办理时间", names=("办公时间", "工作时间", "受理时间"))] = None
    windows: Annotated[
        tuple[Window, ...], MANY, element("办理窗口", names=("窗口信息", "办理网点", "受理窗口"), notice="窗口")
    ] = ()
    audience: Annotated[
        List,
        element(
            "服务对象",
            names=("办理对象", "面向对象", "服务对象类型", "适用对象", "申请对象", "服务对象分类"),
            split=True,
            usual=("自然人", "企业法人", "事业法人", "社会组织法人", "行政机关", "其他组织"),
        ),
    ] = ()
    case_type: Annotated[
        Given[Words], element("办件类型", names=("办理类型",), notice="办件类型", usual=("即办件", "承诺件", "其他"))
    ] = None
    channels: Annotated[
        List,
        element(
            "办理形式",
            notice="怎么办",
            split=True,
            names=("办理方式",),
            usual=("窗口", "电脑端网上", "移动端", "快递", "其他"),
        ),
    ] = ()
    scope: Annotated[
        Given[Words],
        element(
            "通办范围",
            names=("办理范围", "跨域通办范围"),
            notice="通办范围",
            none=True,
            usual=("全国", "跨省", "跨市", "跨县"),
        ),
    ] = None
    quota: Annotated[Given[Words], element("数量限制", notice="数量限制", none=True)] = None
    conditions: Annotated[
        List, element("受理条件", names=("申请条件", "办理条件", "申报条件", "准予批准的条件", "办事条件"), none=True)
    ] = ()
    circumstances: Annotated[
        tuple[Circumstance, ...],
        MANY,
        element("情形", about="To which the `when` of a material, a step or a fee refers by id"),
    ] = ()
    material_notes: Annotated[List, element("申请材料说明", notice="材料说明", none=True)] = ()
    steps: Annotated[
        tuple[Step, ...],
        MANY,
        element("办理流程", names=("办理程序", "办事流程", "审批流程", "审核程序", "流程", "办理步骤", "办理环节信息")),
    ] = ()
    procedure: Annotated[
        Given[Words], element("办理流程说明", names=("流程说明", "办理流程图", "办理流程"), notice="办理流程")
    ] = None
    time_limit: Annotated[Given[TimeLimit], element("办结时限")] = None
    other_limits: Annotated[tuple[OtherLimit, ...], MANY, element("其他时限", notice="其他时限")] = ()
    special_procedures: Annotated[
        tuple[SpecialProcedure, ...], MANY, element("特别程序", names=("特殊环节", "特别程序要素"), notice="不计入时限")
    ] = ()
    fee: Annotated[Given[Fee], element("收费")] = None
    fees: Annotated[
        tuple[FeeItem, ...], MANY, element("收费项目", names=("收费项目信息", "收费情况"), notice="收费项目")
    ] = ()
    visits: Annotated[
        Given[Annotated[int, Meta(ge=0, le=99)]],
        element(
            "到办事现场次数",
            names=(
                "到现场次数",
                "跑动次数",
                "最多跑动次数",
                "到办事窗口的最少次数",
                "现场次数",
                "到场次数",
                "办事现场次数",
            ),
        ),
    ] = None
    visit_reason: Annotated[
        Given[Words],
        element(
            "必须现场办理原因",
            notice="为什么要到现场",
            names=("必须现场办理原因说明", "办理现场办理原因说明", "必须到现场原因"),
            none=True,
        ),
    ] = None
    outcome: Annotated[Given[Result], element("审批结果")] = field(default=None, name="result")
    online: Annotated[Given[Online], element("网上办理", notice="网上办理")] = None
    appointment: Annotated[Given[Appointment], element("预约办理", notice="预约")] = None
    delivery: Annotated[Given[Delivery], element("快递", notice="快递")] = None
    self_service: Annotated[
        Given[bool], element("是否支持自助终端办理", names=("是否支持终端办理", "自助终端办理"), notice="自助终端")
    ] = None
    in_hall: Annotated[Given[bool], element("是否进驻政务大厅", names=("是否进驻大厅", "进驻政务大厅"))] = None
    intermediary: Annotated[
        Given[Words], element("中介服务", names=("中介服务事项",), notice="中介服务", none=True)
    ] = None
    topics: Annotated[List, element("主题分类", split=True)] = ()
    related: Annotated[
        tuple[Id, ...], element("关联事项", split=True, about="Items to be done before or after (一件事)")
    ] = ()
    consultation: Annotated[Given[Contact], element("咨询方式", names=("咨询", "咨询途径", "联系"))] = None
    complaint: Annotated[
        Given[Contact], element("监督投诉方式", names=("监督投诉", "投诉", "监督", "监督投诉渠道"))
    ] = None
    reconsideration: Annotated[Given[Remedy], element("行政复议", notice="行政复议")] = None
    litigation: Annotated[Given[Remedy], element("行政诉讼", notice="行政诉讼")] = None
    questions: Annotated[
        tuple[Question, ...],
        MANY,
        element("常见问题", names=("常见问题解答", "问题解答", "常见问答"), notice="常见问题"),
    ] = ()
    basis: Annotated[
        List, element("设定依据", notice="设定依据", names=("法律依据", "办理依据", "政策依据", "实施依据", "法定依据", "行使依据", "设立依据"), about="In words; legal_basis has name, number and article apart")
    ] = ()  # fmt: skip
    legal_basis: Annotated[
        tuple[LegalBasis, ...], MANY, element("设定依据条款", names=("设定依据信息",), notice="设定依据条款")
    ] = ()
    notes: Annotated[List, element("填报须知", names=("填写须知", "填报说明", "备注", "说明"), none=True)] = ()
    version: Annotated[Given[Words], element("事项版本")] = None
    status: Annotated[Given[Words], element("事项状态", usual=("在用", "暂停", "取消"))] = None
    effective: Annotated[Given[Date], element("计划生效日期", names=("生效日期",))] = None
    cancelled: Annotated[Given[Date], element("计划取消日期", names=("取消日期",))] = None
    published: Annotated[Given[Published], element("发布信息")] = None
    is_illustration: Annotated[bool, element("演示", about="true for a guide that nobody published")] = field(
        default=False, name="illustration"
    )

    def __post_init__(self) -> None:
        if self.circumstances:
            # Whoever reads the guide reads the circumstance in words, however a line refers to it.
            words = {one.id: one.name for one in self.circumstances if one.id is not None}
            for lines in ("materials", "steps", "fees"):
                told = (replace(one, when=words.get(one.when, one.when)) for one in getattr(self, lines))
                force_setattr(self, lines, tuple(told))

    @property
    def district(self) -> str | None:
        """The six digits of GB/T 2260 with which longer codes of a region begin."""
        return self.region[:6] if self.region is not None else None

    @property
    def statutory_limit(self) -> str | None:
        return self.time_limit.statutory if self.time_limit is not None else None

    @property
    def promised_limit(self) -> str | None:
        return self.time_limit.promised if self.time_limit is not None else None

    @property
    def charged(self) -> bool | None:
        return self.fee.charged if self.fee is not None else None

    @property
    def amount(self) -> str | None:
        return self.fee.amount if self.fee is not None else None

    @property
    def result(self) -> str | None:
        return self.outcome.name if self.outcome is not None else None

    @property
    def url(self) -> str | None:
        return self.published.url if self.published is not None else None

    @property
    def updated(self) -> str | None:
        return self.published.updated if self.published is not None else None
