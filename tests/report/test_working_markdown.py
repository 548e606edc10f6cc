"""Working as Markdown."""

from __future__ import annotations

from cnncalc.api import analyze, load_text
from cnncalc.report.explanation import layer_explanation, network_explanation
from cnncalc.report.look import Look
from cnncalc.report.working_markdown import working_markdown


def test_a_figure_is_an_item_with_its_formula_as_code() -> None:
    """AlexNet's conv1, as CS231n has it."""
    text = working_markdown(layer_explanation(analyze("alexnet"), "conv1", "params"), Look())
    assert "- **parameters** = `(F*F*D + 1)*K` = `(11*11*3 + 1)*96` = **34,944**\n" in text
    assert "  - `1`: the bias of each filter\n" in text
    assert "\n- `F` = 11: kernel size\n" in text


def test_a_letter_with_two_meanings_is_given_beside_each_figure() -> None:
    text = "name: n\ninput: 9x9x4\nlayers: [{conv: {name: c, filters: 2, kernel: [2, 3]}}, relu]\n"
    written = working_markdown(layer_explanation(analyze(load_text(text)), "relu1", "rf"), Look())
    assert "  - `r` = 3: field of the input, passed on\n" in written


def test_what_a_name_holds_does_nothing() -> None:
    text = 'name: "<b> *a* [l](u) `c` |$x$"\ninput: 4\nlayers: [{dense: {name: d_e, units: 1}}]\n'
    written = working_markdown(network_explanation(analyze(load_text(text))), Look())
    assert r"## \<b> \*a\* \[l\](u) \`c\` \|\$x\$" in written
    assert "`d_e`" in written
    assert r"| d\_e" in written
