"""Questions: the right answers of public coursework, and what there is not to be asked."""

import pytest

import cnncalc
from cnncalc.analysis.convention import Convention
from cnncalc.coursework.agreement import EXACT, agreement
from cnncalc.coursework.question import ASKED, TOTAL, expected_text, question
from tests.coursework.documented import DOCUMENTED, Row, put, written

ALEXNET = cnncalc.analyze("alexnet-single")
NOW = [each for each in DOCUMENTED if not each.waiting]


@pytest.mark.parametrize("row", NOW, ids=str)
def test_the_right_answer_is_that_of_an_independent_computation(row: Row) -> None:
    """The sources of the questions are in tests/data/coursework/questions.yaml."""
    asked = put(row)
    assert agreement(asked.right, written(asked, row.right), asked.convention) == EXACT


@pytest.mark.parametrize("row", [each for each in NOW if each.source], ids=str)
def test_an_answer_that_its_source_has_right_is_accepted(row: Row) -> None:
    """Exactly, or to the digits that the source writes."""
    asked = put(row)
    text = row.right if row.source == "right" else row.source
    found = agreement(asked.right, written(asked, text), asked.convention)
    assert found is not None
    assert (found.digits is None) == (row.source == "right")


def test_what_is_documented_is_not_empty() -> None:
    """A test over a list is no test where the list is empty."""
    assert len([each for each in NOW if each.source]) > 100


def test_the_questions_that_wait_for_a_kind_of_layer_are_few() -> None:
    """Padding by itself, depthwise and transposed convolutions, global pooling."""
    waiting = {each.id for each in DOCUMENTED if each.waiting}
    assert waiting <= {"Q004", "Q009", "Q011", "Q036", "Q037", "Q093", "Q141"}


def test_an_answer_is_written_in_the_order_of_the_sheet() -> None:
    """55x55x96 in AlexNet's paper; PyTorch writes the channels first."""
    orders = {"hwc": "27x13x64", "chw": "64x27x13", "whc": "13x27x64"}
    spec = "{name: n, input: 28x28x4, layers: [conv: {name: c, filters: 64, kernel: [2, 3],"
    spec += " stride: [1, 2], rounding: floor}]}"  # Q035, an interview question
    analysis = cnncalc.analyze(cnncalc.load_text(spec))
    for order, text in orders.items():
        convention = Convention(order=order)  # type: ignore[arg-type]  # one of the three
        assert expected_text(question(analysis, "c", "output", convention)) == text
    assert expected_text(question(ALEXNET, "conv1", "parameters", Convention())) == "34,944"


def test_a_field_is_one_size_where_it_is_square_and_else_two() -> None:
    """A window of 2x3 sees 2 rows and 3 columns."""
    spec = "{name: n, input: 28x28x4, layers: [conv: {name: c, filters: 6, kernel: [2, 3]}]}"
    analysis = cnncalc.analyze(cnncalc.load_text(spec))
    assert expected_text(question(analysis, "c", "receptive_field", Convention())) == "2x3"
    assert expected_text(question(ALEXNET, "conv1", "receptive_field", Convention())) == "11"


def test_the_numbers_at_hand_are_those_of_the_layer() -> None:
    """AlexNet's first layer, as CS231n describes it; the total has none."""
    given = question(ALEXNET, "conv1", "macs", Convention()).given
    numbers = {symbol: leaf.value for symbol, leaf in given.items()}
    assert numbers == {
        "W": 227,
        "H": 227,
        "D": 3,
        "N": 227 * 227 * 3,
        "F": 11,
        "S": 4,
        "P": 0,
        "d": 1,
        "g": 1,
        "K": 96,
        "H_out": 55,
        "W_out": 55,
        "H_0": 227,
        "W_0": 227,
        "D_0": 3,
    }
    assert not question(ALEXNET, TOTAL, "macs", Convention()).given


@pytest.mark.parametrize(
    ("layer", "quantity", "message"),
    [
        ("conv11", "macs", "there is no layer conv11; did you mean conv1?"),
        ("zzz", "macs", "there is no layer zzz"),
        ("conv1", "paramters", "paramters is not asked of a layer; did you mean parameters?"),
        ("total", "output", "output is not asked of a total: parameters, weights"),
    ],
)
def test_what_there_is_not_to_be_asked_gets_the_nearest(
    layer: str, quantity: str, message: str
) -> None:
    """A typo is the likeliest reason."""
    with pytest.raises(LookupError) as caught:
        question(ALEXNET, layer, quantity, Convention())
    assert str(caught.value).startswith(message)


def test_everything_that_is_asked_of_a_layer_has_an_answer() -> None:
    """Of every kind of layer in two networks, a vector's receptive field left out."""
    for model in ("alexnet", "lenet5"):
        analysis = cnncalc.analyze(model)
        for layer in analysis.layers:
            for quantity in ASKED:
                assert expected_text(question(analysis, layer, quantity, Convention()))


def test_a_network_without_an_image_has_no_receptive_field() -> None:
    """It is measured in pixels."""
    spec = "{name: n, input: 10, layers: [dense: {name: d, units: 4}]}"
    analysis = cnncalc.analyze(cnncalc.load_text(spec))
    with pytest.raises(LookupError):
        question(analysis, "d", "receptive_field", Convention())
    assert expected_text(question(analysis, "d", "output", Convention())) == "4"
