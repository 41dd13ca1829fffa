"""The checks as published: data/check_definitions.csv and docs/reference/checks.md, both made of checks.yml."""

from __future__ import annotations

from collections.abc import Mapping

from disclosure.check.amounts.calculations import Calculation, load_calculations
from disclosure.check.cases.coverage import WHOLE_FORM_CHECKS, WHOLE_LIST_CHECKS
from disclosure.check.cases.registry import Check, load_checks
from disclosure.check.outcomes.precision import Precision, load_precisions
from disclosure.errors import DescriptionError
from disclosure.store import Layout, dump_csv, read_csv, write_bytes

CHECK_DEFINITIONS = (
    "check", "title_zh", "title_en", "basis_zh", "basis_en", "ground", "severity", "description_zh", "description_en",
    "unseen_true", "unseen_disputable", "unseen_false", "unseen_documents", "unseen_bound", "tuned_true", "tuned_other",
)  # fmt: skip
#: What is above this line of docs/reference/checks.md is written by hand, what is below is generated.
MARK = "<!-- Generated from checks.yml and calculations.yml: make page writes what follows. -->"
_SEVERITIES = {"info": "信息", "notice": "提示", "warning": "注意", "error": "错误"}
_TOO_FEW = "标注不足，最多列为提示。Too few labels: no more than a notice."
_SIGNS = {"sum": "=", "equal": "=", "at_most": "≥"}


def write_definitions(layout: Layout) -> bool:
    """Write check_definitions.csv; returns whether it changed."""
    precisions = find_precisions(layout)
    rows = [define_check(check, precisions.get(check.check, Precision())) for check in load_checks().values()]
    return write_bytes(layout.data / "check_definitions.csv", dump_csv(CHECK_DEFINITIONS, rows))


def write_page(layout: Layout) -> bool:
    """Write the generated part of docs/reference/checks.md; returns whether it changed.

    Raises DescriptionError where the page is missing or has no mark.
    """
    page = layout.docs / "reference" / "checks.md"
    text = page.read_text(encoding="utf-8") if page.is_file() else ""
    if MARK not in text:
        raise DescriptionError("no page with the mark", file=str(page), remedy=f"write {MARK} below its head")
    body = render_checks(load_checks(), find_precisions(layout), list_examples(layout))
    return write_bytes(page, f"{text.split(MARK)[0]}{MARK}\n\n{body}".encode())


def find_precisions(layout: Layout) -> dict[str, Precision]:
    """The labels of this repository, counted by check."""
    return load_precisions(layout.reference / "finding_labels.csv", load_checks())


def define_check(check: Check, precision: Precision) -> dict[str, object]:
    """The row of a check; the bound with three decimals, empty without labels of unseen documents."""
    counted = {
        "unseen_true": precision.true, "unseen_disputable": precision.disputable, "unseen_false": precision.false,
        "unseen_documents": precision.documents, "tuned_true": precision.tuned_true,
        "tuned_other": precision.tuned_other,
        "unseen_bound": None if precision.bound is None else f"{precision.bound:.3f}",
    }  # fmt: skip
    return {column: counted[column] if column in counted else getattr(check, column) for column in CHECK_DEFINITIONS}


def list_examples(layout: Layout) -> dict[str, tuple[str, str]]:
    """The first published finding of each check, in Chinese and English."""
    examples: dict[str, tuple[str, str]] = {}
    for folder in layout.report_folders():
        path = folder / "findings.csv"
        for row in read_csv(path) if path.is_file() else []:
            if row["outcome"] != "rounding":
                examples.setdefault(row["check"], (row["message_zh"], row["message_en"]))
    return examples


def render_checks(
    checks: Mapping[str, Check], precisions: Mapping[str, Precision], examples: Mapping[str, tuple[str, str]]
) -> str:
    """One paragraph for each check: what is compared, what is left out, how exactly, an example, the labels."""
    identities: dict[str, list[Calculation]] = {}
    for calculation in load_calculations():
        identities.setdefault(calculation.check, []).append(calculation)
    return "\n".join(
        "\n\n".join(_describe(check, precisions.get(check.check), identities.get(check.check, []), examples)) + "\n"
        for check in checks.values()
    )


def _describe(
    check: Check, precision: Precision | None, identities: list[Calculation], examples: Mapping[str, tuple[str, str]]
) -> list[str]:
    parts = [
        f"## {check.title_zh} · {check.title_en} {{#{check.check}}}",
        f"`{check.check}` · {_SEVERITIES[check.severity]} {check.severity} · {_tell_ground(check)}",
        check.description_zh,
        check.description_en,
        f"依据：{check.basis_zh}。Basis: {check.basis_en}.",
    ]
    if identities:
        parts.append("恒等式 Identities：\n\n" + "\n".join(map(_write_identity, identities)))
    parts += [f"不核对 Left out：{_tell_exclusions(check)}", f"容差 Tolerance：{_tell_tolerance(check)}"]
    if check.check in examples:
        zh, en = examples[check.check]
        parts.append(f"例 Example：\n\n> {zh}\n>\n> {en}")
    parts.append(_tell_labels(check, precision))
    return parts


def _tell_ground(check: Check) -> str:
    return "算术 arithmetic" if check.ground == "arithmetic" else "判断 judgement"


def _write_identity(calculation: Calculation) -> str:
    more = "".join(f"（+ {_name(each)}）" for each in calculation.optional)
    sums = " 或 or ".join(" + ".join(_name(part) for part in parts) + more for parts in calculation.parts)
    limit, beyond = calculation.limit, "；超过 {0} 倍的另作他物 beyond {0} times: of another thing"
    ends = {"budget": "；预算 budgets", "final": "；决算 final accounts"}.get(calculation.report, "")
    ends += beyond.format(limit) if limit else ""
    where = ", ".join(f"{name}: {_value(value)}" for name, value in calculation.where.items())
    total = f"{calculation.name_zh} `{_name(calculation.total)}`"
    return f"- {total} {_SIGNS[calculation.kind]} `{sums}`（{where}{ends}）"


def _name(selector: Mapping[str, object]) -> str:
    return ".".join(_value(value) for value in selector.values()) or "total"


def _value(value: object) -> str:
    return "|".join(each or "–" for each in value) if isinstance(value, list | tuple) else str(value)


def _tell_exclusions(check: Check) -> str:
    if check.check in WHOLE_LIST_CHECKS:
        return (
            "绩效表有没有读出的数字的，全部不作判断。Nothing is found where a performance table has an unread figure."
        )
    if check.check in WHOLE_FORM_CHECKS:
        return (
            "该表有一个数字没有读出，或者有下属单位的数字的，不作判断。"
            "Nothing is found in a form with an unread figure, or with figures of a part of the unit."
        )
    return "所需数据没有载明的。What is not stated on both sides."


def _tell_tolerance(check: Check) -> str:
    if check.allowance:
        return f"该数的 {check.tolerance}。{check.tolerance} of the figure."
    if check.tolerance == "exact":
        return "无（计数和文字须一致）。None: counts and words are the same."
    return (
        "印出的位数按四舍五入或截尾可以解释的，是尾差。"
        "What rounding or cutting off the printed digits can explain is rounding."
    )


def _tell_labels(check: Check, precision: Precision | None) -> str:
    found = precision or Precision()
    if precision is None:
        zh, en = "标注：无。", "Labels: none."
        return f"{zh}{en}" + (_TOO_FEW if check.ground == "judgement" else "")
    zh, en = f"标注：未用于改进的文件 {found.documents} 份", f"Labels: of {found.documents} unseen documents"
    zh += f"，属实 {found.true}、可争议 {found.disputable}、不属实 {found.false}"
    en += f" {found.true} true, {found.disputable} disputable, {found.false} false"
    if found.bound is not None:
        zh, en = f"{zh}（下限 {found.bound:.0%}）", f"{en} (lower bound {found.bound:.0%})"
    zh += f"；用于改进的文件属实 {found.tuned_true}、其他 {found.tuned_other}。"
    en += f"; of documents used for tuning {found.tuned_true} true, {found.tuned_other} other."
    return f"{zh}{en}" + (_TOO_FEW if check.ground == "judgement" and not found.suffices else "")
