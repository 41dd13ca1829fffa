"""Cells of a table bear the heads of their columns."""

from __future__ import annotations

from disclosure.publish.rendering.columns import label_cells

TABLE = (
    '<table class="ledger"><caption>a</caption><thead><tr><th scope="col">甲</th><th scope="col" class="word">'
    '<b>乙</b> &amp; &quot;丙&quot;</th></tr></thead><tbody><tr class="x">'
    '<th scope="row">1</th><td class="word">2</td></tr>'
    '</tbody><tfoot><tr><th scope="row">合计</th><td>3</td></tr></tfoot></table>'
)


def test_cells_bear_the_heads_of_their_columns() -> None:
    made = label_cells(TABLE)
    assert '<table class="ledger many">' in made
    assert made.count('<td data-label="乙 &amp; &quot;丙&quot;"') == 2
    assert '<th scope="row">1</th><td data-label="乙 &amp; &quot;丙&quot;" class="word">2</td>' in made
    assert made.count("<th") == TABLE.count("<th")


def test_a_row_with_more_cells_than_heads_has_empty_labels() -> None:
    assert '<td data-label="">4</td>' in label_cells(TABLE.replace("<td>3</td>", "<td>3</td><td>4</td>"))
