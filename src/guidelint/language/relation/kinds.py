"""Labels of one concept of which the longer names a kind of what the shorter does: 发明专利证书 of 专利证书.

A thesaurus lists under one concept what people write for it, and with it names that say more. Words before a name tell a
kind apart unless they say only whose it is, who gave it, or what goes without saying.
"""

from functools import lru_cache

from guidelint.language.heads import fit, is_official
from guidelint.language.relation.model import Kind
from guidelint.language.relation.name import Name
from guidelint.language.relation.spelling import canonical
from guidelint.model.regex import regex

_IDLE = """
    个人 本人 人员 从业人员 工作人员 申请人 当事人 申办人 持有人 公民 中国公民 居民 内地居民 大陆居民 城市居民 城镇居民 农村居民 村民 职工 员工 学生 儿童 婴儿 新生儿
    新生 幼儿 用户 业主 房东 出租人 出租方 产权人 产权单位 权利人 死者 死亡 家庭 家庭成员 亲属 夫妻 亲子 监护人 经办人 代办人 代理人 委托人
    委托代理人 代理 代办 代领 委托 授权 委托代理 单位 用人单位 用人 所在单位 工作单位 单位自管 公司 企业 机构 组织 团体 合作社 事业单位 机关
    政府 主管部门 行政 行政机关 工商 税务 税务局 税务机关 公安 公安机关 派出所 民政 海关 教育部 法院 人民法院 人民 司法 法律 公证处 公证机构
    银行 开户 开户银行 开户行 央行 中国人民银行 医院 医疗 医疗机构 医师 医生 医学 学校 高校 幼儿园 村委会 居委会 村 社区 街道 乡镇 物业 物业公司
    殡仪馆 会计 会计师 会计师事务所 翻译公司 报社 报纸 报刊 学信网 网络 网上 工会 招标 招标人
    国家 全国 中国 中华人民共和国 省 市 县 区 本市 本省 本地 所在地 户籍 户籍地 户口 户口所在地 户籍所在地 居住地 辖区 北京 北京市 上海市
    有效 合法 真实 生效 已生效 正规 正式 标准 规范 统一 相关 有关 相应 必要 法定 依法 具有 具备 现有 实际 全部 全套 整套 完整 原 新 旧 现 近期 最近
    最新 当前 书面 纸质 电子 电子版 网上 机打 打印 实体 彩色 正面 一致 基本 主要 一般 普通 通用 综合
    项目 工程 建设 建设项目 建设工程 建筑 建筑工程 工程建设 单位工程 施工 房屋 住房 住宅 不动产 房产 房地产 产权 所有权 使用权 权属 权利 土地
    场所 场地 经营场所 营业场所 办公 办公场所 公共场所 设施 设备 机动车 车辆 汽车 道路 交通 公路 产品 商品 货物 食品 药品
    经营 营业 生产 生产经营 业务 从业 执业 职业 就业 任职 在职 工作 劳动 劳动争议 劳动人事 人事 专业 技术 专业技术 岗位 注册 登记 备案 审批 核准
    批准 准予 许可 行政许可 申请 申报 申办 申领 办理 办事 事项 受理 审核 同意 知情 自愿 承诺 诚信 信用 声明 公告 登报 刊登 挂失 遗失 告知
    社会保险 社会保障 参保 缴费 收费 付款 收款 支付 资金 资本 注册资本 注册资金 资产 财务 账户 经济 收入 贷款 借款 税收 税款 纳税 完税 缴税 纳税人
    健康 疾病 病情 诊断 治疗 就诊 住院 身体 体检 卫生 预防 免疫 接种 疫苗 预防接种 环境 环保 消防 安全 安全生产 质量 检验 检测 管理 规章 规划
    计划 设计 竣工 验收 学习 就读 在读 在校 入学 录取 毕业 毕业生 学历 考试 考核 培训 婚姻 出生 生育 收养 血缘 亲缘 亲属 身份 人身 户主 情况 信息
    资料 材料 数据 文件 档案 名称 变更 组织机构 民事 外国人 来华 往来 因私 出入境 机读 制式 公用 自用
"""
_SAYING_NOTHING = regex(
    "(?:"
    + "|".join(sorted({*_IDLE.split(), *map(canonical, _IDLE.split()), *"的及和或与等人者员"}, key=len, reverse=True))
    + ")*"
)


_CLASSES = frozenset("费税险")
"""Characters that are a word of their own at the end: 公证费 and 鉴定费 are two fees."""

_FIRM = frozenset({"合同", "文书", "申请表", "批文", "报告", "方案", "图", "票据"})
"""Families whose heads say what a paper is: a 判决书 is no 调解书, a 发票 no 收据."""

_OF_A_PAYMENT = frozenset({"发票", "收据"})

_EVERYDAY = 4
"""Up to so many characters a name is a short one, which need not share any with the full one: 绿本, 司机证."""


def of_labels(promise: Name, demand: Name) -> Kind:
    """What the demand's label is relative to the promise's. Where the words do not tell, the thesaurus is taken at its word."""
    heads = (promise.head, demand.head)
    if fit(*heads) == "different" and all(head.family in _FIRM and head.head != "凭证" for head in heads):
        return "open"
    if promise.head.head == demand.head.head and is_official(promise.head) and _share_nothing(promise, demand):
        return "open"  # 典当许可证, 保险许可证
    if promise.head.head == "凭证" and demand.head.head in _OF_A_PAYMENT and "税" not in demand.spelling:
        return "narrower"  # 电费发票 is one 电费缴费凭证; a 契税票 is what 契税完税凭证 means
    if promise.head.word != demand.head.word and _is_everyday(promise, demand):
        return "same"  # 采伐证, 林木采伐许可证
    return of_stems(promise.stem, demand.stem)


def _share_nothing(promise: Name, demand: Name) -> bool:
    is_said = bool(promise.stem) and bool(demand.stem)
    return is_said and not _is_everyday(promise, demand) and not set(promise.stem) & set(demand.stem)


def _is_everyday(promise: Name, demand: Name) -> bool:
    return min(len(promise.spelling), len(demand.spelling)) <= _EVERYDAY


def says_nothing(words: str) -> bool:
    """Whether words before a name tell no kind apart."""
    return _SAYING_NOTHING.fullmatch(words) is not None


@lru_cache(maxsize=20_000)
def of_stems(promise: str, demand: str) -> Kind:
    """By the words before the heads alone."""
    shared = next((n for n, (a, b) in enumerate(zip(promise[::-1], demand[::-1], strict=False)) if a != b), None)
    shared = min(len(promise), len(demand)) if shared is None else shared
    if shared < 2 and not (shared and promise[-1] in _CLASSES):
        return "same"
    ours, theirs = (_SAYING_NOTHING.fullmatch(stem[:-shared]) is None for stem in (promise, demand))
    if ours and theirs:  # two kinds, but for a clipped word: 渔船, 渔业船舶; 个税, 个人所得税完税
        if any(
            _is_clipped(*sorted(both, key=len)) for both in ((promise[:-shared], demand[:-shared]), (promise, demand))
        ):
            return "same"
        return "different" if shared == 1 else "open"
    return "narrower" if theirs else "broader" if ours else "same"


def _is_clipped(short: str, long: str) -> bool:
    if short in long:
        return _SAYING_NOTHING.fullmatch(long.replace(short, "", 1)) is not None  # 租赁, 房屋租赁登记
    rest = iter(long)
    return short[0] == long[0] and all(character in rest for character in short)
