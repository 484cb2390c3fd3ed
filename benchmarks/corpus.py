"""A workspace of generated guides, windows and tickets for measuring: varied, and the same for the same seed.

    python -m benchmarks.corpus FOLDER --guides 1000 --seed 1

Names of materials are the real ones of tests/corpus, alone and with a person, a form or a number added; about 100
lines and 4 KB a guide. Three guides in ten have a window record, some of them two; one in ten has a ticket; every
district holds the same number of guides, so that what one guide has to do with others does not grow with the corpus.
Everything is an illustration (演示) and says so.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.accuracy.corpus import entries
from benchmarks.styles import Writer

GUIDES_A_DISTRICT = 50
WINDOWS = 0.3  # of the guides that have a window record; a fifth of these have a second one
TICKETS = 0.1  # of the guides that a ticket names
FLAWED = 0.2  # of the guides into which one to three flaws are written

_CURED = frozenset({"form/no-number", "form/no-original-or-copy"})  # by the structured fields of a guide
_HOLDERS = ("申请人", "法定代表人", "经办人", "委托人", "监护人", "投资人", "经营者", "房屋所有权人")
_ACTS = ("申领", "补领", "换领", "变更", "注销", "延续", "核准", "备案", "登记", "年审")
_OBJECTS = (
    "社会保障卡", "食品经营许可证", "营业执照", "不动产权证书", "居住证", "道路运输证", "卫生许可证", "民办学校办学许可证",
    "出版物经营许可证", "医疗机构执业许可证", "取水许可证", "建设工程规划许可证", "施工许可证", "烟草专卖零售许可证", "残疾人证",
    "护士执业证书", "教师资格证书", "林木采伐许可证", "特种设备使用登记证", "排污许可证", "机动车驾驶证", "机动车行驶证",
)  # fmt: skip
_TOWNS = ("东", "西", "南", "北", "中", "新", "安", "平", "和", "宁", "清", "长", "明", "兴", "永", "德")
_CONDITIONS = (
    "具有完全民事行为能力", "在本区登记注册并正常经营", "有固定的经营场所", "从业人员已取得健康合格证", "申请事项真实、合法",
    "未被列入失信被执行人名单", "已完成年度报告公示", "参保满六个月", "房屋权属清晰、没有争议", "设施设备符合国家标准",
    "专职技术人员不少于三名", "注册资本已实缴到位", "没有在审的同类申请", "已办结上一次变更登记",
)  # fmt: skip
_CRITERIA = (
    "在有效期内", "照片清晰可辨", "信息与申请表一致", "加盖骑缝章", "字迹清楚、没有涂改", "页码连续", "由出具机关盖章",
    "签名与申请人一致", "内容完整", "复印件与原件一致", "附目录", "A4纸打印",
)  # fmt: skip
_STEPS = ("申请", "受理", "审查", "现场核查", "决定", "制证", "领取")
_NOTES = (
    "请在办理前一个工作日通过政务服务网预约,携带材料原件到场核对。", "申请表可在窗口领取,也可从政务服务网下载后打印。",
    "材料齐全、符合法定形式的,当场受理并出具受理通知书。", "办理结果可以到窗口领取,也可以选择邮政快递送达。",
    "对不予受理或者不予许可决定不服的,可以依法申请行政复议或者提起行政诉讼。",
)  # fmt: skip
_MANDATE = {
    "name": "授权委托书",
    "type": "原件",
    "copies": 1,
    "when": "委托办理",
    "criteria": ["委托人签名", "写明委托事项"],
}
_FLAW_NAMES = (
    "身份证明",
    "其他相关材料",
    "暂住证",
    "组织机构代码证",
    "亲属关系证明",
    "法律、法规规定的其他材料",
    "近期照片",
    "房产证明",
)


_OPEN = ("证明", "证明材料", "证明文件")
"""How names end that ambiguous/open-proof objects to, which is younger than the labels."""


@dataclass(frozen=True, slots=True)
class Name:
    """A published name with the documents that its annotators read in it, and what it says itself."""

    text: str
    documents: tuple[tuple[str, ...], ...]
    holder: str
    form: str | None
    copies: int | None


_MANDATE_NAME = Name("授权委托书", (("授权委托书",),), "", None, None)


@cache
def _names() -> tuple[Name, ...]:
    """Real names that no rule objects to once the structured fields are there."""
    found = []
    for entry in entries("all"):
        parts = entry.get("parts", {})
        if entry["field"] != "material" or set(entry["rules"]) - _CURED or not parts.get("documents"):
            continue
        if len(entry["text"]) > 60 or parts.get("circumstance") or parts.get("validity"):
            continue
        documents = tuple(tuple(group) for group in parts["documents"])
        if any(name.endswith(_OPEN) for group in documents for name in group):
            continue
        copies = parts.get("copies")
        found.append(
            Name(
                entry["text"],
                documents,
                "".join(parts["holder"][:1]),
                parts.get("form"),
                copies if isinstance(copies, int) else None,
            )
        )
    return tuple(found)


def write(folder: Path, guides: int, seed: int = 1) -> None:
    """Write a workspace of `guides` guides below `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "guidelint.yaml").write_text("illustrations: true\n", encoding="utf-8")
    for number in range(guides):
        for path, content in files(number, seed):
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


def files(number: int, seed: int = 1) -> Iterator[tuple[str, bytes]]:
    """The files of one guide: itself, its windows and its ticket. Depends on nothing but number and seed."""
    random = Random(f"{seed}/{number}")
    district = number // GUIDES_A_DISTRICT
    guide = _guide(random, number, district)
    place = f"d{district // 100:03d}/d{district:05d}"
    windows = list(_windows(random, guide)) if random.random() < WINDOWS else []
    ticket = _ticket(random, guide, number) if random.random() < TICKETS else None
    if ticket is not None and windows:
        windows[0]["materials"][0]["revealed_by"] = [ticket["id"]]
    if random.random() < FLAWED:
        for flaw in random.sample(_FLAWS, random.randint(1, 3)):
            flaw(random, guide)
    yield f"guides/{place}/g{number:07d}.yaml", Writer(random).document(guide)
    for index, window in enumerate(windows):
        yield f"windows/{place}/g{number:07d}-{index}.yaml", Writer(random).document(window)
    if ticket is not None:
        yield f"tickets/{place}/{ticket['id']}.yaml", Writer(random).document(ticket)


def _guide(random: Random, number: int, district: int) -> dict[str, Any]:
    town = f"{_TOWNS[district % 16]}{_TOWNS[district // 16 % 16]}{_TOWNS[district // 256 % 16]}区"
    # One item in ten issues what it is named after; within a district no two issue the same.
    thing = _OBJECTS[number % len(_OBJECTS)]
    first = number // GUIDES_A_DISTRICT * GUIDES_A_DISTRICT
    guide: dict[str, Any] = {
        "id": f"g{number:07d}",
        "title": f"{thing}{random.choice(_ACTS)}",
        "code": f"{random.randrange(10**17):017d}X{random.randrange(10**12):012d}",
        "region": f"{110000 + district % 880000:06d}",
        "authority": f"{town}{random.choice(('人力资源和社会保障局', '市场监督管理局', '住房和城乡建设局', '卫生健康委员会'))}",
        "halls": [f"{town}政务服务中心", f"{town}{random.randint(1, 9)}号分中心"][: random.randint(1, 2)],
        "place": f"{town}和平路{random.randint(1, 200)}号{random.randint(1, 4)}层{random.randint(1, 60)}号窗口",
        "hours": "工作日 9:00-12:00,13:30-17:30",
        "audience": random.choice((["自然人"], ["法人"], ["自然人", "法人"])),
        "conditions": random.sample(_CONDITIONS, random.randint(4, 6)),
        "materials": [*(_material(random) for _ in range(random.randint(7, 9))), _MANDATE],
        "steps": _steps(random),
        "time_limit": {
            "statutory": f"{random.choice((15, 20, 30))}个工作日",
            "promised": f"{random.randint(1, 10)}个工作日",
        },
        "fee": {"charged": True, "amount": f"{random.randint(5, 90)}元/件", "basis": "现行收费标准"}
        if random.random() < 0.2
        else {"charged": False},
        "visits": 1,
    }
    if number % 10 == 0 and number - first < len(_OBJECTS):
        guide["result"] = {"name": thing, "type": "证照"}
    guide["related"] = [f"g{random.randrange(first, number + 1):07d}" for _ in range(random.randint(0, 2))]
    guide |= {
        "consultation": {"phone": f"010-{random.randint(60000000, 89999999)}", "window": "咨询台"},
        "complaint": {"phone": "12345", "window": "反映“办不成事”窗口"},
        "basis": random.sample(("中华人民共和国行政许可法", "优化营商环境条例", "居住证暂行条例"), 2),
        "notes": random.sample(_NOTES, 4),
        "published": {
            "url": f"https://example.gov.cn/{number}",
            "updated": f"202{random.randint(1, 5)}-0{random.randint(1, 9)}-1{random.randint(0, 9)}",
        },
        "illustration": True,
    }
    return guide


def _material(random: Random) -> dict[str, Any]:
    name = random.choice(_names())
    text, form, copies = name.text, name.form, name.copies
    if not name.holder and text[0] not in "《“经与" and len(text) < 16 and random.random() < 0.25:
        text = random.choice(_HOLDERS) + text
    if form is None and copies is None and text[-1] not in ")）" and random.random() < 0.25:
        form, copies = random.choice((("原件", 1), ("复印件", 2), ("原件和复印件", 1)))
        text += {"原件和复印件": "原件及复印件"}.get(form, form) + f"{copies}份"
    material = {
        "name": text,
        "type": form or random.choice(("原件", "复印件", "原件和复印件")),
        "medium": random.choice(("纸质", "纸质或电子")),
        "copies": copies or random.randint(1, 3),
        "necessity": "必要",
        "source": random.choice(("政府部门核发", "其他")),
        "criteria": random.sample(_CRITERIA, random.randint(2, 4)),
    }
    if random.random() < 0.1:
        material["when"] = "委托办理"
    return material


def _steps(random: Random) -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = []
    chosen = {"受理", *random.sample(_STEPS, 4)}
    for name in sorted(chosen, key=_STEPS.index):
        step: dict[str, Any] = {"name": name}
        if name in ("申请", "受理", "领取"):
            step["presence"] = {"who": "本人", "alternatives": ["委托代理", "邮寄办理"]}
        steps.append(step)
    return steps


def _windows(random: Random, guide: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """What the hall takes: by the guide, except for one line in some records."""
    by_text = {name.text: name for name in (*_names(), _MANDATE_NAME)}
    lines = [(m, by_text[m["name"]]) for m in guide["materials"] if m["name"] in by_text]
    if not lines:
        return
    for hall in guide["halls"] if random.random() < 0.2 else guide["halls"][:1]:
        demands = [
            {"accepts": list(group), "type": material["type"], "copies": material["copies"], "criteria": material["criteria"][:1]}
            for material, name in lines
            for group in name.documents[:1]
        ]  # fmt: skip
        if random.random() < 0.2:
            random.choice(demands).update(
                random.choice(({"type": "原件和复印件"}, {"copies": 4}, {"criteria": ["有二维码"]}))
            )
        yield {
            "guide": guide["id"],
            "hall": hall,
            "observed": {"on": "2025-03-1" + str(random.randint(0, 9)), "by": "综合窗口", "how": "窗口自报"},
            "materials": demands,
            "presence": [{"step": "受理", "who": "本人", "alternatives": ["委托代理", "邮寄办理"]}],
            "illustration": True,
        }


def _ticket(random: Random, guide: Mapping[str, Any], number: int) -> dict[str, Any]:
    month, day = random.randint(1, 9), random.randint(10, 28)
    material = random.choice(guide["materials"])
    return {
        "id": f"BENCH-2025-{number:07d}",
        "channel": random.choice(("反映“办不成事”窗口", "综合窗口", "12345", "找茬日")),
        "hall": guide["halls"][0],
        "region": guide["region"],
        "received": f"2025-0{month}-{day}",
        "guide": guide["id"],
        "problem": "告知差一点儿",
        "summary": f"(演示)照指南带了{material['name']},窗口说还差一样,又跑了一趟",
        "guide_says": material["name"],
        "brought": [random.choice(("社会保障卡", "居民身份证", "护照", "户口簿"))],
        "trips": random.randint(2, 4),
        "source": {"kind": "演示"},
        "stages": [
            {"stage": "发现问题", "on": f"2025-0{month}-{day}", "by": "综合窗口"},
            {
                "stage": "汇总转办",
                "on": f"2025-0{month}-{day}",
                "to": guide["authority"],
                "due": f"2025-0{month}-{day}",
            },
        ],
    }


def _vague_name(random: Random, guide: dict[str, Any]) -> None:
    random.choice(guide["materials"][:-1])["name"] = random.choice(_FLAW_NAMES)


def _no_type(random: Random, guide: dict[str, Any]) -> None:
    material = random.choice(guide["materials"][:-1])
    material.pop("type", None)
    material["name"] = "企业信用信息查询授权书"


def _must_come(random: Random, guide: dict[str, Any]) -> None:
    guide["steps"][0]["presence"] = {"who": "法定代表人"}


def _no_hall(random: Random, guide: dict[str, Any]) -> None:
    guide.pop("halls", None)
    guide.pop("place", None)


def _unheard(random: Random, guide: dict[str, Any]) -> None:
    guide["steps"][-1] |= {"verifies": "参保状态"}


def _slower_than_law(random: Random, guide: dict[str, Any]) -> None:
    guide["time_limit"] = {"statutory": "5个工作日", "promised": "20个工作日"}


_FLAWS: Sequence[Any] = (_vague_name, _vague_name, _no_type, _must_come, _no_hall, _unheard, _slower_than_law)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--guides", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    write(arguments.folder, arguments.guides, arguments.seed)


if __name__ == "__main__":
    main()
