"""What a window asked for, in a person's words, becomes the line of its record that it is."""

from pathlib import Path
from typing import Any

import pytest

from guidelint.language.phrase import PhraseBook
from guidelint.language.vocabulary import load_thesaurus
from guidelint.tickets.observation import demands
from guidelint.workspace.workspace import Workspace


@pytest.fixture(scope="module")
def phrases(tmp_path_factory: pytest.TempPathFactory) -> PhraseBook:
    folder: Path = tmp_path_factory.mktemp("workspace")
    (folder / "guidelint.yaml").touch()
    return PhraseBook(load_thesaurus(Workspace.find(folder, folder)))


@pytest.mark.parametrize(
    ("words", "key", "demand"),
    [
        ("先交一百元卫生费", "fees", {"charged": True, "amount": "一百元卫生费"}),
        ("交50元工本费", "fees", {"charged": True, "amount": "50元工本费"}),
        ("须缴纳押金", "fees", {"charged": True, "amount": "押金"}),
        ("交费凭证", "materials", {"accepts": ["交费凭证"]}),
        ("先交清物业费", "conditions", {"text": "先交清物业费"}),
        ("只许网上报", "channels", {"only": ["网上"]}),
        ("必须通过小程序申请", "channels", {"only": ["小程序"]}),
        ("一律到窗口办理", "channels", {"only": ["窗口"]}),
        ("到场交纸质申请书", "materials", {"accepts": ["纸质申请书"]}),
        ("周三下午不办", "hours", {"text": "周三下午不办"}),
        ("暂停办公", "hours", {"text": "暂停办公"}),
        ("中午休息", "hours", {"text": "中午休息"}),
        ("周一至周四9:00-12:00", "hours", {"text": "周一至周四9:00-12:00"}),
        ("每月20日前办理", "conditions", {"text": "每月20日前办理"}),
        ("再填同样的申请表", "conditions", {"text": "再填同样的申请表"}),
        ("再提供户口簿", "materials", {"accepts": ["户口簿"]}),
        ("一周后再来一趟", "conditions", {"text": "一周后再来一趟"}),
        ("夫妻双方到场", "presence", {"who": "夫妻双方"}),
        ("本人再来一次", "conditions", {"text": "本人再来一次"}),
    ],
)
def test_the_list_that_it_goes_into(phrases: PhraseBook, words: str, key: str, demand: dict[str, Any]) -> None:
    found = {key: lines for key, lines in demands(words, phrases).items() if lines}
    assert found == {key: [demand]}
