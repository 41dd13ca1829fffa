"""Regions by GB/T 2260, from the names of real and of invented units; and what the list of them holds."""

from __future__ import annotations

import re

import pytest

from disclosure.divisions import Division, Divisions, list_names
from disclosure.parse.place import find_place
from disclosure.reference import Reference, find_reference
from disclosure.store import read_csv
from disclosure.zones import Place


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("苏州市审计局", "320500"), ("江苏省高级人民法院", "320000"), ("新疆昌吉回族自治州电子政务办公室", "652300"),
        ("昌吉州人民政府电子政务办公室", "652300"), ("昌吉市人民政府办公室", "652301"), ("北京市水务局", "110000"),
        ("江苏省苏州市吴江区审计局", "320509"), ("内蒙古自治区财政厅", "150000"), ("恩施州审计局", "422800"),
        ("西双版纳州财政局", "532800"), ("黔东南州审计局", "522600"), ("伊犁州水利局", "654000"),
        ("巴州统计局", "652800"), ("博州教育局", "652700"), ("克州教育局", "653000"),
        ("巴州区财政局", "511902"), ("松桃县档案馆", "520628"), ("莫力达瓦旗统计局", "150722"),
        ("克孜勒苏州审计局", "653000"), ("重庆市忠县财政局", "500233"),
        ("济源市审计局", "419001"), ("国家信访局", ""), ("审计局", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_region_of_a_units_name(name: str, code: str, reference: Reference) -> None:
    assert reference.regions.find(name) == code


def test_the_document_settles_a_name_of_two_places(reference: Reference) -> None:
    divisions = reference.regions
    assert divisions.find("普陀区规划和自然资源局") == ""
    assert divisions.find("普陀区规划和自然资源局", "根据上海市有关规定……") == "310107"
    assert divisions.find("普陀区规划和自然资源局", "舟山市财政局批复……") == "330903"
    assert divisions.find("普陀区规划和自然资源局", "上海市与舟山市……") == ""
    assert divisions.find("上海市普陀区规划和自然资源局") == "310107"


def test_a_division_lies_in_those_above_it(reference: Reference) -> None:
    divisions = reference.regions
    assert divisions.list_above("652301") == ["652300", "650000"]
    assert divisions.list_above("310107")[-1] == "310000"
    assert divisions.by_code["650000"].parent == ""


def test_a_part_of_a_name_is_no_region() -> None:
    rows = [("990000", "虚构省", ""), ("990100", "长庚市", "990000"), ("990101", "长庚县", "990100")]
    invented = Divisions(Division(*row) for row in [*rows, ("990200", "长市", "990000")])
    assert invented.find("长庚县水文气象局") == "990101"
    assert invented.find("虚构省长庚市档案馆") == "990100"
    assert invented.find("长夜图书馆") == ""


@pytest.mark.parametrize(
    ("name", "code", "zone"),
    [
        ("平潭综合实验区交通与建设局", "350128", "平潭综合实验区"), ("苏州工业园区教育局", "320500", "苏州工业园区"),
        ("苏州市高新区管委会", "320500", "苏州市高新区"), ("西安高新区管委会", "610100", "西安高新区"),
        ("郑州航空港经济综合实验区建设局", "410100", "郑州航空港经济综合实验区"),
        ("大同经济技术开发区财政局", "140200", "大同经济技术开发区"),
        ("吉林高新技术产业开发区管委会", "220000", "吉林高新技术产业开发区"),
        ("上海市浦东新区财政局", "310115", ""), ("天津市滨海新区财政局", "120116", ""),
        ("重庆两江新区财政局", "500157", ""), ("乌鲁木齐市新市区财政局", "650104", ""),
        ("南京江北新区教育局", "320100", "江北新区"), ("河北雄安新区管委会", "130600", "雄安新区"),
        ("陕西省西咸新区财政局", "610000", "西咸新区"), ("江北新区财政局", "320100", "江北新区"),
        ("第八师石河子市财政局", "659001", "第八师"),
        ("新疆生产建设兵团第一师一团", "650000", "新疆生产建设兵团第一师一团"),
        ("中国（福建）自由贸易试验区平潭片区管委会", "350000", "中国（福建）自由贸易试验区平潭片区"),
        ("苏州市教育局工业园区分局", "320500", ""), ("平潭县人民法院", "350128", ""),
        ("鼓楼区开发区管委会", "", "鼓楼区开发区"), ("子虚高新区财政局", "", ""),
        ("民革长沙市委", "430100", ""), ("国家税务总局武汉市税务局", "420100", ""), ("国家信访局", "100000", ""),
        ("国家统计局昆明调查队", "", ""), ("中共中央宣传部", "100000", ""), ("国家市场监督管理总局", "100000", ""),
    ],
)  # fmt: skip
def test_a_zone_is_in_a_division_and_is_none(name: str, code: str, zone: str, reference: Reference) -> None:
    assert find_place([name], "", reference) == Place(code, zone)
    assert zone not in {each.name for each in reference.regions.by_code.values()}


def test_the_document_settles_the_division_of_a_zone(reference: Reference) -> None:
    assert find_place(["朝阳高新区财政局"], "", reference) == Place("211300", "朝阳高新区")
    assert find_place(["朝阳高新区财政局"], "按照朝阳县的要求", reference).region_code == "211321"


def test_a_zone_of_ones_own_is_found_like_a_division() -> None:
    rows = [("990000", "虚构省", ""), ("990100", "长庚市", "990000"), ("990171", "长庚市望舒经济开发区", "990100")]
    invented = Divisions(Division(*row) for row in [*rows, ("990172", "望舒高新区", "990100")])
    assert invented.find("长庚市望舒经济开发区财政局") == "990171"
    assert invented.find("长庚市望舒高新区审计局") == "990172"


def test_the_list_holds_divisions_and_nothing_else(reference: Reference) -> None:
    """No sea, no border strip, no grouping of districts, no zone, no code that GB/T 2260 does not give, but for the
    central government's."""
    divisions = [each for each in reference.regions.by_code.values() if each.code != "100000"]
    kinds = re.compile(".+(?:省|自治区|特别行政区|市|地区|自治州|盟|区|县|旗)")
    assert [each for each in divisions if not kinds.fullmatch(each.name)] == []
    assert [each for each in divisions if each.name in {"市辖区", "县"} or "直辖" in each.name] == []
    assert [each for each in divisions if each.parent and reference.regions.find_name(each.parent) == each.name] == []
    assert [each for each in divisions if each.code[:2] in {"71", "81", "82", "99"} and each.parent] == []
    assert not {"999900", "990000", "500100", "500200", "320576", "133100"} & set(reference.regions.by_code)
    assert len([each for each in divisions if not each.parent]) == 34


def test_the_parent_follows_from_the_code(reference: Reference) -> None:
    for each in reference.regions.by_code.values():
        above = [code for code in (f"{each.code[:4]}00", f"{each.code[:2]}0000") if code != each.code]
        assert each.parent == next((code for code in above if code in reference.regions), "")


def test_every_autonomous_prefecture_has_a_short_name_of_its_own(reference: Reference) -> None:
    prefectures = [each for each in reference.regions.by_code.values() if each.name.endswith("自治州")]
    assert len(prefectures) == 30
    for each in prefectures:
        short = list_names(each)[1]
        assert re.fullmatch("[^族]{2,5}州", short), each
        assert reference.regions.find(f"{short}审计局") == each.code


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("重庆市江北区财政局", "", "500000"),
        ("江北区财政局", "重庆市", "500000"),
        ("江北区财政局", "浙江省宁波市", "330205"),
        ("江北区财政局", "", ""),
        ("渝北区审计局", "", "500000"),
        ("杭州市下城区教育局", "", "330100"),
        ("上海市闸北区民政局", "", "310000"),
    ],
)
def test_a_division_that_was_abolished_is_in_the_one_above_it(
    name: str, text: str, code: str, reference: Reference
) -> None:
    assert reference.regions.find(name, text) == code


def test_divisions_that_were_abolished_are_in_no_other_list(reference: Reference) -> None:
    rows = read_csv(find_reference() / "former_regions.csv")
    assert rows
    for row in rows:
        code, successor = row["region_code"], row["successor"]
        assert code not in reference.regions or code == successor, row
        assert reference.regions.find_name(successor or row["parent"]) not in ("", row["name"]), row


@pytest.mark.parametrize(
    ("name", "code"),
    [("密云县水务局", "110118"), ("余江县教育局", "360603"), ("苍山县财政局", "371324"), ("蓟县财政局", "120000"),
     ("山南地区财政局", "540500"), ("庐山区审计局", "360402"), ("邯郸县水利局", "130400")],
)  # fmt: skip
def test_a_division_that_goes_on_under_another_name_is_that_one(name: str, code: str, reference: Reference) -> None:
    """One that was divided or merged is in the division above it."""
    assert reference.regions.find(name) == code
