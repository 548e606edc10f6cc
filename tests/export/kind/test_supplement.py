"""What is written into modules where PyTorch has nothing: each stands by itself."""

from __future__ import annotations

import ast
from typing import Any

import pytest

from cnncalc.export.kind.supplement import SUPPLEMENTS, definitions

torch = pytest.importorskip("torch", reason="PyTorch is not installed", exc_type=ImportError)

from torch import Tensor, nn
from torch.nn import functional


def made(name: str) -> Any:
    """A supplement, executed with nothing around it but what it says that it needs."""
    space = {"torch": torch, "Tensor": Tensor, "nn": nn, "functional": functional}
    for code in definitions({name}):
        exec(code, space)  # noqa: S102  this is what is under test
    return space[name]


@pytest.mark.parametrize("name", SUPPLEMENTS)
def test_a_supplement_stands_by_itself_and_is_documented(name: str) -> None:
    (definition,) = ast.parse(SUPPLEMENTS[name].code).body
    assert isinstance(definition, (ast.ClassDef, ast.FunctionDef))
    assert ast.get_docstring(definition)
    assert callable(made(name))


@pytest.mark.parametrize(
    ("size", "kernel", "stride", "above", "below"),
    [(224, 3, 2, 0, 1), (5, 3, 2, 1, 1), (5, 2, 1, 0, 1), (6, 1, 2, 0, 0)],
)
def test_same_padding_is_tensorflows(
    size: int, kernel: int, stride: int, above: int, below: int
) -> None:
    """tf.nn: the output is ceil(size / stride), and the odd pixel comes last."""
    padded = made("SamePad2d")(kernel, stride=stride)(torch.ones(1, 1, size, size))
    rows = padded[0, 0].sum(dim=1).bool().tolist()
    assert rows == [False] * above + [True] * size + [False] * below


def test_rounding_up_gives_the_last_window_what_it_lacks() -> None:
    """Caffe's pooling of 3 by 2 over 32 rows has 16 positions: one row is missing."""
    assert made("CeilPad2d")(3, stride=2)(torch.ones(1, 1, 32, 32)).shape[-2:] == (33, 33)


def test_a_window_more_that_would_start_in_the_padding_is_left_out() -> None:
    """torch.nn.MaxPool2d, ceil_mode: the third window over 4 rows, from row 4 on, is padding."""
    pad = made("CeilPad2d")(2, stride=2, padding=(0, 1, 0, 1))
    assert pad(torch.ones(1, 1, 4, 4)).shape[-2:] == (4, 4)


def test_scaled_tanh_is_lecuns() -> None:
    """LeCun et al. 1998, appendix A: f(1) = 1 and f(-1) = -1."""
    values = made("ScaledTanh")()(torch.tensor([-1.0, 0.0, 1.0]))
    assert torch.allclose(values, torch.tensor([-1.0, 0.0, 1.0]), atol=1e-4)


def test_a_mean_of_values_counts_no_padding() -> None:
    """The mean of ones is one wherever the window lies."""
    mean = made("MeanOfValues")(nn.ZeroPad2d((1, 0, 1, 0)), nn.AvgPool2d(2, stride=1))
    assert bool((mean(torch.ones(1, 1, 4, 4)) == 1).all())
