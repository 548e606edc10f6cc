"""What the names of formulas stand for. The layers are AlexNet's and LeNet-5's."""

import cnncalc
from cnncalc.analysis.convention import Convention
from cnncalc.coursework.wrong.term import layer_terms, total_terms
from cnncalc.notation import formula
from tests.coursework.network import network

ALEXNET = cnncalc.analyze("alexnet")


def test_a_layers_names_are_its_numbers_and_its_figures() -> None:
    """AlexNet's conv2: 5x5 over 96 maps in two groups, 307,200 weights and 256 biases."""
    terms = layer_terms(ALEXNET.layers["conv2"], ALEXNET.input_shape, Convention())
    assert formula(terms["area"]) == "F*F"
    assert formula(terms["depth"]) == "D/g"
    assert (terms["weights"].value, terms["biases"].value) == (307200, 256)
    assert (terms["values"].value, terms["B"].value) == (27 * 27 * 256, 4)
    assert terms["D_0"].value == 3
    assert not {"same", "table", "reads_input"} & set(terms)


def test_what_holds_of_a_layer_is_a_name_that_is_given() -> None:
    """A condition of the catalogue asks for it."""
    first = layer_terms(ALEXNET.layers["conv1"], ALEXNET.input_shape, Convention())
    assert "reads_input" in first
    assert "forward" in first
    training = Convention(memory="forward_backward")
    assert "forward" not in layer_terms(ALEXNET.layers["conv1"], ALEXNET.input_shape, training)
    lenet = cnncalc.analyze("lenet5")
    assert "table" in layer_terms(lenet.layers["C3"], lenet.input_shape, Convention())
    same = network("8x8x3", "conv: {name: c, filters: 4, kernel: 3, padding: same}")
    assert "same" in layer_terms(same.layers["c"], same.input_shape, Convention())


def test_the_units_of_a_dense_layer_are_its_filters() -> None:
    """One row serves both: `weights + K`."""
    terms = layer_terms(ALEXNET.layers["fc7"], ALEXNET.input_shape, Convention())
    assert (terms["K"].value, terms["N"].value) == (4096, 4096)
    assert "area" not in terms
    assert "depth" not in terms


def test_a_networks_names_are_its_totals_and_its_input() -> None:
    """60,965,224 parameters, and 227*227*3 values of the input."""
    terms = total_terms(ALEXNET, Convention())
    assert (terms["parameters"].value, terms["N_0"].value) == (60965224, 154587)
    assert "input_counted" not in terms
    assert "input_counted" in total_terms(ALEXNET, Convention(input="counted"))
