"""Shorthand of exam sheets, papers and lectures, read as the layers that they mean."""

from __future__ import annotations

import pytest

from cnncalc import analyze, from_shorthand, load_text
from cnncalc.diagnostic import CannotRunError, SpecError

EXAM = "CONV-9-32, POOL-2, CONV-5-64, POOL-2, CONV-5-64, POOL-2, FC-64, FC-3"
VGG_A = """conv3-64 maxpool
conv3-128 maxpool
conv3-256 conv3-256 maxpool
conv3-512 conv3-512 maxpool
conv3-512 conv3-512 maxpool
FC-4096 FC-4096 FC-1000 soft-max"""


def layers(text: str, **more: str) -> list[str]:
    """The lines of the layers of a shorthand, over an image of 32 x 32 x 3."""
    written = from_shorthand(text, input="32x32x3", padding=more.get("padding"))  # type: ignore[arg-type]  # words of tests
    return [line.removeprefix("  - ") for line in written.split("layers:\n")[1].splitlines()]


def test_an_exam_question_is_read_as_it_is_meant() -> None:
    """A past exam: 128x128x3; the 5x5 convolutions have 5*5*32*64 and 5*5*64*64 weights."""
    analysis = analyze(load_text(from_shorthand(EXAM, input="128x128x3")))
    shapes = [str(each.output_shape) for each in analysis.layers.values()]
    # (128 - 9)/1 + 1 = 120, 120/2 = 60, 60 - 4 = 56, 28, 24, 12, as by hand
    assert shapes == [
        *("120x120x32", "60x60x32", "56x56x64", "28x28x64", "24x24x64", "12x12x64", "64", "3")
    ]
    weights = [int(each.weights) for each in analysis.layers.values() if int(each.parameters)]
    assert weights == [9 * 9 * 3 * 32, 5 * 5 * 32 * 64, 5 * 5 * 64 * 64, 12 * 12 * 64 * 64, 64 * 3]


def test_a_column_of_vggs_table_has_the_parameters_that_it_has() -> None:
    """Simonyan & Zisserman 2014, table 2: A has 133 M; torchvision's vgg11 132,863,336."""
    analysis = analyze(load_text(from_shorthand(VGG_A, input="224x224x3")))
    assert int(analysis.totals.parameters) == 132_863_336


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("CONV-5-6", ["conv: {filters: 6, kernel: 5}"]),
        ("CONV3-64", ["conv: {filters: 64, kernel: 3, padding: 1}"]),
        ("conv1-64", ["conv: {filters: 64, kernel: 1}"]),
        ("conv 3x3, 64", ["conv: {filters: 64, kernel: 3}"]),
        ("conv 3×5, 64", ["conv: {filters: 64, kernel: [3, 5]}"]),  # noqa: RUF001  as people type it
        ("3x3 conv, 64, /2", ["conv: {filters: 64, kernel: 3, stride: 2}", "floor"]),
        ("conv 5x5 s1 p2, 8 filters", ["conv: {filters: 8, kernel: 5, padding: 2}"]),
        ("Conv(3, 16) stride 1 pad 1", ["conv: {filters: 16, kernel: 3, padding: 1}"]),
        ("conv 4x4, 8 padding same", ["conv: {filters: 8, kernel: 4, padding: same}"]),
        ("POOL-2", ["maxpool: 2"]),
        ("POOL2", ["maxpool: 2"]),
        ("max pool", ["maxpool: 2"]),
        ("MAXPOOL-3-2", ["maxpool: {kernel: 3, stride: 2}", "floor"]),
        ("avgpool 2x2", ["avgpool: 2"]),
        ("GAP", ["global_avgpool"]),
        ("FC-10", ["dense: 10"]),
        ("FLATTEN -> dense 7", ["flatten", "dense: 7"]),
        ("BN RELU LRN TANH", ["batchnorm", "relu", "lrn", "tanh"]),
        ("DROPOUT-0.25 dropout(0.5)", ["dropout: 0.25", "dropout: 0.5"]),
        ("fc 4 soft-max", ["dense: 4", "softmax"]),
        ("CONV-3-8-RELU-POOL-2", ["conv: {filters: 8, kernel: 3}", "relu", "maxpool: 2"]),
        ("[CONV-3-8-RELU]*2", 2 * ["conv: {filters: 8, kernel: 3}", "relu"]),
        ("(relu tanh) x 2", ["relu", "tanh", "relu", "tanh"]),
        ("[[relu]*2 -> tanh]*2", ["relu", "relu", "tanh", "relu", "relu", "tanh"]),
        ("[relu]*0 tanh", ["tanh"]),
        ("INPUT -> relu", ["relu"]),
    ],
)
def test_forms_of_sheets_papers_and_lectures(text: str, read: list[str]) -> None:
    assert layers(text) == [each for each in read if each != "floor"]
    assert ("rounding: floor" in from_shorthand(text, input="32x32x3")) == ("floor" in read)


def test_an_input_may_stand_in_the_shorthand() -> None:
    assert "input: 28x28x1\n" in from_shorthand("INPUT[28x28x1] -> CONV-5-6 -> POOL-2")
    assert "input: 32x32x3\n" in from_shorthand("INPUT: 28x28x1 CONV-5-6", input=(32, 32, 3))


@pytest.mark.parametrize(
    ("padding", "read"),
    [
        ("same", "conv: {filters: 8, kernel: 5, padding: 2}"),
        ("0", "conv: {filters: 8, kernel: 5}"),
    ],
)
def test_padding_may_be_said_for_all(padding: str, read: str) -> None:
    assert layers("CONV-5-8", padding=padding) == [read]
    assert layers("CONV5-8", padding=padding) == [read]
    assert layers("CONV-5-8 p1", padding=padding) == ["conv: {filters: 8, kernel: 5, padding: 1}"]


def test_what_is_assumed_stands_at_the_head() -> None:
    assert from_shorthand("CONV-3-8 POOL FC-2", input="12x12x3") == (
        "# From the shorthand CONV-3-8 POOL FC-2\n"
        "# Assumed: convolutions move by 1; convolutions are not padded (--padding same keeps "
        "height and\n"
        "#   width); activations are where they are written, and nowhere else; pooling without a "
        "size has\n"
        "#   windows of 2x2; pooling moves by its own size; POOL takes the largest value.\n"
        "name: network\n"
        "input: 12x12x3\n"
        "layers:\n"
        "  - conv: {filters: 8, kernel: 3}\n"
        "  - maxpool: 2\n"
        "  - dense: 2\n"
    )


@pytest.mark.parametrize(
    ("text", "marked", "said"),
    [
        ("CONV-3-8 PULL-2", "PULL-2", "is no layer of a shorthand"),
        ("CONV POOL-2", "CONV", "says how large its filters are and how many there are"),
        ("CONV-3", "CONV-3", "says how large its filters are and how many there are"),
        ("CONV-3-8-1-2", "CONV-3-8-1-2", "says how large its filters are"),
        ("FC", "FC", "says how many units it has"),
        ("FC-2-3", "FC-2-3", "says how many units it has"),
        ("RELU-3", "RELU-3", "takes no number"),
        ("[CONV-3-8", "[", "this bracket is not closed"),
        ("CONV-3-8]", "]", "closes a bracket that is not open"),
        ("[CONV-3-8 -> RELU]*N", "N", "says not how often"),
        ("[CONV-3-8 -> RELU]*1000000", "1000000", "is more often than 999,999 times"),
        ("CONV-3-8 POOL?", "?", "leaves open whether the layer is there"),
        ("CONV-40-8", "CONV-40-8", "a window of 40 is larger than the 32 that it slides over"),
        ("FC-10 CONV-3-8", "CONV-3-8", "what arrives is a vector of 10"),
        ("CONV-3-8 s0", "CONV-3-8 s0", "cannot be written down"),
        ("POOL-2 p2", "POOL-2 p2", "padding 2 is more than half of the kernel of 2"),
        ("CONV-3-9999999", "CONV-3-9999999", "beyond 1,000,000, the bound of a spec"),
        ("CONV-3-\x1b[2J", "", "is no layer of a shorthand"),
        ("", "", "no layer stands here"),
        ("-> , ->", "-> , ->", "no layer stands here"),
    ],
)
def test_a_word_that_cannot_be_read_is_pointed_at(text: str, marked: str, said: str) -> None:
    with pytest.raises(SpecError) as refused:
        from_shorthand(text, input="32x32x3")
    (problem,) = refused.value.diagnostics
    assert said in problem.message
    assert problem.place
    assert "\x1b" not in problem.drawn()
    if marked:
        start = problem.place.column - 1
        assert text[start : start + problem.place.length] == marked


def test_a_place_in_a_text_of_several_lines_is_found() -> None:
    with pytest.raises(SpecError) as refused:
        from_shorthand("conv3-64\nconv3-64 maxpool\nconv3-128 mxpool", input="32x32x3")
    (problem,) = refused.value.diagnostics
    assert problem.drawn().splitlines()[:5] == [
        "error[shorthand]: `mxpool` is no layer of a shorthand",
        "  --> <shorthand>:3:11",
        "  |",
        "3 | conv3-128 mxpool",
        "  |           ^^^^^^",
    ]
    assert problem.helps == ("did you mean MAXPOOL?",)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 5_000,
        "[[[[RELU]*99999]*99999]*99999]*99999",
        "RELU " * 4_000,
        "relu-" * 2_000,
        "9" * 9_000,
    ],
)
def test_no_text_takes_long_or_fails_in_another_way(text: str) -> None:
    """Brackets without end, layers without end, one long word."""
    try:
        from_shorthand(text, input="32x32x3")
    except SpecError as error:
        (problem,) = error.diagnostics
        found = problem.message
    else:
        found = "read"
    assert found


@pytest.mark.parametrize("given", [None, "12x", "0x4x4"])
def test_an_input_that_is_missing_or_none_is_said(given: str | None) -> None:
    with pytest.raises(CannotRunError, match="--input"):
        from_shorthand("RELU", input=given)


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("[[[]]*999999]*999999 FC-10", 3, "no layer stands in these brackets"),
        ("[RELU)", 6, "`)` stands where `]` would close the bracket that is open"),
        ("FC-10]", 6, "`]` closes a bracket that is not open"),
        (f"{'[' * 22}RELU{']' * 22}", 21, "brackets stand in brackets, 20 deep and more"),
        ("CONV-99999999-32", 6, "`99999999` is a number of 8 digits, and 7 are read"),
        ("CONV-0-32", 1, "a conv of these sizes cannot be written down: filters 32, kernel 0"),
    ],
)
def test_brackets_and_numbers_that_are_none_are_said(text: str, place: int, said: str) -> None:
    with pytest.raises(SpecError) as refused:
        from_shorthand(text, input="8x8x3")
    (problem,) = refused.value.diagnostics
    assert problem.place is not None
    assert (problem.place.column, said in problem.message) == (place, True)


@pytest.mark.parametrize(
    ("name", "input_", "helps"),
    [
        ("a" * 100, "8x8x3", ("another can be said with `--name`",)),
        (
            "network",
            "9999999x9999999x3",
            ("a smaller network, or a smaller `--input`, stays within the bound",),
        ),
    ],
)
def test_nothing_points_into_a_text_that_nobody_has_seen(
    name: str, input_: str, helps: tuple[str, ...]
) -> None:
    with pytest.raises(SpecError) as refused:
        from_shorthand("POOL-2 FC-10", input=input_, name=name)
    (problem,) = refused.value.diagnostics
    assert (problem.place, problem.helps) == (None, helps)


def test_groups_of_what_stands_there_no_times_are_left_out_at_once() -> None:
    """A million times a million rounds of nothing would last for days."""
    assert layers("[[[RELU]*0]*999999]*999999 FC-10") == ["dense: 10"]


@pytest.mark.parametrize("text", ["[RELU]*0", "INPUT[8x8x3]"])
def test_a_shorthand_of_no_layer_is_said(text: str) -> None:
    with pytest.raises(SpecError, match="no layer comes of the shorthand"):
        from_shorthand(text, input="8x8x3")
