"""The names of units: which words may be one, and the names a document gives its unit outside its title."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from disclosure.model import Scope
from disclosure.parse.stream import Stream
from disclosure.parse.words import Vocabulary

#: The characters of a unit's name: 120急救指挥中心, G30公路管理站, 教育局、体育局, 阿·乌学校, 第Ⅱ水厂.
NAME_CHARACTERS = r"\u4e00-\u9fffA-Za-z0-9（）〇、·・—－\-\u2160-\u216b"
_NAME = rf"[{NAME_CHARACTERS}]{{4,45}}?"
#: How the names of organisations end. Words of titles of forms may precede it.
_ORGANISATION = re.compile(
    "(?:[局厅委部署院校园所站队馆社台团会处室办司组中]|中心|政府|机关|学校|[大中小]学|医院|集团|公司|支队|总队|大队|街道|乡|镇|苏木|"
    "管委会|基地|林场|农场|牧场|水库|公园|景区|开发区|园区|片区|新区|总站|分院|学院|剧团|乐团|联合会|协会|学会|"
    "纪工委|党工委|银行|保护区|监狱|看守所|戒毒所|殡仪馆|福利院|敬老院|幼儿园|书店|宾馆|仓库|气象台|种场|苗圃|厂|兵团|法庭|支部|灌区|林区|机场|公路段|工务段)(?:（[^（）]{1,40}）)?$"
)
#: What no name contains whose last words are not those of an organisation.
_NO_NAME = re.compile(
    "公布|发布|召开|印发|审议|预算|决算|财政|收入|支出|情况|说明|首页|公开|经费|附件|绩效|资金|项目|概况|职责|职能|目标|汇总|填报|年度|总额|合计"
)
#: What no name begins with, or contains: headings, forms, and words of sentences.
_NO_BEGIN = re.compile(
    r"第[一二三四五六七八九十\d]{1,3}[部章节]|(?:19|20)\d{2}年|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\d]{1,3}）|\d{1,3}[、.]|目录|附[件表]|"
    "表[一二三四五六七八九十0-9]|[我本各该](?:单位|部门|局|委|院|办|级|年|地|区|市|县|镇|乡|中心)|关于|按照|根据|年度|[的是为]|截至|其中|纳入|"
    "列入|所属|下属|年初|全年|部门|单位|综合"
)
#: No name begins or ends with a mark, or ends with a year.
_EDGES = re.compile("^[-—－·、）]|(?:[-—－·、（]|(?:19|20)[0-9]{2})$")
#: Whose these are, of no single one: 省级部门, 子虚市本级, 区直单位.
_OF_MANY = re.compile(".{0,12}(?:[省市县区州乡镇]级|[省市县区州]直|本级|全[国省市县区州])(?:各?部门|各?单位)?")
_SENTENCE = re.compile(
    "(?:部门|单位)[预决]算|关于|批复|本单位|本部门|我单位|我部门|本级财政|[一二三四五六七八九十]、|支出|情况|概况|总额|合计|[一二三四五六七八九十]部分|主要职[责能]|[总细目报况附]表|[预决]算[总]?表|单位：|年度?部门"
)
#: What is said of the scope in or behind a name.
_MARKS: tuple[tuple[str, Scope], ...] = (
    (
        r"(?:本级|机关)及(?:所属|下属|直属)(?:事业)?单位|（(?:部门)?汇总）|（合并）|（含(?:下属|所属|直属)[^（）]*）|（部门）",
        "department",
    ),
    (
        r"（(?:局|厅|委|机关|部|院|办)?本级）|（机关本级）|（机关）|（单位）|(?:机关)?本级(?:（机关）)?|(?<=[局厅委院校社])本部",
        "unit",
    ),
)
#: How committees are called in full, and in short.
_SHORT_FORMS = (
    (r"^(?:中国共产党|中共)(.+?[省市县区州旗盟])委(?:员会)?(?=.)", r"\1委"),
    (r"^(?:中国人民政治协商会议|政协)(.+?[省市县区州旗盟])委员会", r"\1政协"),
    ("^中国共产主义青年团", "共青团"),
)
#: What a form's header has behind a unit's name.
_ENDS = (
    "单位：|金额单位|项目名称|部门联系人|资金来源|部门资金|年度|总体资金|预算年度|编制日期|填报日期|保密审查|"
    "部门主要负责人"
)
#: What is between a label and its colon, and the code of a unit before its name.
_STAMP = "(?:（[^（）：]{0,8}章[^（）：]{0,3}）)?"
_CODE = r"(?:[〔（]\d{3,12}[〕）]|\d{3,12}[-—－_](?!\d)|\d{6,12}(?=[\u4e00-\u9fff]))?"
#: What a sentence of a report says of its unit, right behind the name. Each begins a sentence.
_SAID = (
    "(?:的?主要职[责能](?:是|为|如下|：)?|概况|所属[0-9]{1,3}个|无下属|下设|共有车辆|本年(?:收入|支出)预算合计|"
    "部门(?:预算|决算)(?:由|包括)|内设机构|政府采购(?:预算|支出)总额|机关运行经费(?:财政拨款)?预算|"
    "(?:19|20)[0-9]{2}年度?(?:收入|支出|财政拨款|部门预算|部门决算|政府采购|机关运行|一般公共))"
)
#: What is before the name that a sentence or a heading begins with.
_SENTENCE_BEGIN = re.compile(r"第[一二三四五六七八九十]部分|[。；：，、）]|附件：?|(?:19|20)\d{2}年(?:度|底)?，?")


def is_unit_name(name: str) -> bool:
    """Whether words may be the name of a unit: no heading, no title of a form, no part of a sentence."""
    plain = re.sub("财政[局厅部所]", "", name)
    if len(re.findall(r"[\u4e00-\u9fff]", name)) < 3 or _NO_BEGIN.match(name) or _SENTENCE.search(name):
        return False
    if _OF_MANY.fullmatch(name):
        return False
    if name.count("（") != name.count("）") or _EDGES.search(name):
        return False
    return is_organisation(name) or not (_NO_NAME.search(plain) or name.endswith("表"))


def is_organisation(name: str) -> bool:
    """Whether a name ends as the names of organisations do: 局, 中心, 人民政府."""
    return _ORGANISATION.search(name) is not None


def split_scope(name: str) -> tuple[str, Scope | None]:
    """A printed name without what it says of the scope and a code before it, and that scope: 某局（本级） means 某局 by
    itself."""
    name = re.sub(r"^0[0-9]{2,11}(?=[\u4e00-\u9fff])", "", name)
    for words, scope in _MARKS:
        bare = re.sub(rf"(?:{words})$", "", name)
        if bare != name and len(bare) >= 3:
            return bare, scope
    bare = re.sub("(?<!事业)(?:部门|单位)$", "", name)
    return (bare, None) if len(bare) >= 4 else (name, None)


def shorten_name(name: str) -> str:
    """The short form of what committees of the party, the 政协 and the youth league are called: 子虚省委办公厅 for
    中国共产党子虚省委员会办公厅. Other names stay as they are."""
    for long, short in _SHORT_FORMS:
        name = re.sub(long, short, name)
    return name


def find_labelled(stream: Stream, words: Vocabulary) -> Counter[str]:
    """The names behind 部门名称： and its like, by how often; as printed, so that they say the scope."""
    found: Counter[str] = Counter()
    heads = "|".join(re.escape(word) for word in sorted(words.genres["unit_name"], key=len, reverse=True))
    heads = rf"(?:{heads}){_STAMP}"
    dated = rf"{_ENDS}|(?:19|20)[0-9]{{2}}年度"
    for match in re.finditer(rf"{heads}：{_CODE}({_NAME})(?={dated})|{heads}{_CODE}({_NAME})(?={_ENDS})", stream.text):
        found[match.group(1) or match.group(2)] += 1
    alone, label = re.compile(rf"{heads}：{_CODE}({_NAME})"), re.compile(rf"{heads}：?")
    short = re.compile(rf"单位：{_CODE}({_NAME})")
    whole = re.compile(rf"{_CODE}({_NAME})")
    labelled = False
    for start, end in pairwise([*sorted(stream.breaks), stream.length]):
        match_ = alone.fullmatch(stream.text, start, end) or (labelled and whole.fullmatch(stream.text, start, end))
        named = short.fullmatch(stream.text, start, end)
        if match_:
            found[match_.group(1)] += 1
        elif named and is_organisation(named.group(1)):  # 单位： also precedes the unit of measure
            found[named.group(1)] += 1
        labelled = label.fullmatch(stream.text, start, end) is not None
    return _keep_names(found)


def find_headed(stream: Stream) -> Counter[str]:
    """The names in headings of sections (关于…2024年…)."""
    return _keep_names(Counter(re.findall(rf"[、）]关于({_NAME})(?:19|20)\d{{2}}年", stream.text)))


def find_said(stream: Stream) -> Counter[str]:
    """The organisations that sentences name as the report's own, by how often: for a document whose title is a
    picture."""
    found: Counter[str] = Counter()
    starts = {match.end() for match in _SENTENCE_BEGIN.finditer(stream.text)} | stream.breaks
    said = re.compile(rf"({_NAME})(?={_SAID})")
    for start in sorted(starts):
        match = said.match(stream.text, start)
        if match and is_organisation(split_scope(match.group(1))[0]):
            found[match.group(1)] += 1
    return _keep_names(found)


def _keep_names(found: Counter[str]) -> Counter[str]:
    return Counter({name: count for name, count in found.items() if is_unit_name(split_scope(name)[0])})
