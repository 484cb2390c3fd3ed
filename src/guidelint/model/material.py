"""What a guide asks for. Each line declares one element; see guidelint.model.elements."""

from typing import Annotated, Literal

from guidelint.model.elements import element
from guidelint.model.schema_types import Count, FileModel, Form, Given, Id, List, Medium, Necessity, Some, Words

Source = Literal["申请人自备", "政府部门核发", "中介机构出具", "其他"]


class Blanks(Some, frozen=True, gc=False):
    """Where the empty form and a filled-in one are found."""

    blank: Annotated[
        Given[str], element("空白表格", names=("空表", "空白表格下载", "空白表", "空白表样", "表格下载"))
    ] = None
    sample: Annotated[
        Given[str],
        element("示例样表", names=("样表", "样例", "示例", "样本", "填写样本", "材料填写样本", "示范文本", "样表下载")),
    ] = None


class Material(FileModel, frozen=True, gc=False):
    """One required document; `when` is the circumstance in which it is needed, None meaning always.

    `copies` is how many papers of each form are wanted where the guide does not count `originals` and `photocopies`
    apart. Of lines with the same word in `one_of` any one will do.
    """

    name: Annotated[
        Words, element("材料名称", names=("申请材料名称", "申请材料", "材料", "要件名称", "证明材料名称", "资料名称"))
    ]
    type: Annotated[
        Given[Form], element("材料类型", names=("原件或复印件", "原件/复印件", "原件复印件", "材料类型(原件/复印件)"))
    ] = None
    category: Annotated[
        Given[Words],
        element("材料类别", names=("材料类型",), usual=("证件证书证明", "申请表格文书", "其他")),
    ] = None
    medium: Annotated[Given[Medium], element("材料形式", names=("材料介质", "提交形式", "材料提交形式"))] = None
    copies: Annotated[
        Given[Count], element("纸质材料份数", names=("材料份数", "份数", "数量", "纸质份数", "纸质材料", "份数要求"))
    ] = None
    originals: Annotated[Given[Count], element("原件份数")] = None
    photocopies: Annotated[Given[Count], element("复印件份数")] = None
    paper: Annotated[Given[Words], element("纸质材料规格", notice="规格", names=("规格", "材料规格"))] = None
    necessity: Annotated[
        Given[Necessity],
        element("材料必要性", names=("必要性", "是否必要", "是否必须", "是否必需", "必要性及描述", "是否必备")),
    ] = None
    source: Annotated[Given[Source], element("来源渠道", names=("材料来源", "材料来源渠道"))] = None
    source_notes: Annotated[Given[Words], element("来源渠道说明", notice="从哪里来", none=True)] = None
    issuer: Annotated[Given[Words], element("出具机构", notice="谁出具", names=("出具单位", "开具单位"))] = None
    holder: Annotated[Given[Words], element("持有人")] = None
    when: Annotated[
        Given[Words],
        element("情形", names=("适用情形", "办理情形", "情形说明"), about="id or words of a circumstance; absent means always"),
    ] = None  # fmt: skip
    one_of: Annotated[
        Given[Words], element("任选其一", about="Of the lines with the same word here any one will do")
    ] = None
    criteria: Annotated[List, element("受理标准", names=("审查标准", "审查要点", "受理要求", "材料审查要点"))] = ()
    notes: Annotated[
        Given[Words], element("填报须知", names=("填写须知", "填报说明", "填表须知", "说明"), none=True)
    ] = None
    remarks: Annotated[Given[Words], element("备注", notice="备注", none=True)] = None
    basis: Annotated[Given[Words], element("要求提供材料的依据", names=("申请材料依据", "材料依据"))] = None
    seal: Annotated[
        Given[Words], element("签章要求", notice="签章", names=("签名签章要求", "签名签证要求"), none=True)
    ] = None
    exempt: Annotated[Given[bool], element("是否免提交", names=("免提交", "是否免交"))] = None
    exempt_by: Annotated[Given[Words], element("免提交方式", notice="免提交", names=("免交方式",), none=True)] = None
    certificate_code: Annotated[Given[Words], element("电子证照类型代码")] = None
    shared: Annotated[Given[bool], element("是否数据共享", names=("数据共享",))] = None
    commitment: Annotated[bool, element("告知承诺制", names=("告知承诺", "是否告知承诺", "是否支持告知承诺"))] = False
    form: Annotated[Given[Blanks], element("表格样本")] = None
    id: Annotated[Given[Id], element("材料标识")] = None

    @property
    def blank(self) -> str | None:
        return self.form.blank if self.form is not None else None

    @property
    def sample(self) -> str | None:
        return self.form.sample if self.form is not None else None
