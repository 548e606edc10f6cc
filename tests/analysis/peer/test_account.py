"""What other tools print, from our figures and their rules."""

from __future__ import annotations

from functools import cache

import pytest

import cnncalc
from cnncalc.analysis.peer import PEERS
from cnncalc.analysis.peer.account import peer_account
from cnncalc.analysis.peer.amount import EVERY
from cnncalc.layers import KINDS
from cnncalc.spec.catalog import shipped
from tests.analysis.peer import recorded


@cache
def analysed(name: str) -> cnncalc.Analysis:
    """The analysis of a shipped network, made once."""
    return cnncalc.analyze(name)


LABELS = {"torchinfo": "Total mult-adds", "fvcore": "flops", "thop": "macs", "ptflops": "macs"}
"""What each tool calls MACs."""


def totals(analysis: cnncalc.Analysis, tool: str) -> dict[str, int]:
    """Every number that a tool prints."""
    counts = peer_account(analysis, PEERS[tool]).counts
    return {label: int(each.total) for label, each in counts.items()}


@pytest.mark.parametrize(
    ("tool", "said"),
    [
        ("torchinfo", 4_089_238_376),
        ("fvcore", 4_111_512_576),
        ("ptflops", 4_132_436_968),
        ("thop", 4_133_742_592),
    ],
)
def test_four_tools_print_four_numbers_for_resnet50(tool: str, said: int) -> None:
    """Each tool run on torchvision's module; tests/data/peers/modules.yaml."""
    assert totals(analysed("resnet50"), tool)[LABELS[tool]] == said


@pytest.mark.parametrize("name", shipped())
def test_every_number_of_every_tool_is_the_one_that_it_printed(name: str) -> None:
    """The tools run on the exported module; tests/data/peers/networks.csv."""
    for tool, said in recorded.NETWORKS[name].items():
        assert totals(analysed(name), tool).items() >= said.items(), tool


@pytest.mark.parametrize("layer", recorded.KINDS, ids=lambda each: f"{each.layer} of {each.input}")
def test_every_kind_counts_as_the_tools_count_it(layer: recorded.Layer) -> None:
    """The tools run on a module with the layer; where a rule is not known, it is the least."""
    analysis = cnncalc.analyze(cnncalc.load_text(layer.spec))
    for tool, said in recorded.KINDS[layer].items():
        for label, counts in peer_account(analysis, PEERS[tool]).counts.items():
            if label in said and counts.unknown:
                assert int(counts.total) <= said[label], tool
            elif label in said:
                assert int(counts.total) == said[label], (tool, label)


def test_few_layers_have_a_rule_that_is_not_known() -> None:
    """Windows over an uneven padding that do not count it, or that round up over it."""
    unknown = {
        (tool, each.layer)
        for each in recorded.KINDS
        for tool in LABELS
        if peer_account(cnncalc.analyze(cnncalc.load_text(each.spec)), PEERS[tool]).unknown
    }
    uncounted = "avgpool: {kernel: 3, stride: 1, padding: [1,0,0,1], count_include_pad: false}"
    rounded = "maxpool: {kernel: 3, stride: 2, padding: [1,0,0,1], rounding: ceil}"
    assert unknown == {("thop", uncounted), ("ptflops", uncounted), ("ptflops", rounded)}


def test_the_tools_were_run_on_every_kind() -> None:
    """A new kind is not known before they were: then it belongs into kinds.csv."""
    assert {each.layer.partition(":")[0] for each in recorded.KINDS} == set(KINDS) == EVERY


@pytest.mark.parametrize("name", recorded.MODULES)
def test_modules_written_by_hand_differ_in_their_form_alone(name: str) -> None:
    """Each difference of form is named, with its size worked out, in modules.yaml."""
    said = recorded.MODULES[name]
    for tool, label in LABELS.items():
        form = sum(said.get("differs", {}).get(tool, {}))
        assert totals(analysed(name), tool)[label] + form == said[tool], tool
    form = sum(said.get("differs", {}).get("megabytes", {}))
    size = totals(analysed(name), "torchinfo")["Forward/backward pass size"] / 1e6
    assert round(size, 2) + form == pytest.approx(said["megabytes"])


@pytest.mark.parametrize("said", recorded.KERAS, ids=lambda each: str(each["application"]))
def test_keras_counts_the_statistics_of_batch_normalizations(said: dict[str, str]) -> None:
    """keras.applications, built without weights; the totals also stand in Keras's documentation."""
    counts = totals(analysed(said["network"]), "keras")
    assert {label: str(value) for label, value in counts.items()}.items() <= said.items()


def test_keras_writes_memory_in_powers_of_1024() -> None:
    """`model.summary()` of MobileNetV2: Total params: 3,538,984 (13.50 MB)."""
    counts = peer_account(analysed("mobilenet-v2"), PEERS["keras"]).counts
    assert counts["Total params"].printed == "3,538,984 (13.50 MB)"
    assert counts["Non-trainable params"].printed == "34,112 (133.25 KB)"


def test_torchinfo_writes_sizes_in_powers_of_1000() -> None:
    """torchinfo.summary of torchvision's ResNet-50: `Total mult-adds (G): 4.09` and so on."""
    counts = peer_account(analysed("resnet50"), PEERS["torchinfo"]).counts
    assert [each.printed for each in counts.values()] == [
        "25,557,032",
        "25,557,032",
        "0",
        "(G): 4.09",
        "(MB): 0.60",
        "(MB): 177.83",
        "(MB): 102.23",
        "(MB): 280.66",
    ]


def test_thop_loses_parameters_that_stand_in_no_module_of_pytorch() -> None:
    """LeNet-5 has 60,000 parameters (LeCun 1998), and S2 and S4 have 44 of them; thop: 59,956."""
    counts = peer_account(analysed("lenet5"), PEERS["thop"]).counts
    (lost,) = counts["params"].differences
    assert (int(lost.amount), lost.layers) == (-44, ("S2", "S4"))
    assert int(counts["params"].total) == 59_956


def test_what_keras_has_no_layer_for_is_named_and_left_out() -> None:
    """LeNet-5: S2 12, C3 1,516 and S4 32 parameters (LeCun 1998), which Keras cannot have."""
    counts = peer_account(analysed("lenet5"), PEERS["keras"]).counts["Total params"]
    assert counts.unknown == {"subsample": ("S2", "S4"), "conv": ("C3",), "rbf": ("OUTPUT",)}
    assert int(counts.total) == 60_000 - 12 - 1516 - 32


@pytest.mark.parametrize("tool", PEERS)
@pytest.mark.parametrize("name", ["lenet5", "resnet50", "fcn32s", "alphago", "convnext-tiny"])
def test_a_number_is_ours_and_its_differences(name: str, tool: str) -> None:
    account = peer_account(analysed(name), PEERS[tool])
    for counts in account.counts.values():
        differences = sum(int(each.amount) for each in counts.differences)
        assert int(counts.total) == int(counts.ours) + differences


@pytest.mark.parametrize("tool", PEERS)
def test_a_rule_says_where_the_tool_shows_it(tool: str) -> None:
    for figure in PEERS[tool].figures:
        for rule in figure.rules:
            assert rule.source.startswith(f"{tool}/")
            assert rule.kinds <= EVERY
