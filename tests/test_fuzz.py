"""Laws over random specs: a network gives an analysis, anything else an error of cnncalc's own."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import cnncalc
from cnncalc.spec.catalog import shipped, spec_path
from cnncalc.spec.schema import language_schema

from .fuzzing import one_input
from .hostile import AWKWARD
from .networks import Drawn, Spec, networks

VALIDATOR = Draft202012Validator(language_schema())
untimed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""Whatever else the machine does; nothing here depends on a clock."""
SHIPPED = {name: spec_path(name).read_bytes() for name in shipped()}


@untimed
@given(networks())
def test_a_random_network_has_no_problem_and_the_shape_that_the_formula_gives(drawn: Drawn) -> None:
    text = yaml.safe_dump(drawn.spec, allow_unicode=True)
    analysis = cnncalc.analyze(cnncalc.load_text(text))
    (output,) = analysis.outputs
    assert str(analysis.layers[output].output_shape) == drawn.output
    assert VALIDATOR.is_valid(drawn.spec)
    one_input(text.encode())


@untimed
@given(networks())
def test_how_yaml_writes_it_makes_no_difference(drawn: Drawn) -> None:
    texts = [
        yaml.safe_dump(drawn.spec, default_flow_style=flow, sort_keys=flow, allow_unicode=not flow)
        for flow in (True, False)
    ]
    flow, block = (cnncalc.analyze(cnncalc.load_text(each)).as_json() for each in texts)
    assert flow == block


@untimed
@given(networks(), st.data())
def test_a_network_of_which_one_word_is_changed_is_read_or_refused(
    drawn: Drawn, data: st.DataObject
) -> None:
    lines = yaml.safe_dump(drawn.spec).splitlines()
    number = data.draw(st.integers(0, len(lines) - 1))
    words = lines[number].split(" ")
    words[data.draw(st.integers(0, len(words) - 1))] = data.draw(WORDS)
    lines[number] = " ".join(words)
    one_input("\n".join(lines).encode())


WORDS = st.sampled_from(
    [
        *("name:", "input:", "layers:", "blocks:", "settings:", "outputs:", "published:", "with:"),
        *("conv:", "maxpool:", "add:", "concat:", "dense:", "repeat:", "times:", "relu", "unit"),
        *("filters:", "kernel:", "stride:", "padding:", "groups:", "connections:", "inputs:"),
        *("from:", "when:", "trainable:", "rounding:", "disputed:", "source:", "parameters:"),
        *("$k", "$(k*2)", "$channels", "$", "$(", "none", "input", "same", "floor", "true"),
        *("0", "1", "3", "-1", "010", "1e3", "1000001", "9" * 30, ".nan", "3.5", "8x8x3", "3x8x8"),
        *("[", "]", "{", "}", ",", "- ", "  ", "\n", "\n  - ", ": ", "'", '"', "# ", "&a ", "*a"),
        *("!!int", "---", "...", "\t", "\0", "\x1b[2J", "\u202e", "\ufeff", "é", "٣", "[]", "{}"),
    ]
)


@untimed
@given(st.lists(WORDS, max_size=60).map("".join))
def test_any_words_of_the_language_in_any_order_are_read_or_refused(text: str) -> None:
    one_input(text.encode())
    one_input(b"name: n\ninput: 8x8x3\nlayers: " + text.encode())


@untimed
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    one_input(data)


@untimed
@given(st.sampled_from(sorted(SHIPPED)), st.integers(0), st.integers(0, 30), WORDS)
def test_a_shipped_spec_of_which_a_piece_is_replaced_is_read_or_refused(
    name: str, start: int, length: int, piece: str
) -> None:
    data = SHIPPED[name]
    start %= len(data)
    one_input(data[:start] + piece.encode() + data[start + length :])


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)
FIELDS = (
    *("name", "title", "year", "source", "input", "rounding", "settings", "blocks", "outputs"),
    *("published", "layers", "unknown"),
)


@untimed
@given(st.dictionaries(st.sampled_from(FIELDS), VALUES))
def test_any_values_in_the_frame_are_read_or_refused(frame: Spec) -> None:
    spec: Spec = {"name": "n", "input": "8x8x3", "layers": ["relu"], **frame}
    one_input(yaml.safe_dump(spec).encode())


KINDS = ("conv", "maxpool", "lrn", "batchnorm", "dense", "rbf", "add", "concat", "repeat", "unit")
LAYER_FIELDS = (
    *("name", "from", "when", "trainable", "rounding", "filters", "kernel", "stride", "padding"),
    *("dilation", "groups", "bias", "connections", "units", "size", "inputs", "times", "layers"),
    *("k", "tail", "repeat", "unknown"),
)


@untimed
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(KINDS),
            VALUES | st.dictionaries(st.sampled_from(LAYER_FIELDS), VALUES, max_size=5),
            min_size=1,
            max_size=2,
        )
        | VALUES,
        max_size=5,
    ),
    VALUES,
)
@example([{"unit": {"k": ["$tail"]}}], ["$k"])
def test_any_values_in_the_layers_are_read_or_refused(layers: list[object], tail: object) -> None:
    unit = {"settings": {"k": None, "tail": tail}, "layers": [{"dense": "$k"}, "$tail", *layers]}
    spec = {
        "name": "n",
        "input": "8x8x3",
        "settings": {"k": 3},
        "blocks": {"unit": unit},
        "layers": layers,
    }
    one_input(yaml.safe_dump(spec).encode())


@pytest.mark.parametrize("name", sorted(AWKWARD))
def test_an_awkward_spec_is_no_surprise(name: str) -> None:
    one_input(AWKWARD[name].content)


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_a_shipped_spec_is_none_either(name: str) -> None:
    one_input(SHIPPED[name])
