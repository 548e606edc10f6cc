"""Diagnoses: what is documented is found, and what is not gets no story."""

import random
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

import pytest

import cnncalc
from cnncalc.analysis.convention import Convention
from cnncalc.analysis.result import Analysis
from cnncalc.coursework.answer import Answer
from cnncalc.coursework.diagnosis import Diagnosis, diagnose
from cnncalc.coursework.question import TOTAL, Question, question
from tests.coursework.documented import DOCUMENTED, EXAMPLES, Example, put, written
from tests.coursework.network import asked

ALEXNET = cnncalc.analyze("alexnet-single")


@pytest.mark.parametrize("example", [each for each in EXAMPLES if not each.waiting], ids=str)
def test_the_example_of_a_misconception_is_diagnosed_as_that(example: Example) -> None:
    """Wrong numbers of quizzes, exams and forums; their evidence stands in the catalogue."""
    asked = put(example)
    assert written(asked, example.right).value == right_value(asked)
    found = diagnose(asked, written(asked, example.wrong))
    assert found is not None
    assert example.id in {each for slip in found.candidates for each in slip.ids}


def right_value(asked: Question) -> object:
    """The right answer as an `Answer` holds it."""
    right = asked.right
    return tuple(each.value for each in right) if isinstance(right, tuple) else right.value


def test_the_examples_that_wait_need_kinds_that_there_are_not_yet() -> None:
    """Padding by itself, transposed and depthwise convolutions."""
    waiting = {each.id for each in EXAMPLES if each.waiting}
    assert waiting <= {"S-PAD-DEPTH-TOO", "S-TRANSPOSED-AS-CONV", "P-DEPTHWISE-ONLY"}


def test_the_documented_wrong_answers_are_diagnosed_as_what_they_are() -> None:
    """Of the options whose misconception is documented, and of all there are.

    An earlier experiment explained 80 % of the options that it had been written after, and 70 %
    of others; an option that nobody can explain stays without a story, as it should.
    """
    known, unknown = Counter[bool](), Counter[bool]()
    for row in DOCUMENTED:
        for text, ids in row.wrong.items():
            if row.waiting:
                continue
            asked = put(row)
            found = diagnose(asked, written(asked, text))
            if ids:
                known[found is not None and is_told(found, ids)] += 1
            else:
                unknown[found is not None] += 1
    assert known.total() >= 45
    every = known.total() + unknown.total()
    assert known[True] / known.total() >= 0.95  # measured: 56 of 56; 49 without what waits
    assert known[True] / every >= 0.75  # measured: 56 of 70
    assert unknown[True] <= 2  # measured: 1 of 14, a size that is that of the input


def is_told(found: Diagnosis, ids: frozenset[str]) -> bool:
    """Whether one candidate is made of just these misconceptions."""
    return ids in [frozenset(each.ids) for each in found.candidates]


def networks() -> Iterator[Analysis]:
    """The networks of the questions that ask for a count, and layers as textbooks have them."""
    for _, rows in groupby(DOCUMENTED, key=lambda each: each.id):
        counts = [each for each in rows if each.quantity in COUNTS and not each.waiting]
        if counts:
            yield put(counts[0]).analysis
    for model in ("alexnet", "alexnet-single", "lenet5", "vgg16", "zfnet"):
        yield cnncalc.analyze(model)
    for size, depth, kernel, stride, filters in TEXTBOOK:
        conv = f"conv: {{filters: {filters}, kernel: {kernel}, stride: {stride}, padding: half}}"
        spec = f"{{name: n, rounding: floor, input: {size}x{size}x{depth}, layers: "
        yield cnncalc.analyze(cnncalc.load_text(spec + f"[{conv}, maxpool: 2, dense: 100]}}"))


COUNTS = {"parameters", "weights", "biases", "macs", "flops", "connections", "neurons"}
TEXTBOOK = [
    (size, depth, kernel, stride, filters)
    for size, depth, filters in ((28, 1, 32), (32, 3, 64), (56, 64, 128), (224, 3, 96))
    for kernel in (3, 5, 7)
    for stride in (1, 2)
]


@pytest.mark.long
def test_a_slip_of_the_pen_gets_no_story() -> None:
    """One digit of a right number changed at random: under 2 % of parameters and operations."""
    draw = random.Random(0)  # noqa: S311  seeded, so that the figures can be measured again
    told, counted = Counter[str](), Counter[str]()
    for count in [each for analysis in networks() for each in counts(analysis)]:
        for _ in range(3):
            wrong = with_one_digit_changed(str(right_value(count)), draw)
            counted[count.quantity] += 1
            told[count.quantity] += diagnose(count, Answer(str(wrong), wrong)) is not None
    assert counted.total() > 2500
    assert told.total() / counted.total() < 0.015  # measured over eight seeds: 1.0 %
    for quantity in counted:  # measured over eight seeds: 1.5 %, 0.5 % and 1.0 %
        assert told[quantity] / counted[quantity] < 0.02, (quantity, told, counted)


def counts(analysis: Analysis) -> Iterator[Question]:
    """What a network's parameters and operations are asked for, where there are any."""
    for layer in [*analysis.layers, TOTAL]:
        for quantity in ("parameters", "macs", "flops"):
            asked = question(analysis, layer, quantity, Convention())
            if right_value(asked):
                yield asked


def with_one_digit_changed(text: str, draw: random.Random) -> int:
    """A number with one of its digits exchanged for another."""
    at = draw.randrange(len(text))
    digit = draw.choice([each for each in "0123456789" if each != text[at]])
    return int(text[:at] + digit + text[at + 1 :])


def found_for(layer: str, quantity: str, text: str, seen: Counter[str] | None = None) -> Diagnosis:
    """What is found for an answer about AlexNet."""
    asked = question(ALEXNET, layer, quantity, Convention())
    found = diagnose(asked, written(asked, text), seen=seen or Counter())
    assert found is not None
    return found


def test_a_count_is_said_plainly_and_a_size_only_if() -> None:
    """CS231n's conv1 without its biases; 26 for pool1 has more than one origin."""
    plain = found_for("conv1", "parameters", "34,848")
    assert plain.confidence == "sure"
    assert plain.candidates[0].statement == "the count without the biases"
    careful = found_for("pool1", "output", "26x26x96")
    assert careful.confidence == "possible"
    assert len(careful.candidates) == 2


def test_the_same_slip_in_another_row_makes_it_likelier_and_breaks_ties() -> None:
    """26 is both "+1" left out and "+1" inside the division; the other row tells which."""
    seen = Counter(["S-PLUS-ONE-INSIDE"])
    first = found_for("pool1", "output", "26x26x96").candidates[0]
    again = found_for("pool1", "output", "26x26x96", seen)
    assert first.ids == ("S-NO-PLUS-ONE",)
    assert again.candidates[0].ids == ("S-PLUS-ONE-INSIDE",)
    alone = found_for("pool1", "output", "53x53x96")
    assert alone.confidence == "possible"
    assert found_for("pool1", "output", "53x53x96", Counter(alone.candidates[0].ids)) != alone
    assert found_for("pool1", "output", "53x53x96", Counter(["S-POOL-STRIDE-1"])).confidence == (
        "likely"
    )


def test_a_shape_is_read_in_the_order_of_the_sheet_or_in_parts() -> None:
    """Height and width alone, or one side of a square, say as much of a slip."""
    for text in ("26x26x96", "26x26", "26"):
        assert found_for("pool1", "output", text).candidates[0].ids == ("S-NO-PLUS-ONE",)
    for order, text in (("chw", "96x26x26"), ("whc", "26x26x96")):
        convention = Convention(order=order)  # type: ignore[arg-type]  # one of the three
        asked = question(ALEXNET, "pool1", "output", convention)
        found = diagnose(asked, written(asked, text))
        assert found is not None
        assert found.candidates[0].ids == ("S-NO-PLUS-ONE",)


def test_a_rounded_wrong_answer_is_recognised_from_three_digits_on() -> None:
    """62.4M is AlexNet; a total of 29.4 thousand has one filter a layer; 29K says too little."""
    asked = question(ALEXNET, TOTAL, "parameters", Convention())
    found = diagnose(asked, written(asked, "29.4K"))
    assert found is not None
    assert found.candidates[0].ids == ("P-ONE-FILTER",)
    assert found.confidence == "likely"
    assert diagnose(asked, written(asked, "29K")) is None


def test_a_number_of_no_known_origin_gets_no_story() -> None:
    """Options that their own authors cannot explain stay so: 16x16x32 for 29x29x32 (Q003)."""
    spec = "{name: n, input: 63x63x16, layers: [conv: {name: c, filters: 32, kernel: 7,"
    analysis = cnncalc.analyze(cnncalc.load_text(spec + " stride: 2}]}"))
    asked = question(analysis, "c", "output", Convention())
    assert diagnose(asked, written(asked, "16x16x32")) is None


def test_a_count_of_one_digit_gets_no_story() -> None:
    """Of 6 biases, 1 and 12 and 24 all would be something; of 16 one can tell."""
    conv = "conv: {{name: c, filters: {}, kernel: 3}}"
    few, more = (asked("8x8x2", conv.format(count), "c", "biases") for count in (6, 16))
    assert diagnose(few, written(few, "1")) is None
    found = diagnose(more, written(more, "1"))
    assert found is not None
    assert found.candidates[0].ids == ("P-ONE-BIAS",)
    assert found.confidence == "likely"


def test_what_is_unusual_in_a_layer_is_thought_of_first() -> None:
    """112 for 109: W/S is the commoner slip, but the exercise is about dilation."""
    layers = "conv: {name: c, filters: 64, kernel: 7, stride: 2, padding: 3, dilation: 2}"
    conv = asked("224x224x3", layers, "c", "output")
    found = diagnose(conv, written(conv, "112x112x64"))
    assert found is not None
    assert [each.ids for each in found.candidates] == [
        ("S-DILATION-IGNORED",),
        ("S-DIVIDE-BY-STRIDE",),
    ]


def test_two_names_of_one_working_are_no_doubt() -> None:
    """6,400 for 18,944 leaves out three channels, or takes a colour image for a grey one (Q012)."""
    conv = asked("256x256x3", "conv: {name: c, filters: 128, kernel: 7}", "c", "parameters")
    found = diagnose(conv, written(conv, "6400"))
    assert found is not None
    assert [each.ids for each in found.candidates] == [("P-NO-CIN",), ("P-GREY-FOR-RGB",)]
    assert found.confidence == "sure"


def test_two_workings_of_one_number_are_a_doubt() -> None:
    """576 for 1,728 (Q034): with 3 channels and a side of 3, either may be left out."""
    conv = asked("224x224x3", "conv: {name: c, filters: 64, kernel: 3}", "c", "weights")
    found = diagnose(conv, written(conv, "576"))
    assert found is not None
    assert found.candidates[0].ids == ("P-NO-CIN",)
    assert found.confidence == "likely"
