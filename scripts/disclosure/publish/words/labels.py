"""The Chinese words of codes that have no code list of their own: kinds of report, roles of text, outcomes."""

from __future__ import annotations

from disclosure.model import Report

#: kind and scope of a report -> words
KINDS = {"budget": "部门预算", "final": "部门决算", "budget-unit": "单位预算", "final-unit": "单位决算"}
ROLES = {
    "change_reason": "与上年相比", "variance_reason": "与预算相比", "policy_basis": "政策依据",
    "allocation": "资金分配", "objective": "年度目标", "achievement": "完成情况", "note": "说明",
}  # fmt: skip
SEVERITIES = {"error": "不一致", "warning": "值得注意", "notice": "提示", "info": "说明"}
OUTCOMES = {
    "rounding": "四舍五入差", "mismatch": "两处不一致", "impossible": "数字不可能", "omission": "缺少内容",
    "wording": "文字问题", "privacy": "个人信息",
}  # fmt: skip
#: status of an acknowledged finding -> words
STATUSES = {
    "open": "待核实", "answered": "已答复", "corrected_upstream": "原文件已更正", "our_misreading": "我们读错了",
}  # fmt: skip
#: outcome of checks.csv -> words
CHECKED = {
    "pass": "相符", "fail": "不符", "rounding": "四舍五入差", "not_applicable": "不适用", "not_checked": "未核对",
}  # fmt: skip
FORMS = {
    "narrative": "文字说明",
    "narrative-words": "文字表述",
    "project-table": "项目支出绩效自评表",
    "unit-table": "整体支出绩效自评表",
}

#: Parts of a document that are no statement; those that are have their names in the code list of statements.
PARTS = {
    "title": "标题", "profile": "单位概况", "statements": "报表部分的标题", "other_matters": "其他重要事项",
    "other": "其他文字", "glossary": "名词解释", "annex": "附表目录", "unknown_form": "没有认出的表",
    "unread_page": "没有读出文字的页",
    "appropriation_basic": "财政拨款基本支出", "general_expenses": "一般性支出", "consigned": "委托业务费",
    "official_expenses": "其他公务支出",
    "table": "没有读作报表的表",
    "project_evaluation": "项目支出绩效自评表", "project_targets": "项目支出绩效目标表",
    "unit_evaluation": "整体支出绩效自评表", "unit_targets": "整体绩效目标表",
}  # fmt: skip

#: What numbers are that are not data: the reasons of coverage.csv in words.
ASIDE_REASONS = {
    "date": "日期、年份", "document_number": "文号、条款号", "numbering": "段落、清单、表的编号",
    "name": "名称里的数字", "code": "科目编码、单位编码", "label": "名目、规格、备注里的数字",
    "explanation": "原因、目标、成效的文字里的数字", "column": "表的行次、栏次", "page_number": "页码",
    "personal": "个人信息（不保留）", "hidden": "文件里有而不显示的数字", "subtotal": "下面已逐项列出的合计",
    "price": "收费标准里的单价",
    "ratio": "由同一行两个数算出的百分比", "level_weight": "一组指标的合计权重",
    "longer_term": "绩效指标几年期的目标（当年的目标已读）", "part_of_unit": "说不清是哪个下属单位的数",
    "not_held": "转移支付、债务等不收的表里的数", "crossed": "说不清归政府预算哪一类的数",
}  # fmt: skip

#: Why figures are unread: the reasons of coverage.csv in words.
UNREAD_REASONS = {
    "withheld": "读错后撤下，等待重读",
    "no_title": "表的上方没有标题", "unknown_title_part": "标题里有不认识的词",
    "restricted_title": "标题说只是一部分（本级、不含结转），别处没有同一合计",
    "other_title": "标题所说的表不在读取之列", "no_unit_of_measure": "没有写明金额单位", "no_header": "没有找到表头",
    "unknown_header": "栏目的表头里有不认识的词", "contradiction": "行、栏或用语互相矛盾",
    "unknown_row": "不认识的行名",
    "not_confirmed": "与同一表的其他数字不合", "performance_cell": "绩效表里没有对上行和栏",
    "flat_header": "文本里的表，表头说不清有哪些栏",
    "no_topic": "标题和句子都没有说是哪一方面", "no_subject": "句子没有说是什么的数",
    "unknown_words": "名称与数字之间有不认识的词", "other_year": "是另一年的数",
    "which_budget": "没有说是年初预算还是调整预算",
    "other_unit": "计量单位与用语不合", "open_sign": "看不出是增是减", "which_whole": "看不出是与哪个合计相比",
    "approximate": "文件自己说是约数",
    "repeated": "同一内容的第二个数", "unassigned": "表里没有对上行和栏", "outside": "不在读取的章节里",
    "picture": "图片里的内容，没有读出",
}  # fmt: skip


def name_form(form: str) -> str:
    """Where in a report a figure is, in words: ``table-3`` is 表 3, ``table-unnumbered-2`` has no printed number."""
    if form.startswith("table-unnumbered-"):
        return "未编号的表"
    if form.startswith("table-"):
        return f"表 {form.removeprefix('table-')}"
    return FORMS.get(form, form)


def name_place(place: str) -> str:
    """A place in words: ``p12`` is 第 12 页, ``l340-342`` is 第 340-342 行."""
    return f"第 {place[1:]} {'页' if place[:1] == 'p' else '行'}" if place[:1] in ("p", "l") else place


def address_unit(report: Report) -> str:
    """The unit's part of the address of a report's page: a unit's own books (本级) have pages of their own."""
    return report.unit_id if report.scope == "department" else f"{report.unit_id}-{report.scope}"
