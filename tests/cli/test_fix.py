"""`guidelint fix` from the user's side."""

from pathlib import Path

from tests.command import Run, Write
from tests.dongcheng import GUIDE, WINDOW


def test_fix_then_check_is_clean(guidelint: Run, write: Write) -> None:
    file = write("guides/a.yaml", GUIDE.replace("\n", "\r\n"))
    write("windows/a.yaml", WINDOW)
    shown = guidelint("fix", "--diff", "--select", "ambiguous,contract")
    assert "-  - name: 身份证明   # 原样" in shown.out
    assert file.read_bytes() == GUIDE.replace("\n", "\r\n").encode()
    done = guidelint("fix", "--select", "ambiguous,contract")
    assert done.code == 0, done.out
    assert "guides/a.yaml:5:11 已改“身份证明”→“居民身份证” [ambiguous/identity-proof] DC-2021-11-001" in done.out
    assert file.read_bytes() == GUIDE.replace("身份证明", "居民身份证").replace("\n", "\r\n").encode()
    assert guidelint("check", "--select", "ambiguous,contract").code == 0
    assert guidelint("fix", "--select", "ambiguous,contract").out == "改了 0 处（0 个文件），还剩 0 处。\n"


def test_without_a_window_a_person_has_to_choose(guidelint: Run, write: Write) -> None:
    file = write("guides/a.yaml", GUIDE)
    done = guidelint("fix", "--select", "ambiguous/identity-proof")
    assert done.code == 1
    assert "未修改：需人工改写 [ambiguous/identity-proof]" in done.out
    assert file.read_text(encoding="utf-8") == GUIDE


def test_a_broken_guide_is_left_alone(guidelint: Run, write: Write) -> None:
    file = write("guides/a.yaml", "id: [\n")
    done = guidelint("fix")
    assert done.code == 2
    assert file.read_text(encoding="utf-8") == "id: [\n"


def test_check_fix_mends_and_then_reports_what_is_left(guidelint: Run, write: Write) -> None:
    file = write("guides/a.yaml", GUIDE)
    other = write("guides/b.yaml", GUIDE.replace("id: bj-dongcheng-sscard-replacement", "id: b"))
    write("windows/a.yaml", WINDOW)
    select = ("--select", "ambiguous/identity-proof")
    shown = guidelint("check", "--fix", "--dry-run", *select)
    assert (shown.code, shown.err) == (1, "可改 1 处（1 个文件），还剩 1 处。\n")
    assert [line for line in shown.out.splitlines() if line.startswith(("---", "+++"))] == [
        "--- a/guides/a.yaml",
        "+++ b/guides/a.yaml",
    ]
    assert file.read_text(encoding="utf-8") == GUIDE
    done = guidelint("check", "--fix", *select)
    assert done.code == 1
    assert done.err == "guides/a.yaml:5:11 已改“身份证明”→“居民身份证” [ambiguous/identity-proof] DC-2021-11-001\n"
    assert done.out.startswith("guides/b.yaml:5:11 错误 ")
    assert done.out.endswith("检查了 2 份指南，1 份有问题：错误 1。\n")
    assert file.read_text(encoding="utf-8") == GUIDE.replace("身份证明", "居民身份证")
    other.unlink()
    assert guidelint("check", "--fix", *select).out == "检查了 1 份指南，没有发现问题。\n"


def test_one_broken_guide_and_none_is_fixed(guidelint: Run, write: Write) -> None:
    file = write("guides/a.yaml", GUIDE)
    write("windows/a.yaml", WINDOW)
    write("guides/b.yaml", "id: [\n")
    for command in (("fix",), ("check", "--fix")):
        done = guidelint(*command)
        assert (done.code, done.err.startswith("guides/b.yaml:")) == (2, True)
        assert file.read_text(encoding="utf-8") == GUIDE
    alone = guidelint("fix", "guides/a.yaml", "--select", "ambiguous")
    assert alone.code == 0, alone.err
    assert file.read_text(encoding="utf-8") == GUIDE.replace("身份证明", "居民身份证")


def test_fixing_standard_input_is_refused_but_its_difference_can_be_seen(guidelint: Run, write: Write) -> None:
    write("guides/b.yaml", GUIDE.replace("id: bj-dongcheng-sscard-replacement", "id: b"))
    write("windows/a.yaml", WINDOW)
    stdin = ("check", "-", "--stdin-filename", "guides/a.yaml", "--select", "ambiguous", "--fix")
    refused = guidelint(*stdin, stdin=GUIDE.encode())
    assert (refused.code, "--dry-run" in refused.err) == (2, True)
    shown = guidelint(*stdin, "--dry-run", stdin=GUIDE.encode())
    assert (shown.code, "+  - name: 居民身份证   # 原样\n" in shown.out) == (1, True)
    assert "--fix" in guidelint("check", "--dry-run").err
    assert guidelint("check", "--fix", "--why-silent", "guides/b.yaml:1").code == 2


def test_a_link_stays_and_the_file_that_it_leads_to_is_mended(guidelint: Run, write: Write, tmp_path: Path) -> None:
    file = write("shared/a.yaml", GUIDE)
    write("windows/a.yaml", WINDOW)
    (tmp_path / "guides").mkdir()
    (tmp_path / "guides/a.yaml").symlink_to("../shared/a.yaml")
    done = guidelint("fix", "--select", "ambiguous,contract")
    assert (done.code, done.out.splitlines()[-1]) == (0, "改了 1 处（1 个文件），还剩 0 处。")
    assert (tmp_path / "guides/a.yaml").readlink() == Path("../shared/a.yaml")
    assert file.read_text(encoding="utf-8") == GUIDE.replace("身份证明", "居民身份证")


def test_a_link_that_leads_out_is_not_followed(guidelint: Run, write: Write, tmp_path: Path) -> None:
    file = write("elsewhere/a.yaml", GUIDE)
    write("ws/windows/a.yaml", WINDOW)
    (tmp_path / "ws/guides").mkdir()
    (tmp_path / "ws/guides/a.yaml").symlink_to(file)
    done = guidelint("fix", "guides/a.yaml", "--select", "ambiguous,contract", cwd=tmp_path / "ws")
    assert done.code == 2
    assert "通向工作区外面" in done.err
    assert (tmp_path / "ws/guides/a.yaml").is_symlink()
    assert file.read_text(encoding="utf-8") == GUIDE
