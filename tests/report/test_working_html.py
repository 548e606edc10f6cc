"""Working as HTML: the numbers of AlexNet are those of Krizhevsky et al. 2012 and CS231n."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cnncalc
from cnncalc.report.explanation import layer_explanation, network_explanation
from cnncalc.report.look import Look
from cnncalc.report.working_html import working_html

if TYPE_CHECKING:
    from tests.conftest import Golden


def test_the_working_of_a_figure_is_written_whole() -> None:
    explanation = layer_explanation(cnncalc.analyze("alexnet"), "conv1", "parameters")
    times = "&thinsp;&times;&thinsp;"
    assert working_html(explanation, Look(ascii=True)) == (
        "<section>\n"
        "<h2>conv1 (conv) of AlexNet: 227&#215;227&#215;3 to 55&#215;55&#215;96</h2>\n"
        "<p>A convolution: each of K filters slides over all maps of the image.</p>\n"
        "<h3>Given</h3>\n"
        "<ul><li>F = 11: kernel size</li><li>D = 3: channels in</li><li>K = 96: filters</li></ul>\n"
        "<h3>Parameters</h3>\n"
        f"<dl><dt>parameters</dt><dd>(F{times}F{times}D + 1){times}K = "
        f"(11{times}11{times}3 + 1){times}96 = <strong>34,944</strong>"
        "<ul><li>1: the bias of each filter</li></ul></dd></dl>\n"
        "<p><small>Source: LeCun et al. 1998, section II.B; CS231n, Convolutional Networks"
        "</small></p>\n"
        "</section>\n"
    ).replace("&#215;", "x")


def test_a_layer_looks_like_this(golden: Golden) -> None:
    explanation = layer_explanation(cnncalc.analyze("alexnet"), "conv1", look=Look())
    golden("explain-conv1.html", working_html(explanation, Look()))


def test_totals_have_their_table_and_what_is_zero() -> None:
    text = working_html(network_explanation(cnncalc.analyze("lenet5-modern")), Look())
    assert text.count("<table") == 1
    assert "<p>Zero: " in text
    assert text.isascii()


def test_a_name_in_a_formula_is_text() -> None:
    """The totals cite layers by their names."""
    spec = "{name: '<i>', input: 8, layers: [dense: {units: 3, name: '<script>'}]}"
    text = working_html(network_explanation(cnncalc.analyze(cnncalc.load_text(spec))), Look())
    assert "<script>" not in text
    assert "<i>" not in text
    assert "&lt;script&gt;" in text
