"""`guidelint report`: what stands in the pages, and that they hold together."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from guidelint.checking.engine import Engine, Options
from guidelint.output.data import fingerprints
from guidelint.workspace.workspace import Workspace
from tests.site.conftest import GUIDE, OPEN, TICKET, lay_out, report

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&amp;"


class Page(HTMLParser):
    """The addresses, anchors and words of a page."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.tags.append((tag, named))
        self.links += [value for key in ("href", "src", "action") if (value := named.get(key))]
        self.anchors += [value for value in (named.get("id"),) if value]

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", "".join(self.words))


def pages(site: Path) -> Iterator[Path]:
    yield from sorted(site.rglob("*.html"))


@pytest.mark.slow
def test_every_link_leads_somewhere(site: Path) -> None:
    read = {file.resolve(): Page(file) for file in pages(site)}
    assert len(read) > 300
    for file, page in read.items():
        assert len(page.anchors) == len(set(page.anchors)), f"{file.name} has an anchor twice"
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme in ("data", "https", "http"):
                continue
            assert not parts.scheme, link
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            assert target.is_file(), f"{file.name} leads to {link}"
            if parts.fragment:
                assert parts.fragment in read[target].anchors, f"{file.name} leads to {link}"


def test_nothing_is_loaded_from_elsewhere_and_no_script_stands_in_a_page(site: Path) -> None:
    for file in pages(site):
        for tag, attributes in Page(file).tags:
            assert tag not in ("style", "iframe", "object", "embed", "base")
            assert not any(name.startswith("on") or name == "style" for name in attributes), file
            if tag in ("script", "img", "link"):
                assert not (attributes.get("src") or attributes.get("href") or "").startswith("http")
            if tag == "script":
                assert attributes.get("src") == "assets/search.js"
        policy = "content=\"default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'\""
        assert policy in file.read_text(encoding="utf-8")


def test_every_finding_stands_on_its_guides_page_beside_its_ticket_and_its_remedy(workspace: Path, site: Path) -> None:
    engine = Engine.prepare(Workspace.find(workspace, workspace), Options())
    checked = engine.check([workspace])
    findings = checked.findings
    assert {finding.rule for finding in findings} >= {"ambiguous/identity-proof", "contract/vaguer-than-window"}
    for finding, anchor in zip(findings, fingerprints(checked), strict=True):
        source = (site / "guides" / f"{finding.guide}.html").read_text(encoding="utf-8")
        card = re.search(
            rf'<article class="finding {finding.level.word}" id="{anchor}".*?</article>', source, re.DOTALL
        )
        assert card is not None
        for words in (
            finding.title.zh,
            finding.message.zh,
            finding.fix.advice.zh,
            finding.evidence[0].ticket,
            finding.evidence[0].summary,
        ):
            assert words in card[0]
        if finding.witness is not None:
            assert finding.witness.words.zh in card[0]


def test_the_very_words_are_marked(site: Path) -> None:
    source = (site / "guides" / "dc-card.html").read_text(encoding="utf-8")
    marked = re.findall(r'<mark class="(\w+)">(.*?)</mark>((?:<a class="number[^>]*>\d+</a>)*)', source)
    assert [(level, words, re.findall(r">(\d+)<", numbers)) for level, words, numbers in marked] == [
        ("warning", "社会保障卡补领", ["1"]),
        ("error", "身份证明", ["2", "3"]),
        ("warning", "居民户口簿", ["4"]),
    ]


def test_a_tickets_page_shows_its_course(site: Path) -> None:
    page = Page(site / "tickets" / "DC-2026-08-001.html")
    assert "还没有办结。在人社局手里，期限 2026-08-13，已超期。" in page.text
    states = [
        (attrs.get("class"), attrs.get("aria-current"))
        for tag, attrs in page.tags
        if tag == "li" and attrs.get("class") in ("done", "now", "open")
    ]
    assert states == [("done", None), ("now", "step"), *[("open", None)] * 4]
    assert "../guides/dc-card.html" in page.links
    assert "../rules/ambiguous.identity-proof.html" in page.links
    assert any(link.startswith("../guides/dc-card.html#") for link in page.links), "what it revealed still stands"


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    (tmp_path / "w" / "guides").mkdir(parents=True)
    (tmp_path / "w" / "tickets").mkdir()
    (tmp_path / "w" / "guidelint.yaml").touch()
    evil = json.dumps(HOSTILE)
    guide = GUIDE.format(
        id="x", title=evil, region="110101", authority=evil, hall=evil, material=json.dumps(f"身份证明{HOSTILE}")
    )
    (tmp_path / "w" / "guides" / "x.yaml").write_text(
        guide + 'published: {url: "javascript:alert(1)"}\n', encoding="utf-8"
    )
    ticket = TICKET.format(
        id="X-1",
        region="110101",
        hall=evil,
        guide="x",
        received="2026-03-02",
        due="2026-03-09",
        rest=OPEN,
        says="身份证明",
        brought="社会保障卡",
    )
    ticket = ticket.replace("summary: 指南写", f"summary: {json.dumps('电话13800138000 ' + HOSTILE)} #").replace(
        "guide_says: 身份证明", f"guide_says: {evil}"
    )
    (tmp_path / "w" / "tickets" / "x.yaml").write_text(ticket + "applicant: 王某某\n", encoding="utf-8")
    assert report(tmp_path / "w", tmp_path / "out") == 0
    for file in pages(tmp_path / "out"):
        page = Page(file)
        assert not any(tag == "img" for tag, _ in page.tags), file
        assert [attrs for tag, attrs in page.tags if tag == "script" and attrs.get("src") != "assets/search.js"] == []
        assert not any(link.startswith("javascript:") for link in page.links)
        assert "13800138000" not in page.text
        assert "王某某" not in page.text
    assert HOSTILE in Page(tmp_path / "out" / "guides" / "x.html").text
    assert HOSTILE in Page(tmp_path / "out" / "tickets" / "X-1.html").text
    index = (tmp_path / "out" / "assets" / "index-1.js").read_text(encoding="utf-8")
    assert json.loads(index.removeprefix("guidelintIndex(").removesuffix(");\n"))[0][2] == HOSTILE
    assert "13800138000" not in index


@pytest.mark.slow
def test_the_same_workspace_gives_the_same_bytes(workspace: Path, site: Path, tmp_path: Path) -> None:
    assert report(workspace, tmp_path / "又一次", "--period", "quarter") == 0
    first = {file.relative_to(site): file.read_bytes() for file in site.rglob("*") if file.is_file()}
    again = {
        file.relative_to(tmp_path / "又一次"): file.read_bytes()
        for file in (tmp_path / "又一次").rglob("*")
        if file.is_file()
    }
    assert first == again


@pytest.mark.slow
def test_english_pages_leave_only_content_in_chinese(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(workspace, tmp_path / "en", "--lang", "en") == 0
    assert capsys.readouterr().out.startswith("written: 6 guides, ")
    page = Page(tmp_path / "en" / "index.html")
    assert ("html", {"lang": "en"}) in page.tags
    assert "Tickets down, success and satisfaction up" in page.text
    names = "[东西大][城兴]区(政务服务中心|人社局)?|社会保障卡补领|住房补贴申请"
    assert re.findall(r"[\u4e00-\u9fff]+", re.sub(names, "", page.text)) == []


def test_a_broken_guide_stops_it_and_leaves_the_earlier_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lay_out(tmp_path / "w")
    (tmp_path / "w" / "guides" / "坏.yaml").write_text("id: x\r\ntitle: [\r\n", encoding="utf-8")
    assert report(tmp_path / "w", tmp_path / "out") == 2
    assert "guides/坏.yaml:3:1 文件有误" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert [p.name for p in tmp_path.iterdir()] == ["w"]


def test_the_workspace_itself_is_not_overwritten(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(workspace.rglob("*"))
    assert report(workspace, workspace) == 2
    assert "里有别的文件，不是以前的报告，没有动它" in capsys.readouterr().err
    assert sorted(workspace.rglob("*")) == before


@pytest.mark.slow
def test_the_message_says_where_to_look(workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert report(workspace, tmp_path / "新") == 0
    said = capsys.readouterr().out
    assert re.fullmatch(r"写好了：6 份指南、\d+ 处问题，共 \d+ 页。用浏览器打开 .*新/index\.html\n", said)
    assert int(re.search(r"共 (\d+) 页", said)[1]) == len(list(pages(tmp_path / "新")))  # type: ignore[index]


def test_without_the_extra_it_says_what_to_install(workspace: Path, tmp_path: Path) -> None:
    call = (
        f"import sys; sys.modules['vl_convert'] = None; sys.argv[1:] = ['report', '--html', {str(tmp_path / 'out')!r}]"
    )
    command = [sys.executable, "-X", "utf8", "-c", f"{call}; from guidelint.__main__ import main; main()"]
    done = subprocess.run(command, cwd=workspace, capture_output=True, timeout=60, check=False)
    said = 'guidelint 错误：生成报告需要：pip install "guidelint[report]"'
    assert (done.returncode, done.stderr.decode("utf-8").strip()) == (2, said)
    assert not (tmp_path / "out").exists()


def test_a_guides_page_tells_how_it_compares_with_each_window_and_why_it_does_not(tmp_path: Path) -> None:
    for name, text in {
        "guidelint.yaml": "",
        "guides/a.yaml": "id: a\ntitle: 标题\nmaterials:\n- {name: 居民身份证, when: 领取过《失业证》}\n- {name: 户口簿}\n",
        "windows/a.yaml": "guide: a\nhall: 演示大厅\nobserved: {on: 2026-02-03, how: 窗口自报}\n"
        "materials:\n- {accepts: [居民身份证], when: 以前领过的}\n- {accepts: [户口簿]}\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert report(tmp_path, tmp_path / "out", "--no-backtest") == 0
    page = (tmp_path / "out/guides/a.html").read_text(encoding="utf-8")
    part = page[page.index('<h2 id="compared">') :]
    assert "共 2 项 · 符合 1 · 不符 0 · 没法比较 1" in part
    assert "指南说的“领取过《失业证》”和窗口说的“以前领过的”是不是一种情形，从字面看不出来" in part
