"""The table of a verification, made by hand, so that it needs no PyTorch."""

from __future__ import annotations

from dataclasses import replace

from cnncalc.report.cell import cell_text
from cnncalc.report.format import write_table
from cnncalc.report.look import Look
from cnncalc.report.verification import verification_table
from cnncalc.shape import Image, Vector
from cnncalc.verify.extent import Extent
from cnncalc.verify.result import Check, Peaks, Row, Surroundings, Verification

PLAIN = Look(ascii=True)
ALEXNET = Verification(
    name="AlexNet",
    title="",
    input_shape=Image(3, 227, 227),
    surroundings=Surroundings("2.13.0", "cpu", "float32", 1, 2),
    rows=(
        Row(
            "conv1",
            "conv",
            Image(96, 55, 55),
            {
                "output_shape": Check((96, 55, 55), (96, 55, 55)),
                "parameters": Check(34_944, 34_944),
                "biases": Check(96, 96),
            },
            milliseconds=1.234,
        ),
        Row("relu1", "relu", Image(96, 55, 55), {"parameters": Check(0, 0)}),
    ),
)
"""A part of the first row of AlexNet, as a lecture's table has it."""


def notes(verification: Verification) -> list[str]:
    """The sentences below the table."""
    return list(verification_table(verification).notes)


def with_row(**changes: object) -> Verification:
    """AlexNet with another first row."""
    first, *others = ALEXNET.rows
    return replace(ALEXNET, rows=(replace(first, **changes), *others))  # type: ignore[arg-type]  # the fields of a row


def test_every_figure_stands_beside_what_was_measured() -> None:
    """And what was not asked for has no column."""
    table = verification_table(ALEXNET)
    assert [each.key for each in table.columns] == [
        "name",
        "kind",
        "output_shape.predicted",
        "output_shape.measured",
        "parameters.predicted",
        "parameters.measured",
        "milliseconds",
        "verdict",
    ]
    cells = [cell_text(each, PLAIN) for each in table.rows[0]]
    assert cells[2:] == ["55x55x96", "55x55x96", "34,944", "34,944", "1.23", "agrees"]
    assert table.totals is not None
    assert [cell_text(each, PLAIN) for each in table.totals][-4:-2] == ["34,944", "34,944"]


def test_what_was_measured_is_left_out_last_and_the_verdict_never() -> None:
    """In the order that docs/verification.md states."""
    checks = {each: Check(1, 1) for each in ("output_shape", "parameters", "flops")}
    checks |= {each: Check(1, 1) for each in ("backward_flops", "receptive_field")}
    columns = verification_table(with_row(checks=checks)).columns
    ranked = {rank: {c.key for c in columns if c.rank == rank} for rank in range(7)}
    first, others = ("output_shape", "parameters", "flops"), ("backward_flops", "receptive_field")
    assert ranked == {
        6: {"milliseconds"},
        5: {f"{each}.predicted" for each in others},
        4: {"kind", *(f"{each}.predicted" for each in first)},
        3: set(),
        2: {f"{each}.measured" for each in others},
        1: {f"{each}.measured" for each in first},
        0: {"name", "verdict"},
    }


def test_how_pytorch_was_built_is_not_told() -> None:
    """The first sentence is the same for all builds of a release, and counts in good English."""
    here = replace(ALEXNET.surroundings, torch="2.13.0+cu130", threads=1, batch=1_000)
    expected = "PyTorch 2.13.0 on cpu with 1 thread: float32, batch of 1,000 examples"
    assert notes(replace(ALEXNET, surroundings=here))[0] == expected


def test_the_last_sentence_is_how_it_ended() -> None:
    """Above it stands where the network ran."""
    first, *_, last = notes(ALEXNET)
    assert first == "PyTorch 2.13.0 on cpu with 2 threads: float32, batch of 1 example"
    assert last == "all 2 rows agree (output, parameters)"


def test_what_differs_is_said_in_a_sentence() -> None:
    """With both figures, also those that have no column."""
    wrong = with_row(
        checks={
            "output_shape": Check((96, 55, 55), (96, 54, 54)),
            "biases": Check(96, 0),
            "receptive_field": Check(
                Extent(((0, 10), None), ((0, 10), None)), Extent(((0, 9), None), ((0, 10), None))
            ),
        }
    )
    assert notes(wrong)[-2:] == [
        (
            "conv1: output predicted 55x55x96, measured 54x54x96; biases predicted 96, measured 0; "
            "receptive field predicted rows 0 to 10 | none and columns 0 to 10 | none, "
            "measured rows 0 to 9 | none and columns 0 to 10 | none"
        ),
        "1 of 2 rows agree (output, parameters, receptive field); 1 differs",
    ]


def test_a_shape_that_no_layer_has_is_said_in_numbers() -> None:
    """A tensor may have any number of axes."""
    wrong = with_row(checks={"output_shape": Check((96, 55, 55), (2, 96, 55, 55, 1))})
    assert notes(wrong)[-2] == ("conv1: output predicted 55x55x96, measured (2, 96, 55, 55, 1)")
    vector = with_row(output_shape=Vector(10), checks={"output_shape": Check((10,), (9,))})
    assert notes(vector)[-2] == "conv1: output predicted 10, measured 9"


def test_what_pytorch_refuses_and_what_has_no_builder_are_two_sentences() -> None:
    """Neither is silently right."""
    unknown = {"parameters": Check(34_944, None), "flops": Check(1, None)}
    refused = notes(with_row(checks=unknown, refusal="no such padding"))
    assert refused[-2] == "conv1: PyTorch refuses it: no such padding"
    assert refused[-1] == "1 of 2 rows agree (parameters, FLOPs); 1 refused"
    assert notes(with_row(checks=unknown))[-2] == (
        "conv1: not checked, for want of a builder of conv"
    )
    some = {"parameters": Check(1, 1), "receptive_field": Check(None, None)}
    assert notes(with_row(checks=some))[-2] == "conv1: not checked (receptive field)"


def test_a_known_fault_is_explained_and_passes() -> None:
    """The measured figure is the one that the fault gives."""
    faulty = with_row(checks={"backward_flops": Check(200, 500, 500)})
    faulty = replace(faulty, rows=faulty.rows[:1])
    assert faulty.agrees
    assert any(each.startswith("known fault (conv1): PyTorch counts") for each in notes(faulty))
    assert notes(faulty)[-1] == (
        "0 of 1 rows agree (backward FLOPs), 1 more but for the known fault"
    )


def test_many_differences_are_cut_short() -> None:
    """Twenty are told, and how many more there are."""
    wrong = with_row(checks={"parameters": Check(1, 2)}).rows[0]
    told = notes(replace(ALEXNET, rows=(wrong,) * 25))
    assert sum(each.startswith("conv1: ") for each in told) == 20
    assert told[-2:] == ["and 5 more layers", "0 of 25 rows agree (parameters); 25 differs"]


def test_the_peaks_of_a_gpu_stand_in_both_units() -> None:
    """And a peak that PyTorch had to ask twice for is worth nothing."""
    peaks = {"first_step": Peaks(1_024, 1_048_576, 1_048_576, 2_097_152, retries=2)}
    faulty = replace(ALEXNET, peaks=peaks, context_bytes=1024, untrained="the memory ran out")
    faulty = replace(faulty, parameter_bytes=139_776, activation_bytes=1_161_600)
    measured = notes(faulty)
    assert (
        "counted: parameters 139,776 B = 140 kB = 137 KiB; "
        "activations of the batch with its input 1,161,600 B = 1.16 MB = 1.11 MiB" in measured
    )
    assert any(
        each.startswith(
            "most memory, first step: requested 1,048,576 B = 1.05 MB = 1.00 MiB, "
            "of which 1,024 B = 1.02 kB = 1.00 KiB were held before; allocated"
        )
        for each in measured
    )
    assert "first step had to ask 2 times for memory, so its peaks mean nothing" in measured
    assert "no step of training was measured: the memory ran out" in measured
    assert any(each.startswith("beside PyTorch the GPU holds 1,024 B") for each in measured)


def test_what_is_predicted_stands_before_what_was_measured() -> None:
    """Workspaces are what was held before the first pass beside what is predicted."""
    peaks = {
        "inference": Peaks(2_024, 3_024, 3_072, 2_097_152, retries=0, predicted=2_000),
        "first_step": Peaks(2_024, 9_034, 9_216, 2_097_152, retries=0, predicted=8_000),
        "second_step": Peaks(2_024, 8_224, 9_216, 2_097_152, retries=0, predicted=8_000),
    }
    told = notes(replace(ALEXNET, peaks=peaks, base_bytes=1_000))
    assert any(
        each.startswith("most memory, inference: predicted 2,000 B = 2.00 kB = 1.95 KiB; requested")
        for each in told
    )
    assert [each for each in told if "without the workspaces" in each] == [
        (
            "inference: what was requested without the workspaces held before is what was "
            "predicted, to the byte"
        ),
        "first step: 0.12% more was requested without the workspaces held before than predicted",
        "second step: 10.00% less was requested without the workspaces held before than predicted",
    ]
    assert (
        "held all the while beside parameters, input and classes, and not predicted: "
        "1,024 B = 1.02 kB = 1.00 KiB, workspaces of libraries" in told
    )


def test_a_name_that_is_more_than_a_name_stays_text() -> None:
    """On a terminal, in a spreadsheet, in Markdown."""
    hostile = with_row(name="\x1b[2J", refusal="[red]\x9b31m")
    table = verification_table(hostile)
    for name in ("table", "markdown", "latex", "csv", "json"):
        assert "\x1b" not in write_table(table, name, PLAIN)
        assert "\x9b" not in write_table(table, name, PLAIN)
