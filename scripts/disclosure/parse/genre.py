"""Whether a document is one department's budget or final accounts: what else it may be, and what shows that it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from disclosure.errors import GenreError
from disclosure.model import Document
from disclosure.parse.forms.names.titles import find_title
from disclosure.parse.outline import find_sections
from disclosure.parse.stream import Stream
from disclosure.parse.title import find_titles
from disclosure.parse.words import Vocabulary

#: So much of a document is its head.
HEAD = 400
#: Fewer sections, forms or totals of a report than this, and the document is something else.
_MIN_SECTIONS = 3
#: No title of a form is longer, and no line of a title; a title has no more lines.
_LONGEST, _LINES = 70, 6
#: Sections that other documents have as well.
_COMMON = {"glossary", "annex", "profile", "statements", "other_matters"}
#: A form's title on a line of its own, in wordings of any year and kind of institution.
_FORM = re.compile(
    r"(?:附?表?\d{1,2}[、.]?)?(?:(?:19|20)\d{2}年度?)?[\u4e00-\u9fff“”（）]{2,40}(?:预算|决算|收支|批复)(?:总|明细|情况)?表(?:（[^）]{1,20}）)?"
)
_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d{2}")
#: A document of fewer letters holds no report.
_FEW_LETTERS = 400
#: So many amounts make titles of forms forms: a list of the names of attached files has none.
_MIN_AMOUNTS = 10
#: The totals that a report without headings of sections states in its sentences.
_TOTALS = ("收入", "支出", "基本支出", "项目支出", "三公经费", "结转")
#: What documents of another genre are called in a message, by the words their titles end in.
_STRANGE = {
    "government": "a budget, final accounts or list of a whole government",
    "audit": "an audit report",
    "evaluation": "an evaluation of performance",
    "procurement": "a notice of procurement",
    "rule": "a law, rule or manual",
    "notice": "a notice or plan of work",
    "resolution": "a resolution",
    "statistics": "a statistical bulletin",
    "press": "an article or explanation",
    "plan": "a summary or plan of work",
    "accounts": "the financial accounts of a company or a building project",
}
#: What may be behind the words a title ends in.
_ENDING = r"(?:（[^）]{0,12}）|公告|公开|情况|的?说明|的?报告|表|汇总|一览|及)*"
#: A form to be filled in has these for the unit's name.
_BLANK = re.compile("[XxＸ×*＊]{2,}(?=[^，。；：]{0,20}(?:预算|决算))|某某(?:部门|单位|局)")
#: A press report says so in its first lines.
_PRESS = re.compile("本报讯|（记者|本报记者|(?:日报|晚报|新华社|新闻网)|^(?:解读|图解|一图读懂|问答|访谈)[：|]")
#: The budget or final accounts of one department, in a title.
_OWN = re.compile("(?:部门|单位)(?:综合)?(?:预算|决算)")
#: An entry of a list of reports, and so many make a list.
_ENTRY = re.compile(r".{4,40}(?:19|20)\d{2}年度?(?:部门|单位)(?:预算|决算)(?:公开|说明|情况)*(?:\.[a-z]{3,4})?")
_MIN_ENTRIES = 5
_LETTER = re.compile(r"(?:批复|关于批复.{2,60}的?(?:通知|函))(?:（[^）]*）)?$")
_TOWNSHIP = "(?<![乡镇]人民)(?<!街道)"
_TARGETS = re.compile(r"[\u4e00-\u9fff]{0,20}(?:整体|项目)[\u4e00-\u9fff]{0,10}绩效(?:目标|自评)[\u4e00-\u9fff]{0,6}表")


def refuse_genre(stream: Stream, words: Vocabulary, file: str) -> None:
    """Raises GenreError where the title is that of another genre, or the document is a letter of approval without
    tables."""
    head = re.split("第一部分|目录|一、", stream.text[:HEAD])[0]
    own = any(word in stream.text for kind in ("budget", "final") for word in words.genres[kind])
    titled = bool(find_titles(stream))
    for word in words.genres["other"]:
        # a township's books are one unit's where the text calls them a department's
        before = _TOWNSHIP if own and word.startswith("政府") else ""
        # 财政决算 of an office is its own; the name of a place makes no title
        own_title = titled and word.startswith("财政决算")
        if not own_title and re.search(rf"(?<![收支入出汇]){before}{re.escape(word)}", head):
            raise GenreError(
                f"is a whole government's, not one department's: its title says {word}",
                file=file,
                remedy="add the report of one department or unit; if this is one, state --year, --kind and --unit-name",
            )
    lines = list(_list_title_lines(stream))
    is_letter = any(_LETTER.search(line) for line in lines)
    if is_letter and not _list_forms(stream):
        raise GenreError(
            "is a letter of approval (批复) without tables",
            file=file,
            remedy="add the report that the unit itself published, or the tables that were approved with the letter",
        )

    if not find_titles(stream):
        refuse_strange(stream, words, file)


def refuse_strange(stream: Stream, words: Vocabulary, file: str) -> None:
    """Raises GenreError where the title ends in words of another genre, or is that of a form to be filled in."""
    cause = _find_strange(stream, words)
    if cause:
        raise GenreError(
            f"is {cause}, not one department's budget or final accounts",
            file=file,
            remedy="add the report of one department or unit; if this is one, state --year, --kind and --unit-name",
        )


def _find_strange(stream: Stream, words: Vocabulary) -> str:
    """What a document is called whose title is that of another genre; empty for any other."""
    lines = list(_list_title_lines(stream))
    for line in lines:
        if _BLANK.search(line):
            return "a form to be filled in (its title has × or X for the unit's name)"
        for genre, name in _STRANGE.items():
            if genre == "government" and _OWN.search(line):
                continue
            endings = "|".join(re.escape(word) for word in sorted(words.genres[genre], key=len, reverse=True))
            found = re.fullmatch(rf"[^，。；：]{{4,}}?({endings}){_ENDING}", line)
            if found:
                return f"{name} ({found.group(1)})"
    if _PRESS.search(stream.text[: HEAD // 2]):
        return _STRANGE["press"]
    entries = {stream.text[start:end] for start, end in _list_lines(stream, stream.length) if end - start < _LONGEST}
    if sum(_ENTRY.fullmatch(line) is not None for line in entries) >= _MIN_ENTRIES and not _AMOUNT.search(stream.text):
        return "a list of reports"
    return ""


def refuse_annex(stream: Stream, words: Vocabulary, file: str) -> None:
    """Raises GenreError where a document is only a form of performance targets: it belongs to a report."""
    targets = _find_targets(list(_list_title_lines(stream)))
    if targets and not _has_sections(stream, words):
        raise GenreError(
            f"is only the form {targets}, an annex of a report",
            file=file,
            remedy="name its report and this file in one command: add REPORT FILE, or read REPORT FILE --together; to "
            "read it alone, state --year, --kind and --unit-name",
        )


def check_evidence(stream: Stream, words: Vocabulary, file: str) -> None:
    """Raises GenreError where a document has too few sections, forms and totals of a report."""
    if _has_sections(stream, words):
        return
    lines = list(_list_title_lines(stream))
    if any(_LETTER.search(line) for line in lines) and _list_forms(stream):
        return
    if _find_targets(lines):
        return
    if find_titles(stream) and _count_totals(stream.text) >= _MIN_SECTIONS:
        return
    raise GenreError(
        "has fewer than three of the sections (收入预算情况 …) and forms (收支总表 …) of a department's budget or "
        "final accounts",
        file=file,
        remedy="add the report itself, not a page or an article about it; to read it all the same, state --year, "
        "--kind and --unit-name",
    )


def explain_failure(document: Document, stream: Stream, words: Vocabulary, error: GenreError) -> GenreError:
    """``error``, or what is the cause of it: much of the document could not be read, or it is of another genre."""
    pages = len(document.pages)
    blank = len(document.unread_pages)
    garbled = sum(each.count for each in document.skipped if each.kind == "no_unicode")
    pictures = sum(each.count for each in document.skipped if each.kind == "picture")
    attached = sum(each.count for each in document.skipped if each.kind == "embedded")
    letters = sum(map(str.isalpha, document.text))
    if attached and letters < _FEW_LETTERS:
        return GenreError(
            f"{error.problem}; but it holds attached files ({attached}), which are not read",
            file=error.file,
            place=error.place,
            remedy="save the attached documents (a PDF portfolio is a collection of them) and add the report of them",
        )
    if pages and blank * 2 >= pages:
        cause = f"nothing could be read on {blank} of {pages} pages, which are pictures or in a font without characters"
    elif garbled > letters:
        cause = f"{garbled} characters are in a font that does not say which characters they are, {letters} were read"
    elif pictures and letters < 200 * pictures:
        cause = f"it consists mostly of pictures ({pictures}), of which no words are read"
    else:
        try:
            refuse_genre(stream, words, document.name)
            refuse_strange(stream, words, document.name)
        except GenreError as strange:
            return strange
        return error
    return GenreError(
        f"{error.problem}; but {cause}",
        file=error.file,
        place=error.place,
        remedy="ask the publisher for a document with text, or for a PDF install the OCR engine: pip install '.[ocr]'; "
        "to read the rest, state --year, --kind and --unit-name",
    )


def _has_sections(stream: Stream, words: Vocabulary) -> bool:
    known = {section.key for section in find_sections(stream, words) if section.words or section.form}
    known |= _find_statements(stream, words)
    return len(known - _COMMON) >= _MIN_SECTIONS or len(_list_forms(stream)) >= _MIN_SECTIONS


def _find_targets(lines: Sequence[str]) -> str:
    """The title of a form of performance targets among the lines a document begins with; empty without one."""
    return next((line for line in lines if _TARGETS.fullmatch(line)), "")


def _list_title_lines(stream: Stream) -> Iterator[str]:
    """The short lines that a document begins with."""
    for start, end in list(_list_lines(stream, HEAD))[:_LINES]:
        line = stream.text[start:end]
        if len(line) > _LONGEST or "。" in line:
            return
        yield line


def _list_lines(stream: Stream, limit: int) -> Iterator[tuple[int, int]]:
    for start, end in pairwise([*sorted(stream.breaks), stream.length]):
        if start >= limit:
            return
        yield start, end


def _list_forms(stream: Stream) -> set[str]:
    """The titles of forms on lines of their own, in a document with amounts."""
    if sum(1 for _ in _AMOUNT.finditer(stream.text)) < _MIN_AMOUNTS:
        return set()
    lines = ((start, end) for start, end in _list_lines(stream, stream.length) if end - start <= _LONGEST)
    return {stream.text[start:end] for start, end in lines if _FORM.fullmatch(stream.text, start, end)}


def _find_statements(stream: Stream, words: Vocabulary) -> set[str]:
    """The statements that the lines and cells of a document name as titles of forms."""
    found: set[str] = set()
    for start, end in _list_lines(stream, stream.length):
        if end - start < _LONGEST and stream.text[end - 1 : end] in {"表", "）"}:
            title = find_title([stream.text[start:end]], words.grids, ())
            found |= {title.statement} - {""} if title and not title.open else set()
    return found


def _count_totals(text: str) -> int:
    """How many of the totals of a report sentences state with an amount."""
    return sum(re.search(rf"{word}[^，。；：\d]{{0,16}}\d[\d,.]*(?:万元|元)", text) is not None for word in _TOTALS)
