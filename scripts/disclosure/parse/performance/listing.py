"""Lists of projects or of a unit's tasks: name, amounts and objective in one row, or over many with indicators."""

from __future__ import annotations

from collections.abc import Mapping

from disclosure.parse.performance.columns import Column, Head, find_head, match_columns
from disclosure.parse.performance.funds import split_funds
from disclosure.parse.performance.indicators import IndicatorTable
from disclosure.parse.performance.labels import LabelBook, find_label, find_measure
from disclosure.parse.performance.matrix import Box, Matrix
from disclosure.parse.performance.table import PerformanceBuilder, Piece, join_pieces

#: What the amount of a unit's task is called among the facts.
TASK = "task"
#: What a task has of its execution next to the amounts.
_EXECUTION = ("weight", "rate", "score")
#: What the cells of a row below the head hold that names no project.
_MARKS = frozenset("*＊—-")


def is_list(head: Head) -> bool:
    """Whether a head is of a list: of tasks with amounts, or of projects with indicators or objectives."""
    if head.has("task"):
        return any(column.key.startswith("fund_") for column in head.columns)
    return head.has("project") and (head.has("level3", "target") or head.has("objective"))


class ProjectList:
    """Reads the rows below one head, over as many tables as go on with it."""

    def __init__(self, head: Head, builder: PerformanceBuilder, labels: LabelBook, unit: str) -> None:
        self.head = head
        self.columns = head.columns
        self.builder = builder
        self.labels = labels
        self.key = "task" if head.has("task") else "project"
        amounts = [column.words for column in head.columns if column.key.startswith("fund_")]
        self.unit = find_measure(amounts) or unit
        self.table = IndicatorTable(head, builder, labels) if head.has("level3", "target") else None
        self.done = False
        self._list = builder.book.begin_table()
        self._whole = builder.project
        self._goal: list[Piece] = []
        self._box: Box | None = None
        self._name = self._body_name = ""
        self._merged = False
        self._resumed = False
        #: The rows read last belong to a project whose name is expected on the next page.
        self._waiting = False

    def resume(self, matrix: Matrix, *, proven: bool = False) -> bool:
        """Go on in another table without a head; False where its columns are not the head's, the list is done, or its
        cells must prove that it goes on (``proven``) and do not."""
        if self.table is not None:
            columns = self.table.match(matrix, len(matrix.rows), proven=proven)
        else:
            columns = None if proven else next(iter(match_columns(self.head, matrix, self._body(matrix))), None)
        if columns is None or self.done:
            return False
        self.begin_page(columns)
        return True

    def _body(self, matrix: Matrix) -> int:
        """How many rows are before another head."""
        heads = (find_head(matrix, row, self.labels.columns, self.labels) for row in range(len(matrix.rows)))
        return next((row for row, head in enumerate(heads) if head is not None), len(matrix.rows))

    def begin_page(self, columns: tuple[Column, ...]) -> None:
        """The next row is the first behind a page's end, where the columns are ``columns``."""
        self.columns = columns
        self._resumed = True
        if self.table is not None:
            self.table.begin_page(columns)

    def read(self, matrix: Matrix, row: int) -> bool:
        """Take a row; False for one that is not of the list, or whose cells do not fit its columns."""
        label = next((box for box in matrix.rows[row] if box.row == row and box.text), None)
        if self.done or label is None or all(set(box.text) <= _MARKS for box in matrix.rows[row]):
            return False
        if find_label(label.text, self.labels.total):
            self._read_total(matrix, row, label)
            return True
        found = {key: boxes for key, boxes in self._boxes(matrix, row).items() if key}
        if all(column.key != self.key for column in self.columns):
            self._leave()  # the page does not repeat the names
            return True
        if self.key not in found or len(found) < sum(1 for column in self.columns if column.key):
            return False
        self._begin(found, found[self.key], row)
        if self.table is not None and (self._waiting or self.builder.project is not None):
            self.table.read(matrix, row)
        return True

    def flush(self) -> None:
        """Hand over what was read; what follows is of the whole unit again, or of nobody."""
        self._leave()
        self.builder.project = self._whole

    def _hand_over(self) -> None:
        if self._goal and self.builder.project is not None:
            self.builder.add_goal("objective", join_pieces(self._goal))
        self._goal = []
        if self.table is not None:
            self.table.flush()

    # --- projects ---

    def _begin(self, found: Mapping[str, Box], box: Box, row: int) -> None:
        """Tell whether the row begins another project, goes on with one, or cannot be told."""
        resumed, self._resumed = self._resumed, False
        if box is self._box:
            return
        self._box = box
        self._merged = self._merged or box.row_end - box.row > 1
        rest = {key: each.piece for key, each in found.items() if key != self.key and each.text and each.row == row}
        if not box.text or (box.text == self._name and self._is_same_body(rest)):
            self._go_on(resumed, rest, named=bool(box.text))
        elif resumed and not self._heads(rest):
            self._leave()  # the rest of a name that the page's end cut, or a project of no amount: not to be told
        elif resumed and self._waiting:
            self._begin_project(box, found, rest)
        else:
            self._leave()
            self._begin_project(box, found, rest)

    def _go_on(self, resumed: bool, rest: Mapping[str, Piece], *, named: bool) -> None:
        """A row without a name (or with the same again) is of the project above, but not below a merged cell: there
        it is of another, whose name and amounts are on the next page if they are anywhere."""
        if self._waiting and resumed:
            self._leave()
        elif not named and not resumed and self._merged:
            self._leave()
            if self.table is not None and not self._heads(rest):
                self._waiting = True
                self._goal = [rest["objective"]] if "objective" in rest else []
        elif resumed and "objective" in rest and self._goal and not split_funds(rest):
            self._goal.append(rest["objective"])

    def _is_same_body(self, rest: Mapping[str, Piece]) -> bool:
        """Whether a row names the unit of the project above, or none."""
        return "implementer" not in rest or rest["implementer"].text == self._body_name

    def _heads(self, rest: Mapping[str, Piece]) -> bool:
        """Whether a row has what only the first row of a project has."""
        wanted = {column.key for column in self.columns if column.key.startswith("fund_")}
        return bool(wanted & set(rest)) if wanted else False

    def _leave(self) -> None:
        if self._waiting:
            self._waiting, self._goal = False, []
        self._hand_over()
        self.builder.project = None
        self._name = ""

    def _begin_project(self, box: Box, found: Mapping[str, Box], rest: Mapping[str, Piece]) -> None:
        self._name = box.text
        body = self._body_name = rest["implementer"].text if "implementer" in rest else ""
        self.builder.project = number = self._number(box.piece.text, body)
        self.builder.ignore(box.piece, "label")
        amounts = split_funds(rest)
        if self.key == "task":
            amounts.setdefault("", {}).update({key: rest[key] for key in _EXECUTION if key in rest})
        self._add_funds(box, amounts, TASK if self.key == "task" else "total")
        if "objective" in rest:
            self._goal = [*(self._goal if self._waiting else ()), rest["objective"]]
        if "content" in rest:
            self.builder.ignore(rest["content"], "explanation")
        if "serial" in rest:
            self.builder.ignore(rest["serial"], "label")
        self.builder.book.update(number, implementer=body, parent=self._find_parent(found))
        waiting, self._waiting = self._waiting, False
        if self.table is not None and not waiting:
            self.table.levels1.reset()
            self.table.levels2.reset()

    def _find_parent(self, found: Mapping[str, Box]) -> int | None:
        """The project that the one of the row is a part of, where the list names it in a column of its own."""
        box = found.get("parent")
        return self.builder.book.number(box.piece.text) if box is not None and box.text else None

    def _number(self, name: str, body: str) -> int:
        """A task is a mention of a project; a project of a list has its performance table there."""
        book = self.builder.book
        return book.number(name) if self.key == "task" else book.number_in(self._list, name, body)

    def _add_funds(self, label: Box, amounts: Mapping[str, Mapping[str, Piece]], item: str) -> None:
        self.builder.unit, self.builder.whole = self.unit, {}
        for fund, cells in sorted(amounts.items()):
            self.builder.add_fund(fund, label.piece, cells, item)

    # --- cells ---

    def _boxes(self, matrix: Matrix, row: int) -> dict[str, Box]:
        """The box of each column that is alone in it."""
        found: dict[str, Box] = {}
        for column in self.columns:
            boxes = matrix.over(row, column.first, column.end)
            if len(boxes) == 1 and boxes[0].within(column.first, column.end):
                found[column.key] = boxes[0]
        return found

    def _read_total(self, matrix: Matrix, row: int, label: Box) -> None:
        """The list ends with its sum; that of the tasks (金额合计) is the money of the whole unit."""
        if not self._name:
            return  # the sum before its parts
        self._leave()
        self.done = True
        self.builder.project = self._whole
        if self.key == "task":
            cells = {key: box.piece for key, box in self._boxes(matrix, row).items() if box.text and box is not label}
            self._add_funds(label, split_funds(cells), "total")
