"""What every kind keeps to: a new kind is tested here without a line of its own."""

from __future__ import annotations

from functools import cache
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from cnncalc.derivation import Expression, substitute
from cnncalc.diagnostic import LayerError
from cnncalc.layers import FAMILIES, KINDS
from cnncalc.layers.layer import (
    NOTHING,
    WHOLE,
    Layer,
    Shift,
    Sort,
    Spread,
    Window,
    image_of,
    inputs_read,
    rules_of,
    values_of,
)
from cnncalc.notation import equation, formula, numbers
from cnncalc.shape import Image, Vector
from tests.layers.case import answers, fields_of, inputs_of, values_by_letter
from tests.written import evaluated, text_of_html, text_of_latex

of_each_kind = settings(deadline=None, max_examples=30)
"""Some for every kind: hundreds of cases together."""
every_kind = pytest.mark.parametrize("kind", KINDS)


@cache
def _validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(KINDS[kind].model_json_schema())


class Silent(Layer):
    """A kind that answers nothing itself."""

    kind = "silent"


def test_the_kinds_are_those_of_the_families_each_once() -> None:
    kinds = [each for family in FAMILIES.values() for each in family]
    assert len(kinds) == len(set(kinds)) == len(KINDS)
    assert all(KINDS[each.kind] is each for each in kinds)


def test_the_defaults_change_nothing_learn_nothing_cost_nothing() -> None:
    """DESIGN: one input, changes nothing, learns nothing, costs nothing, looks at one position."""
    layer, inputs = Silent(), (Image(3, 5, 4),)
    found = answers(layer, inputs)
    assert found is not None
    assert found.output.shape == inputs[0]
    assert found.output.sizes == {}
    assert all(each.value == 0 for each in found.learned)
    assert found.work == {}
    assert found.connections is NOTHING
    assert layer.window(inputs) is None
    assert (layer.merges, layer.weighted, layer.stored) == (False, False, True)


@every_kind
def test_a_kind_documents_its_rules(kind: str) -> None:
    rules = rules_of(KINDS[kind])
    assert [*rules] == ["output", "parameters", "work", "source"]
    assert all(rules.values())


@every_kind
def test_a_field_of_a_kind_is_described_and_has_a_schema(kind: str) -> None:
    schema = KINDS[kind].model_json_schema()
    Draft202012Validator.check_schema(schema)
    assert all(each["description"] for each in schema["properties"].values())
    assert schema["additionalProperties"] is False


@every_kind
@of_each_kind
@given(st.data())
def test_what_the_schema_admits_is_a_layer_and_cannot_be_changed(
    kind: str, data: st.DataObject
) -> None:
    fields = data.draw(fields_of(kind))
    _validator(kind).validate(fields)
    layer = KINDS[kind](**fields)
    assert layer == KINDS[kind](**fields)
    assert hash(layer) == hash(KINDS[kind](**fields))
    for name in KINDS[kind].model_fields:
        with pytest.raises(ValidationError, match="frozen"):
            setattr(layer, name, None)


@every_kind
@of_each_kind
@given(st.data())
def test_an_unknown_field_is_refused(kind: str, data: st.DataObject) -> None:
    fields = data.draw(fields_of(kind))
    with pytest.raises(ValidationError, match="extra_forbidden"):
        KINDS[kind](**fields | {"colour": "red"})


@every_kind
@of_each_kind
@given(st.data())
def test_the_answers_are_whole_derived_numbers(kind: str, data: st.DataObject) -> None:
    layer = KINDS[kind](**data.draw(fields_of(kind)))
    inputs = data.draw(inputs_of(kind))
    found = answers(layer, inputs)
    if found is None:
        return
    for each in found.derivations():
        assert isinstance(each, Expression)
        assert type(each.value) is int
        assert each.value >= 0
    shape = found.output.shape
    assert all(size >= 1 for size in shape.axes)
    for axis, size in found.output.sizes.items():
        assert size.value == getattr(shape, axis)
    assert {*found.work} <= {*get_args(Sort)}
    seeing = layer.window(inputs)
    assert seeing is None or seeing == WHOLE or isinstance(seeing, Window | Shift | Spread)


@every_kind
@of_each_kind
@given(st.data())
def test_weights_and_biases_are_the_parameters(kind: str, data: st.DataObject) -> None:
    layer = KINDS[kind](**data.draw(fields_of(kind)))
    if found := answers(layer, data.draw(inputs_of(kind))):
        weights, biases, _, parameters = found.learned
        assert weights.value + biases.value == parameters.value


@every_kind
@of_each_kind
@given(st.data())
def test_a_weighted_layer_connects_as_often_as_it_multiplies_and_adds_biases(
    kind: str, data: st.DataObject
) -> None:
    """LeCun et al. 1998: C1 has 117,600 products, 4,704 biased units and 122,304 connections."""
    layer = KINDS[kind](**data.draw(fields_of(kind)))
    if layer.weighted and (found := answers(layer, data.draw(inputs_of(kind)))):
        adds = found.work.get("bias_add", NOTHING)
        assert found.connections.value == found.work["multiply_add"].value + adds.value


@every_kind
@of_each_kind
@given(st.data())
def test_what_is_written_evaluates_to_the_value(kind: str, data: st.DataObject) -> None:
    """In numbers, in LaTeX, in HTML and in letters; each letter stands for one number."""
    layer = KINDS[kind](**data.draw(fields_of(kind)))
    if found := answers(layer, data.draw(inputs_of(kind))):
        for each in found.derivations():
            assert evaluated(numbers(each)) == each.value
            assert evaluated(text_of_latex(numbers(each, "latex"))) == each.value
            assert evaluated(text_of_html(numbers(each, "html"))) == each.value
            values = values_by_letter(each)
            assert evaluated(formula(each), values) == each.value
            assert substitute(each, values).value == each.value


def test_the_kinds_with_macs_and_neurons_are_those_that_multiply_by_weights() -> None:
    """Krizhevsky et al. 2012 count the neurons of the convolutions and dense layers."""
    weighted = {kind for kind, layer in KINDS.items() if layer.weighted}
    assert {"conv", "dense"} <= weighted
    assert weighted.isdisjoint({"batchnorm", "lrn", "subsample", "rbf", "maxpool", "add"})


def test_the_one_input_of_a_window_is_an_image() -> None:
    image = Image(3, 2, 2)
    assert image_of((image,), "a window slides over") is image
    with pytest.raises(LayerError) as caught:
        image_of((Vector(10),), "a window slides over")
    assert caught.value.message == (
        "a window slides over an image of height x width x channels, "
        "and what arrives is a vector of 10"
    )
    assert caught.value.helps == (
        "put this layer before the dense or flatten layer that makes the vector",
    )


def test_values_out_and_inputs_read_have_their_own_letters() -> None:
    """CS231n: AlexNet's first output is 55x55x96, and its dense layer reads 6x6x256 values."""
    assert equation(values_of(Image(96, 55, 55))) == "K*H_out*W_out = 96*55*55 = 290,400"
    assert equation(values_of(Vector(4096))) == "U = 4,096"
    assert equation(inputs_read(Image(256, 6, 6))) == "H*W*D = 6*6*256 = 9,216"
    assert equation(inputs_read(Vector(4096))) == "N = 4,096"
