"""The library: reading and analysing from Python, and what is raised where that cannot be done."""

from __future__ import annotations

import io
import sys
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import cnncalc
from cnncalc.spec.catalog import spec_path

if TYPE_CHECKING:
    from collections.abc import Callable

MISFIT = "name: misfit\ninput: 10x10x3\nlayers: [{maxpool: {kernel: 3, stride: 2}}]\n"
"""CS231n's own example: W=10, F=3, S=2 and P=0 give 4.5."""


@pytest.fixture
def misfit(tmp_path: Path) -> Path:
    """A spec file with a window that does not fit."""
    path = tmp_path / "misfit.yaml"
    path.write_text(MISFIT, encoding="utf-8")
    return path


def test_a_shipped_network_is_analysed_by_its_name() -> None:
    """60,965,224 parameters, as the network in Caffe's model zoo has them."""
    analysis = cnncalc.analyze("alexnet")
    assert analysis.name == "AlexNet"
    assert int(analysis.totals.parameters) == 60_965_224
    assert analysis.layers["conv1"].parameters == 34_944
    assert str(analysis.layers["conv1"].parameters) == (
        "parameters = (F*F*D + 1)*K = (11*11*3 + 1)*96 = 34,944"
    )


def test_a_file_is_analysed_by_its_path() -> None:
    path = spec_path("lenet5")
    for spec in (path, str(path)):
        assert int(cnncalc.analyze(spec).totals.parameters) == 60_000  # LeCun et al. 1998


def test_standard_input_is_a_dash(monkeypatch: pytest.MonkeyPatch) -> None:
    text = b"name: piped\ninput: 4x4x1\nlayers: [{maxpool: 2}]\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    assert cnncalc.load("-").name == "piped"


def test_a_network_is_loaded_once_and_analysed_under_other_words() -> None:
    network = cnncalc.load("alphago")
    assert (network.name, network.year) == ("AlphaGo", 2016)
    assert network.title
    assert "Silver" in network.origin["paper"]
    assert str(cnncalc.analyze(network).layers["conv1"].output_shape) == "19x19x192"
    assert str(cnncalc.analyze(network, settings={"k": 128}).layers["conv1"].output_shape) == (
        "19x19x128"
    )


def test_a_loaded_network_keeps_what_it_was_loaded_under() -> None:
    """(8 - 3)/2 + 1 = 3.5, and (9 - 3)/2 + 1 = 4: what is said later counts, the rest stays."""
    text = (
        "name: n\ninput: 5x5x1\nsettings: {k: 2, f: 3}\n"
        "layers: [conv: {filters: $k, kernel: $f, stride: 2}]\n"
    )
    network = cnncalc.load_text(text, input="9x9x1", settings={"k": 4})

    def shape(**others: Any) -> str:  # noqa: ANN401  the words that analyze takes
        return str(cnncalc.analyze(network, **others).layers["conv1"].output_shape)

    assert shape() == "4x4x4"
    assert shape(rounding="floor") == "4x4x4"
    assert shape(settings={"f": 5}) == "3x3x4"
    assert shape(settings={"k": 6}) == "4x4x6"
    assert shape(input="8x8x1", rounding="floor") == "3x3x4"
    with pytest.raises(cnncalc.SpecError):
        shape(input="8x8x1")


def test_input_settings_and_rounding_may_be_others(misfit: Path) -> None:
    assert str(cnncalc.analyze(misfit, input="9x9x3").layers["maxpool1"].output_shape) == "4x4x3"
    assert str(cnncalc.analyze(misfit, rounding="floor").layers["maxpool1"].output_shape) == "4x4x3"
    assert str(cnncalc.analyze(misfit, rounding="ceil").layers["maxpool1"].output_shape) == "5x5x3"


def test_a_value_may_take_other_than_four_bytes() -> None:
    halves, singles = (
        cnncalc.analyze("lenet5", bytes_per_value=each).totals.activation_bytes for each in (2, 4)
    )
    assert 2 * int(halves) == int(singles)


def test_a_spec_is_loaded_from_text_and_called_as_one_likes() -> None:
    assert cnncalc.load_text("name: n\ninput: 3\nlayers: [relu]").nodes[0].name == "relu1"
    with pytest.raises(cnncalc.SpecError) as refused:
        cnncalc.load_text(MISFIT, "mynet.yaml")
    (problem,) = refused.value.diagnostics
    assert problem.place is not None
    assert str(problem.place) == "mynet.yaml:3:40"
    assert "(10 - 3 + 2*0)/2 + 1 = 4.5, not a whole number" in problem.working


@pytest.mark.parametrize("function", [cnncalc.analyze, cnncalc.load])
def test_all_problems_of_a_spec_are_raised_together(
    function: Callable[[Path], object], tmp_path: Path
) -> None:
    path = tmp_path / "net.yaml"
    path.write_text("name: n\ninput: 8x8x3\nlayers: [rellu, {dense: 0}, tahn]\n", encoding="utf-8")
    with pytest.raises(cnncalc.SpecError) as refused:
        function(path)
    assert [each.code for each in refused.value.diagnostics] == [
        *("unknown-kind", "wrong-value", "unknown-kind"),
    ]
    assert refused.value.exit_code == 1
    assert len(str(refused.value).splitlines()) == 3


def test_problems_are_given_and_not_raised(misfit: Path, tmp_path: Path) -> None:
    assert cnncalc.problems("alexnet") == ()
    assert cnncalc.problems(cnncalc.load("alexnet")) == ()
    assert [each.code for each in cnncalc.problems(misfit)] == ["stride-does-not-fit"]
    assert cnncalc.problems(misfit, rounding="floor") == ()
    broken = tmp_path / "broken.yaml"
    broken.write_text("name: [", encoding="utf-8")
    assert [each.code for each in cnncalc.problems(broken)] == ["yaml-syntax"]


def test_a_published_figure_that_does_not_hold_is_a_problem_and_stops_no_analysis(
    tmp_path: Path,
) -> None:
    path = tmp_path / "net.yaml"
    figure = "published: [{parameters: 31, source: a slide}]"
    path.write_text(f"name: n\ninput: 3\nlayers: [dense: 10]\n{figure}\n", encoding="utf-8")
    assert int(cnncalc.analyze(path).totals.parameters) == (3 + 1) * 10
    assert [each.code for each in cnncalc.problems(path)] == ["published-figure"]


@pytest.mark.parametrize("spec", ["alexnett", "nowhere/net.yaml", Path("nowhere.yaml"), ""])
def test_where_there_is_no_spec_nothing_can_be_run(spec: str | Path) -> None:
    for function in (cnncalc.analyze, cnncalc.load, cnncalc.problems):
        with pytest.raises(cnncalc.CannotRunError) as refused:
            function(spec)
        assert refused.value.exit_code == 2


def test_both_errors_are_one_sort_that_a_caller_can_catch() -> None:
    assert issubclass(cnncalc.SpecError, cnncalc.CnncalcError)
    assert issubclass(cnncalc.CannotRunError, cnncalc.CnncalcError)


def test_the_bounds_may_be_raised() -> None:
    text = "name: n\ninput: 3\nlayers: [dense: 2000000]\n"
    with pytest.raises(cnncalc.SpecError):
        cnncalc.load_text(text)
    network = cnncalc.load_text(text, limits=cnncalc.Limits(size=2_000_000))
    assert network.limits.size == 2_000_000


def test_the_shipped_networks_are_named() -> None:
    assert {"alexnet", "lenet5", "vgg16"} <= set(cnncalc.shipped())


def test_what_is_found_is_one_line_at_a_prompt() -> None:
    """AlexNet as Caffe's model zoo has it: 60,965,224 parameters; 724M MACs (netscope)."""
    analysis = cnncalc.analyze("alexnet")
    figures = "23 layers, 60,965,224 parameters, 724,406,816 MACs"
    assert repr(analysis) == f"<Analysis AlexNet: {figures}>"
    assert repr(analysis.totals) == f"<Totals: {figures}>"
    assert repr(analysis.layers["conv1"]) == "<conv1: conv, 55x55x96, 34,944 parameters>"
    assert repr(cnncalc.load("alexnet")) == "<Network AlexNet: 23 layers over 227x227x3>"


def test_a_layer_is_found_by_its_position_too() -> None:
    layers = cnncalc.analyze("alexnet").layers
    assert layers[0] is layers["conv1"]  # type: ignore[index]  # at run time it may
    assert layers[-1] is layers["prob"]  # type: ignore[index]  # at run time it may
    for wrong in (23, -24, None):
        with pytest.raises(KeyError, match="layer"):
            layers[wrong]  # type: ignore[index]  # at run time it may


@pytest.mark.parametrize("shape", ["64x48x3", (64, 48, 3), [64, 48, 3], cnncalc.Image(3, 64, 48)])
def test_an_input_is_height_width_and_channels(shape: str | tuple[int, ...]) -> None:
    network = cnncalc.load_text("name: n\ninput: 8x8x3\nlayers: [relu]", input=shape)
    assert network.input_shape == cnncalc.Image(channels=3, height=64, width=48)


@pytest.mark.parametrize("shape", [3.5, (64, "a"), (64, 64), (-1, 2, 3), {}])
def test_an_input_that_is_no_shape_is_refused_in_a_sentence(shape: object) -> None:
    with pytest.raises(cnncalc.CannotRunError, match="shape"):
        cnncalc.analyze("alexnet", input=shape)  # type: ignore[arg-type]  # what a caller may try


def test_what_is_no_spec_is_refused_in_a_sentence() -> None:
    with pytest.raises(cnncalc.CannotRunError, match="not of type int"):
        cnncalc.analyze(5)  # type: ignore[arg-type]  # what a caller may try


def test_the_parameters_of_every_function_are_written_out() -> None:
    functions = (
        *(cnncalc.analyze, cnncalc.load, cnncalc.load_text, cnncalc.problems),
        *(cnncalc.pytorch_code, cnncalc.onnx_model),
    )
    for function in functions:
        assert {"input", "settings", "rounding", "limits"} <= set(signature(function).parameters)


def test_a_network_is_written_in_pytorch_from_whatever_is_analysed() -> None:
    """A name, a path, or what was loaded."""
    network = cnncalc.load("alphago")
    code = cnncalc.pytorch_code(network)
    assert code == cnncalc.pytorch_code("alphago") == cnncalc.pytorch_code(spec_path("alphago"))
    assert "def __init__(self, k: int = 192) -> None:" in code
    assert "k: int" not in cnncalc.pytorch_code(network, settings={"k": 128})


def test_a_spec_with_problems_is_written_in_nothing(misfit: Path) -> None:
    with pytest.raises(cnncalc.SpecError, match="leaves 1 over"):
        cnncalc.pytorch_code(misfit)
    with pytest.raises(cnncalc.SpecError, match="leaves 1 over"):
        cnncalc.onnx_model(misfit)


def test_a_network_keeps_the_bounds_that_it_was_read_under() -> None:
    text = "name: n\ninput: 3\nsettings: {k: 2}\nlayers: [dense: 2000000, dense: $k]\n"
    network = cnncalc.load_text(text, limits=cnncalc.Limits(size=2_000_000))
    assert len(cnncalc.analyze(network, settings={"k": 3}).layers) == 2


def test_a_notebook_shows_a_drawing_as_the_picture_that_it_is() -> None:
    assert "<img " in getattr(cnncalc.draw("lenet5"), "_repr_html_")()  # noqa: B009  a str to mypy
