"""What the demand's documents are relative to the promise's, by the principle that decides it."""

import pytest

from guidelint.language.relation import relate
from guidelint.language.thesaurus import Thesaurus

SAME = [
    # everyday and short names
    ("租房合同", "房屋租赁协议"),
    ("法人授权书", "法定代表人授权委托书"),
    ("还清贷款证明", "贷款结清证明"),
    ("台胞证", "台湾居民来往大陆通行证"),
    ("网约车驾驶员证", "网络预约出租汽车驾驶员证"),
    ("核名通知书", "企业名称预先核准通知书"),
    ("产检本", "母子健康手册"),
    ("采伐证", "林木采伐许可证"),
    ("地勘报告", "岩土工程勘察报告"),
    # words that leave the document what it is
    ("中华人民共和国残疾人证", "残疾证"),
    ("申请人的户口簿复印件", "户口本"),
    ("合法有效的诊断证明", "疾病诊断证明书"),
    # what is done with a thing that is named already, and one name turned round
    ("冷库用电申请表", "冷库用电报装申请表"),
    ("养老机构设置申请书", "设置养老机构申请书"),
    # a longer name for a paper of which no other kind is known
    ("入伍通知书", "应征入伍通知书"),
    # one head noun in two words
    ("车位转租协议", "车位转租合同"),
    ("冷库及其周边道路平面图", "冷库和周边道路平面图"),
    ("蔬菜大棚建设申请书", "蔬菜大棚建设申请表"),
    # a short form that nobody listed
    ("图审合格证", "施工图设计审查合格证书"),
    ("辐射安全使用情况登记表", "辐射安全使用登记表"),
    # one concept, and before the shorter name words that tell no kind apart
    ("火化证明", "殡仪馆火化证明"),
    ("著作权登记证", "著作权登记证书"),
    ("收养人合影照片", "收养人合照"),
    ("授权委托书", "委托代理人授权委托书"),
    ("司机证", "机动车驾驶证"),
]
BROADER = [
    ("道路危险货物运输驾驶员从业资格证", "从业资格证"),
    ("国税登记证", "税务登记证"),
    ("董事会决议", "公司决议"),
    ("外观设计专利证书", "专利证书"),
    ("高中毕业证", "毕业证书"),
    ("某某中学初中毕业证书", "学历证书"),
    ("电工证", "特种作业操作证"),
    ("装修合同", "施工合同"),
    ("夫妻双方身份证", "配偶身份证"),
    ("种子生产经营许可证", "种子经营许可证"),
    # one act, whichever its paper is called, and one head noun in two words
    ("契税完税凭证", "完税证明"),
    ("安全资格证书", "资格证"),
    ("商品房买卖合同", "买卖合同"),
    ("冷库及其周边道路平面图", "周边道路平面图"),
    ("营业执照副本", "营业执照"),
]
NARROWER = [
    # one name for two papers
    ("税务登记证", "地税登记证"),
    ("决议文件", "股东决定"),
    ("电费缴费凭证", "电费发票"),  # a receipt is one too
    # a vague name against one kind of it
    ("离婚证明", "离婚判决书"),
    ("居住证明", "租房合同"),
    ("与单位存在劳动关系的证明", "劳动合同"),
    ("家庭生活困难的证明", "低保证"),
    ("房屋竣工的证明材料", "竣工验收备案表"),
    ("消防手续", "消防验收意见书"),
    ("检查报告", "CT报告"),
    ("医疗费票据", "住院发票"),
    ("许可证", "烟草专卖零售许可证"),
    # more words, where another paper goes by the short name too
    ("劳动能力鉴定申请表", "工伤职工劳动能力鉴定申请表"),
    # a qualifier that the promise does not have
    ("营业执照", "营业执照副本"),
    ("毕业证书", "高中毕业证"),
    ("学历学位认证书", "港澳台学历学位认证书"),
    ("渔具销售合同", "进口渔具销售合同"),
    # one concept of the thesaurus, and words that tell its kinds apart
    ("专利证书", "外观设计专利证书"),
    ("聘用合同", "教师聘用合同"),
    # a name for all papers of a kind, and one of them
    ("船舶证件", "船舶检验证书"),
    ("就诊凭证", "门诊病历本"),
    ("资信证明", "存款证明"),
    ("产品质量检验报告", "型式试验报告"),
]
DIFFERENT = [
    # a paper about another, and licences of two activities that name the holder too
    ("护照领取凭证", "护照"),
    ("药品批发企业许可证", "药品零售许可证"),
    # one concept of the thesaurus, and a licence of two activities or directions
    ("农药经营许可证", "农药生产许可证"),
    ("野生动物人工繁育许可证", "野生动物经营利用许可证"),
    ("进口货物报关单", "出口货物报关单"),
    # two known papers
    ("结婚证", "离婚证"),
    ("环评报告", "环评批复"),
    ("交强险保单", "车船税完税证明"),
    ("遗嘱继承公证书", "放弃继承声明书"),
    ("受理通知书", "补正通知书"),
    ("学生证", "学生身份证"),
    # one kind, another qualifier
    ("户口本首页", "户口本个人页"),
    ("营业执照正本", "营业执照副本"),
    ("职工医保参保证明", "城乡居民医保参保证明"),
    ("门诊发票", "住院发票"),
    ("残疾人证补办申请表", "残疾人证注销申请表"),
    ("法定代表人身份证", "经办人身份证"),
    ("本科毕业证", "大专毕业证"),
    ("一级建造师证", "二级建造师证"),
    # what no paper is that does not say so
    ("临时驾驶证", "驾驶证"),
    ("香港身份证", "身份证"),
    # official papers with nothing in common but their head
    ("拖拉机牌照申请表", "旅馆开业登记表"),
    ("天然气供气合同", "门面转让合同"),
    ("林木采伐申请表", "医疗机构执业申请表"),
    ("义务兵退出现役证", "转业证"),
    # two papers that people hand in for one benefit
    ("丧葬补助金申领表", "供养亲属抚恤金申请表"),
    ("社会保险补贴申请表", "公益性岗位补贴申请表"),
    # a name for all papers of a kind, and one of them
    ("导游资格证", "电子导游证"),
    # two fees
    ("公证费发票", "鉴定费发票"),
    # a picture, and what nobody has heard of
    ("照片", "提单"),
]
OPEN = [
    # kin of each other, and names of which half is the same
    ("公积金缴存证明", "公积金流水"),
    ("介绍信", "公函"),
    ("粮仓及晒场平面图", "谷仓及晒场平面图"),
    # the item's own paper, or a kind of it that has another last noun
    ("资格证", "安全资格证书"),
    ("完税证明", "契税完税凭证"),
    # that of the paper named beside it
    ("批复", "可行性研究报告批复"),
    # words that stand in no name of the thesaurus may mean the same
    ("蛐蛐罐申请表", "旅馆开业登记表"),
    # more words, and nobody knows another paper of the short name
    ("渔具存放方案", "海上渔具存放方案"),
    # two names that end in known papers, one of them with words left out
    ("鱼塘水质报告", "鱼塘冬季水质检测报告"),
    # the short name means the item's own paper
    ("申请书", "烟花爆竹零售申请书"),
    ("缴费凭证", "蔬菜摊位缴费凭证"),
    # one thing said with two heads
    ("渔船报废备案表", "渔船报废备案证明"),
    ("鱼苗来源证明", "鱼苗来源发票"),
    ("公积金还款证明", "公积金结清证明"),
    # what may be the same, and may not
    ("备案表", "备案证明"),
    ("相关凭证", "发票"),
    # one concept of the thesaurus, in words that may well be two papers
    ("发明专利证书", "外观设计专利证书"),
    ("法院调解书", "法院调解协议"),
    ("护士资格证", "护士证"),
    ("体检合格证明", "体检报告"),
    # alike, and no more
    ("树木移植现场说明", "树木移植说明"),
    # a name for all papers of a kind, and one of them
    ("使用说明", "维护手册"),
    ("住户登记卡", "住户登记表"),
    ("低收入证明", "困难证明"),
]


@pytest.mark.parametrize(("promise", "demand"), SAME)
def test_same(promise: str, demand: str, thesaurus: Thesaurus) -> None:
    assert relate(promise, demand, thesaurus).kind == "same"


@pytest.mark.parametrize(("promise", "demand"), BROADER)
def test_broader(promise: str, demand: str, thesaurus: Thesaurus) -> None:
    assert relate(promise, demand, thesaurus).kind == "broader"


@pytest.mark.parametrize(("promise", "demand"), NARROWER)
def test_narrower(promise: str, demand: str, thesaurus: Thesaurus) -> None:
    relation = relate(promise, demand, thesaurus)
    assert relation.kind == "narrower"
    assert relation.witness
    assert relate(relation.witness, demand, thesaurus).kind in ("different", "narrower", "open")


@pytest.mark.parametrize(("promise", "demand"), DIFFERENT)
def test_different(promise: str, demand: str, thesaurus: Thesaurus) -> None:
    assert relate(promise, demand, thesaurus).kind == "different"


@pytest.mark.parametrize(("promise", "demand"), OPEN)
def test_open(promise: str, demand: str, thesaurus: Thesaurus) -> None:
    relation = relate(promise, demand, thesaurus)
    assert relation.kind == "open"
    assert relation.reason is not None
    assert promise in relation.reason.zh
    assert demand in relation.reason.en


@pytest.mark.parametrize(
    ("promise", "demand", "witness"),
    [
        ("营业执照", "营业执照副本", "营业执照正本"),
        ("毕业证书", "高中毕业证", "研究生毕业证"),
        ("身份证明", "居民身份证", "社会保障卡"),
        ("离婚证明", "离婚判决书", "离婚判决生效证明"),
    ],
)
def test_witness(promise: str, demand: str, witness: str, thesaurus: Thesaurus) -> None:
    assert relate(promise, demand, thesaurus).witness == witness


@pytest.mark.parametrize(
    ("promise", "demand", "family"),
    [
        ("补贴申领表", "救助申请书", "申请表"),
        ("电费发票", "维修基金票据", "票据"),
        ("租房合同", "购房协议", "合同"),
        ("结婚证", "一寸照片", None),
    ],
)
def test_family(promise: str, demand: str, family: str | None, thesaurus: Thesaurus) -> None:
    assert relate(promise, demand, thesaurus).family == family
