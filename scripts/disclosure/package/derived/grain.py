"""What a row of each table is, in English and then in Chinese."""

from __future__ import annotations

from disclosure.package.derived.schemas import load_derived

#: Of the tables that documents state and of the lists; derived.yml says it for derived ones.
_ROWS = {
    "facts": (
        "A figure each time that a document states it: stated twice, it has two rows. "
        "文件每写一次数字为一行，写两次就有两行。"
    ),
    "forms": (
        "A form of a report that figures are of; running text is one row of a report. "
        "报告中载有数据的一张表；正文在每份报告中是一行。"
    ),
    "texts": "A passage that explains a figure. 解释某个数字的一段文字。",
    "projects": "A project of a report; number 0 is the whole unit. 报告中的一个项目，编号 0 为整个单位。",
    "indicators": "A row of a performance table. 绩效表的一行指标。",
    "subunit_facts": "A figure of one subordinate unit. 一个所属单位的一个数字。",
    "government_class_facts": (
        "A figure of a type of the government’s economic classification. 政府预算经济分类一个科目的一个数字。"
    ),
    "prior_year_facts": "A figure of a year before that of the report. 报告年度之前一年的一个数字。",
    "purchases": "A thing to be bought, or one of its figures. 一项采购的一个数字。",
    "events": "A meeting or training, or one of its figures. 一次会议或培训的一个数字。",
    "planned_assets": "An asset to be bought, or one of its figures. 一项拟购置资产的一个数字。",
    "part_facts": "A figure of a named part of a whole. 某一合计中列明部分的一个数字。",
    "findings": "Two sides of a document that do not agree. 文件中不一致的两处。",
    "checks": "The outcome of a check on a report. 一份报告一项核对的结果。",
    "coverage": "How many numbers of a section came to what. 报告一个部分中去向相同的数字个数。",
    "reports": "A report. 一份报告。",
    "check_definitions": "A check. 一项核对。",
    "units": "A unit. 一个单位。",
    "unit_names": "A name that documents use for a unit. 文件中用过的一个单位名称。",
    "regions": "A region. 一个行政区划。",
    "statements": "A statement. 一种报表。",
    "concepts": "An item of a statement. 报表的一个项目。",
    "functional": (
        "A code of the functional classification that documents use; the list is not complete. "
        "文件中用到的一个功能分类编码，不是全部科目。"
    ),
    "economic": (
        "A code of the departments’ economic classification (301 to 399); the government’s (501 to 599) is not in it. "
        "部门预算支出经济分类（301 至 399）的一个编码，不含政府预算经济分类（501 至 599）。"
    ),
    "funds": "A fund. 一种资金来源。",
    "expenditure_types": "A type of expenditure. 一种支出类型。",
    "phases": "A phase of the budget. 一个预算阶段。",
    "measures": "A measure. 一种计量。",
    "sources": "A page on which a publisher lists reports. 一个登载报告的目录页。",
}


def describe_rows(table: str) -> str:
    """What a row of ``table`` is; the title of a derived table where nothing more is said of it."""
    if table in _ROWS:
        return _ROWS[table]
    derived = load_derived().get(table)
    return derived.rows if derived else ""
