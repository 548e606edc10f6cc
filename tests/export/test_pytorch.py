"""PyTorch modules: each runs, has the figures of its network, and is what a person would write.

The golden files were read before they were committed.
"""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cnncalc import analyze
from cnncalc.export.kind.supplement import SUPPLEMENTS
from cnncalc.export.pytorch import pytorch_code
from cnncalc.version import __version__
from tests.export.formatting import formatted, linted
from tests.export.specs import EVERY, SPECS, loaded

pytest.importorskip("torch", reason="PyTorch is not installed", exc_type=ImportError)

from tests.export.running import difference, network_class, run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Golden

SMALL = [*SPECS, "lenet5", "alphago", "caffe-cifar10-full", "mobilenet-v2", "dcgan-generator"]
"""Those that are computed in no time."""


def written(name: str) -> str:
    """The code of a network."""
    network = loaded(name)
    return pytorch_code(network, analyze(network)).text


@pytest.mark.parametrize("name", EVERY)
def test_a_network_runs_and_has_the_figures_that_were_computed(name: str) -> None:
    """Shapes, parameters, fixed values and FLOPs, as PyTorch counts them."""
    network = loaded(name)
    analysis = analyze(network)
    ran, totals = run(pytorch_code(network, analysis).text, network), analysis.totals
    assert ran.outputs == [analysis.layers[each].output_shape.axes for each in analysis.outputs]
    assert (ran.parameters, ran.fixed) == (int(totals.parameters), int(totals.fixed))
    assert ran.flops == int(totals.flops)


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("resnet18", 11_689_512),
        ("resnet50", 25_557_032),
        ("densenet121", 7_978_856),
        ("alexnet-torchvision", 61_100_840),
        ("vgg16", 138_357_544),
    ],
)
def test_a_network_has_the_parameters_that_torchvision_states(name: str, parameters: int) -> None:
    """torchvision.models: num_params of ResNet18_Weights, DenseNet121_Weights and the others."""
    assert run(written(name), loaded(name)).parameters == parameters


@pytest.mark.parametrize("name", SMALL)
def test_a_network_computes_what_its_layers_compute_one_by_one(name: str) -> None:
    """The builders of `cnncalc verify`, which know nothing of blocks, give the same values."""
    network = loaded(name)
    analysis = analyze(network)
    code = pytorch_code(network, analysis).text
    assert difference(code, network, analysis) < 1e-4


@pytest.mark.parametrize("name", EVERY)
def test_a_formatter_and_a_linter_have_nothing_to_say(name: str) -> None:
    code = written(name)
    assert formatted(code) == code
    assert linted(code) == ""


@pytest.mark.parametrize(
    "name", ["lenet5", "alexnet", "alphago", "resnet50", "unet", "skips", "every_helper"]
)
def test_a_network_is_written_as_a_person_would(name: str, golden: Golden) -> None:
    golden(f"{name}.txt", written(name).replace(f"cnncalc {__version__}", "cnncalc 1.2.3"))


def test_a_network_of_all_there_is_has_every_helper() -> None:
    """What is new in cnncalc/export/kind/supplement.py belongs into that spec."""
    code = written("every_helper")
    assert [name for name in SUPPLEMENTS if f"{name}(" not in code] == []


@pytest.mark.parametrize("name", ["resnet50", "skips"])
def test_a_network_is_written_the_same_each_time(name: str) -> None:
    assert written(name) == written(name)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("lenet5", "output (1, 10), 60,000 parameters\n"),
        ("resnet18", "output (1, 1000), 11,689,512 parameters\n"),
        ("skips", "output [(1, 4, 16, 16), (1, 16, 16, 16)], 42,908 parameters\n"),
    ],
)
def test_a_module_that_is_run_by_itself_shows_that_it_works(
    name: str, shown: str, tmp_path: Path
) -> None:
    """LeCun et al. 1998: 60,000. torchvision: 11,689,512. The third by hand, layer by layer.

    That is 448 + 2320, 4640 + 9248, 544, 528 + 4624 + 2320, 408 + 12120 + 5208, 400 and 100.
    """
    (tmp_path / "module.py").write_text(written(name), encoding="utf-8")
    process = subprocess.run(
        [sys.executable, "-I", "-W", "error", "module.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (process.stdout, process.stderr) == (shown, "")


@pytest.mark.parametrize(
    ("name", "settings"),
    [("alphago", {"k": 128}), ("resnet50", {"classes": 10}), ("dcgan-generator", {"filters": 32})],
)
def test_a_setting_that_is_an_argument_makes_the_network_of_that_setting(
    name: str, settings: dict[str, int]
) -> None:
    """`AlphaGo(k=128)` is `--set k=128`."""
    network = loaded(name, settings=settings)
    totals = analyze(network).totals
    ran = run(written(name), network, **settings)
    assert (ran.parameters, ran.flops) == (int(totals.parameters), int(totals.flops))


def test_a_network_with_other_settings_has_their_values_written_out() -> None:
    """What was set by hand is no argument: the code is that of one network."""
    network = loaded("alphago", settings={"k": 128})
    code = pytorch_code(network, analyze(network)).text
    assert "def __init__(self) -> None:" in code
    assert "nn.Conv2d(48, 128, kernel_size=5, padding=2)" in code


def test_what_is_not_trained_says_so() -> None:
    """`trainable: false` of a convolution of 3 maps by 4 filters: 12 weights and 4 biases."""
    ran = run(written("every_helper"), loaded("every_helper"))
    assert ran.parameters - ran.trained == 16


def test_importing_a_module_runs_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """Only its classes are defined."""
    assert network_class(written("lenet5")).__name__ == "LeNet5"
    assert capsys.readouterr().out == ""
