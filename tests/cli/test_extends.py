"""`extends` and `guidelint config show`: a city builds on a national set, and sees what came from where."""

import json
from pathlib import Path

import pytest

from tests.command import Run, Write

GUIDE = "id: a\ntitle: 标题\nmaterials:\n  - name: 居住凭据\n    type: 原件\n"
RULE = """\
title: {zh: 居住凭据, en: proof of living}
level: error
kind: pattern
field: materials[].name
pattern: 居住凭据
evidence: [N-1]
message: {zh: "“{text}”不知道是什么", en: "“{text}” is not known"}
fix: {advice: {zh: "%s", en: write which}}
examples: {bad: [居住凭据], good: [居住证]}
"""
TICKET = """\
id: N-1
channel: 综合窗口
received: 2026-01-02
problem: 告知差一点儿
summary: 不知道居住凭据是什么
source: {kind: 现场}
"""


@pytest.fixture
def national(write: Write, tmp_path: Path) -> Path:
    write("国家/guidelint.yaml", "# 国家规则包\nselect: [own]\npreview: true\n")
    write("国家/rules/own/living.yaml", RULE % "国家:写明哪一种")
    write("国家/tickets/n.yaml", TICKET)
    write("city/guides/甲.yaml", GUIDE)
    write("city/guidelint.yaml", "extends: [../国家]\n")
    return tmp_path / "city"


def test_rules_tickets_and_settings_of_a_folder(guidelint: Run, national: Path) -> None:
    done = guidelint("check", cwd=national)
    assert done.code == 1
    assert "guides/甲.yaml:4:11 错误 居住凭据 [own/living]" in done.out
    assert "同类案例 N-1（2026-01-02，综合窗口）：不知道居住凭据是什么" in done.out
    assert done.out.count("[") == 1  # `select` is inherited: no other rule ran


def test_the_city_has_the_last_word(guidelint: Run, write: Write, national: Path) -> None:
    write("city/rules/own/living.yaml", RULE % "本市:写居住证")
    write("city/guidelint.yaml", "extends: [../国家]\nselect: [own/living]\npreview: false\n")
    assert "怎么改：本市:写居住证" in guidelint("check", cwd=national).out


def test_a_python_package_by_its_name(guidelint: Run, write: Write, national: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    write("site/guidelint_national/__init__.py", "raise RuntimeError('nothing of a rule package is run')\n")
    for name in ("guidelint.yaml", "rules/own/living.yaml", "tickets/n.yaml"):
        write(f"site/guidelint_national/{name}", (tmp_path / "国家" / name).read_bytes())
    env = {"PYTHONPATH": str(site), "PATH": ""}
    # Only an entry point makes a rule package of it: a name that anybody may write is not looked up among modules.
    write("city/guidelint.yaml", "extends: [guidelint-national]\n")
    assert "没有规则包 guidelint-national" in guidelint("check", cwd=national, env=env).err
    write("site/national-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: national\nVersion: 1.0\n")
    write("site/national-1.0.dist-info/entry_points.txt", "[guidelint]\n国家标准 = guidelint_national\n")
    write("city/guidelint.yaml", "extends: [国家标准]\n")
    assert "[own/living]" in guidelint("check", cwd=national, env=env).out


def test_packages_extend_packages_and_the_thesaurus_comes_along(guidelint: Run, write: Write, national: Path) -> None:
    write("省/guidelint.yaml", "extends: [../国家]\npreview: false\n")
    write(
        "省/rules/thesaurus/province.yaml",
        "concepts:\n  - id: province-living\n    prefLabel: {zh: 居住凭据, en: proof of living}\n",
    )
    write("city/guidelint.yaml", "extends: [../省]\nlevel: hint\n")
    assert "[own/living]" in guidelint("check", cwd=national).out
    assert (
        "province-living"
        in guidelint("term", "居住凭据", cwd=national).out + guidelint("term", "province-living", cwd=national).out
    )
    shown = json.loads(guidelint("config", "show", "--json", cwd=national).out)
    assert [package["name"] for package in shown["packages"]] == ["../国家", "../省"]
    root = national.parent.as_posix()
    came_from = {key: setting["from"] for key, setting in shown["settings"].items()}
    assert came_from["level"] == "guidelint.yaml:2"
    assert came_from["preview"] == f"{root}/省/guidelint.yaml:2（规则包 ../省）"
    assert came_from["select"] == f"{root}/国家/guidelint.yaml:2（规则包 ../国家）"
    assert came_from["guides"] == "默认"


def test_config_show_tells_command_line_and_environment(guidelint: Run, national: Path) -> None:
    done = guidelint(
        "config",
        "show",
        "--ignore",
        "fields",
        "--level",
        "error",
        cwd=national,
        env={"GUIDELINT_LANG": "en", "PATH": ""},
    )
    assert done.code == 0
    lines = {line.split()[0]: line for line in done.out.splitlines()}
    assert lines["lang"].split(maxsplit=2)[1:] == ["en", "environment variable GUIDELINT_LANG"]
    assert lines["level"].split(maxsplit=2)[1:] == ["error", "command line --level"]
    assert lines["ignore"].split(maxsplit=2)[1:] == ['["fields"]', "command line --ignore"]
    assert lines["extends"].split(maxsplit=2)[1:] == ['["../国家"]', "guidelint.yaml:1"]
    assert lines["rules"].split(maxsplit=2)[1:] == ["rules", "default"]
    assert lines["package"].startswith("package ../国家: ")


def test_config_show_without_a_workspace(guidelint: Run) -> None:
    done = guidelint("config", "show")
    assert done.code == 0
    assert all(line.endswith("默认") for line in done.out.splitlines())


@pytest.mark.parametrize(
    ("files", "place", "message"),
    [
        ({"city/guidelint.yaml": "extends:\n  - ../国家\n  - ../没有\n"}, "guidelint.yaml:3:5 ", "没有规则包 ../没有"),
        ({"city/guidelint.yaml": "extends: [no-such-package]\n"}, "guidelint.yaml:1:11 ", "没有规则包 no-such-package"),
        ({"city/guidelint.yaml": "extends: [.]\n"}, "guidelint.yaml:1:11 ", "extends 成环：guidelint.yaml → ."),
        (
            {"国家/guidelint.yaml": "lang: zh\nextends: [../city]\n"},
            "国家/guidelint.yaml:2:11 ",
            "extends 成环：guidelint.yaml → ../国家 → ../city",
        ),
        ({"city/guidelint.yaml": "extends: [../空]\n", "空/x.txt": ""}, "guidelint.yaml:1:11 ", "也没有 rules 目录"),
        ({"国家/guidelint.yaml": "level: fatal\n"}, "国家/guidelint.yaml:1:8 ", "最低级别只能是"),
        ({"city/guidelint.yaml": "extends: ../国家\n"}, "guidelint.yaml:1:10 ", "应当是列表"),
    ],
)
def test_what_cannot_be_built_upon_is_told_with_its_place(
    guidelint: Run, write: Write, national: Path, files: dict[str, str], place: str, message: str
) -> None:
    for name, content in files.items():
        write(name, content)
    done = guidelint("check", cwd=national)
    assert done.code == 2
    assert place in done.err
    assert message in done.err
    assert "Traceback" not in done.err


def test_a_broken_rule_of_a_package_is_told_with_its_file(guidelint: Run, write: Write, national: Path) -> None:
    write("国家/rules/own/living.yaml", RULE.replace("good: [居住证]", "good: [居住凭据]") % "写明")
    done = guidelint("check", cwd=national)
    assert done.code == 2
    assert "国家/rules/own/living.yaml:" in done.err
    assert "没有规则" not in done.err
