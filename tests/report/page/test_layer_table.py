"""The table of layers on a page. The numbers of AlexNet are those of bvlc_alexnet and CS231n."""

from __future__ import annotations

import re

from cnncalc.report.page.layer_table import layer_table
from cnncalc.report.page.panel import Panels
from tests.report.page.read import read, subject


def table(spec: str) -> tuple[str, str]:
    """The table, and the panels."""
    found, panels = subject(spec), Panels("n")
    assert found.tally
    return layer_table(found.tally, panels, found.look), panels.all()


ROWS, PANELS = table("alexnet")


def test_a_row_has_a_button_for_each_number_that_was_worked_out() -> None:
    (row,) = re.findall(r'<tr><th scope="row"><span>conv1</span>.*?</tr>', ROWS)
    assert re.findall(r"<button[^>]*>([^<]+)</button>", row) == [
        *("55\N{MULTIPLICATION SIGN}55\N{MULTIPLICATION SIGN}96", "34,944", "105,415,200"),
        *("290,400", "1,161,600", "11\N{MULTIPLICATION SIGN}11"),
    ]


def test_a_zero_is_no_button() -> None:
    (row,) = re.findall(r'<tr><th scope="row"><span>relu1</span>.*?</tr>', ROWS)
    assert '<td class="n">0</td>' in row


def test_a_shape_is_sorted_by_its_values() -> None:
    assert 'data-v="290400"><button' in ROWS


def test_the_total_is_worked_out_of_the_layers() -> None:
    foot = ROWS.partition("<tfoot>")[2]
    assert ">60,965,224</button>" in foot
    assert "conv1 + conv2 + conv3 + conv4 + conv5 + fc6 + fc7 + fc8 = 34944 + " in read(PANELS).text


def test_both_axes_of_a_window_that_is_not_square_are_worked_out() -> None:
    """(32 - 5)/1 + 1 = 28 rows and (32 - 3)/1 + 1 = 30 columns."""
    _, panels = table("name: n\ninput: 32x32x1\nlayers:\n  - conv: {filters: 1, kernel: [5, 3]}\n")
    text = read(panels).text
    assert "= 28" in text
    assert "= 30" in text


def test_a_name_may_be_broken_behind_the_blocks_it_stands_in() -> None:
    rows, _ = table("resnet18")
    assert re.search(r"<span>[^<]*/<wbr>", rows)
