"""The answers of a sheet: where they stand, what is written, and what is asked twice or of none."""

from __future__ import annotations

import pytest

from cnncalc.coursework.cell import MOST_CELLS
from cnncalc.coursework.sheet import Sheet, sheet_of
from cnncalc.diagnostic import SpecError
from cnncalc.spec.source import parse_source


def sheet(answers: str, model: str = "alexnet") -> Sheet:
    """A sheet with some lines of answers, from line 3."""
    return sheet_of(parse_source(f"model: {model}\nanswers:\n{answers}\n", "sheet.yaml"))


def said_of(answers: str, model: str = "alexnet") -> list[str]:
    """What is said of a sheet that cannot be read, a line each."""
    with pytest.raises(SpecError) as caught:
        sheet(answers, model)
    return [each.concise().removeprefix("sheet.yaml:") for each in caught.value.diagnostics]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("34,848", "34,848"),
        ('"34,848"', "34,848"),
        ("34,848  # from the notes", "34,848"),
        ("0x10", "0x10"),
        ("010", "010"),
        ("1:30", "1:30"),
        ("1e6", "1e6"),
        ("yes", "yes"),
        ("2024-01-01", "2024-01-01"),
        ("62.40", "62.40"),
        ("55 x 55\n      x 96", "55 x 55 x 96"),
        ("[55, 55, 96]", "[55, 55, 96]"),
        ("96@55x55", "96@55x55"),
        ("(5*5*3+1)*100", "(5*5*3+1)*100"),
        ("", None),
        ("~", None),
        ('""', ""),
        ("[[1]]", [[1]]),
        ("{height: 55}", {"height": 55}),
    ],
)
def test_an_answer_is_kept_as_it_is_written(written: str, text: object) -> None:
    """Whatever YAML makes of it: 0x10 is no 16, and 1e6 no float."""
    (cell,) = sheet(f"  conv1:\n    output: {written}").cells
    assert cell.answer_text == text


def test_a_cell_knows_its_place_and_the_word_that_asked() -> None:
    first, second = sheet("  conv1:\n    size: 55x55\n    params:").cells
    assert (first.layer, first.quantity, first.asked) == ("conv1", "output", "size")
    assert (str(first.place), first.place.length) == ("sheet.yaml:4:11", 5)
    assert (str(second.place), second.asked) == ("sheet.yaml:5:5", "params")


def test_a_layer_is_called_as_in_a_spec() -> None:
    """A name of a repeat means its last round; `total` is the whole network."""
    cells = sheet("  conv3:\n    params:\n  Total:\n    params:", "vgg16").cells
    assert [each.layer for each in cells] == ["conv3_3", "total"]


def test_a_layer_without_questions_asks_nothing() -> None:
    assert len(sheet("  conv1:\n  pool1:\n    output:").cells) == 1


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (
            "  conv6:\n    output:",
            "3:3: unknown-layer AlexNet has no layer `conv6`; help: did you mean `conv5`?",
        ),
        (
            "  sum:\n    params:",
            "3:3: unknown-layer AlexNet has no layer `sum`; help: did you mean `total`?",
        ),
        (
            "  zzz:\n    output:",
            (
                "3:3: unknown-layer AlexNet has no layer `zzz`; help: there are conv1, relu1, "
                "norm1, pool1, conv2, relu2, norm2, pool2, conv3, relu3, conv4, relu4 and others"
            ),
        ),
        (
            "  output: 55x55x96",
            (
                "3:3: unknown-layer `output` stands where a layer is meant; "
                "help: put it under its layer, indented"
            ),
        ),
        (
            "  conv1: 55x55x96",
            (
                "3:10: no-quantity it is not said which figure of conv1 this is; "
                "help: write the quantity and its answer under it, indented: `output: 55x55x96`"
            ),
        ),
        (
            "  conv1:\n    prameters:",
            (
                "4:5: unknown-quantity `prameters` is nothing that a sheet can ask for; "
                "help: did you mean `parameters`?"
            ),
        ),
        (
            "  conv1:\n    colour: red",
            (
                "4:5: unknown-quantity `colour` is nothing that a sheet can ask for; "
                "help: what can be asked is output, parameters, weights, biases, macs, flops, "
                "connections, neurons, activations, memory, values or receptive_field"
            ),
        ),
        (
            "  total:\n    output:",
            (
                "4:5: not-asked output is not asked of a total: parameters, weights, biases, macs, "
                "flops, connections, neurons, activations, memory are; help: remove this line"
            ),
        ),
        (
            "  conv1:\n    output: 1\n    size: 2",
            (
                "5:5: answered-twice conv1 output is asked twice; the first is in line 4; "
                "help: remove one of the two"
            ),
        ),
        (
            "  conv1:\n    output:\n  conv1:\n    params:",
            (
                "5:3: duplicate-key `conv1` is given twice; the first is in line 3; "
                "help: remove one of the two"
            ),
        ),
        (
            "  conv1: {params: 34,848}",
            (
                "3:19: number-cut-up between braces YAML ends a value at a comma, and cuts 34,848 "
                'up; help: write 34848, or "34,848" in quotes; '
                "help: or give each answer a line of its own, without braces"
            ),
        ),
        (
            "  conv1: {params: 62,344,344, macs: 1}",
            (
                "3:19: number-cut-up between braces YAML ends a value at a comma, "
                'and cuts 62,344,344 up; help: write 62344344, or "62,344,344" in quotes; '
                "help: or give each answer a line of its own, without braces"
            ),
        ),
        (
            "  pool1: {output: 27, 27, 96}",
            (
                "3:19: number-cut-up between braces YAML ends a value at a comma, "
                'and cuts 27, 27, 96 up; help: write 27x27x96, or "27, 27, 96" in quotes; '
                "help: or give each answer a line of its own, without braces"
            ),
        ),
        (
            "",
            (
                "2:1: no-questions the sheet asks nothing under `answers`; help: write layers and "
                "what is asked of them, each on a line: `conv1:`, `output:`"
            ),
        ),
    ],
)
def test_what_cannot_be_asked_has_its_sentence(answers: str, said: str) -> None:
    assert said_of(answers) == [said]


def test_a_receptive_field_is_asked_of_images_alone() -> None:
    about = "input: 8\nlayers: [dense: 3]\nanswers:\n  dense1:\n    receptive_field:\n"
    with pytest.raises(SpecError) as caught:
        sheet_of(parse_source(about, "sheet.yaml"))
    assert "dense1 has no receptive field: the input is no image" in str(caught.value)


def test_a_sheet_of_more_answers_than_anybody_gives_is_refused() -> None:
    network = "input: 8\nlayers: [repeat: {times: 2501, layers: [dense: {name: d, units: 8}]}]"
    asked = ", ".join(f"{each}: " for each in ("params", "weights", "biases", "macs"))
    answers = "\n".join(f"  d_{number}: {{{asked}}}" for number in range(1, 2502))
    with pytest.raises(SpecError) as caught:
        sheet_of(parse_source(f"{network}\nanswers:\n{answers}\n", "sheet.yaml"))
    (problem,) = caught.value.diagnostics
    assert problem.message == f"the sheet asks for more than {MOST_CELLS:,} answers"
