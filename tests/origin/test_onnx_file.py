"""Files that are none, are cut short, or mean harm: each ends in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cnncalc.diagnostic import CannotRunError, CnncalcError, SpecError

pytest.importorskip("onnx", reason="ONNX is not installed", exc_type=ImportError)

import onnx
from onnx import helper

from cnncalc import import_onnx
from cnncalc.origin import onnx_file
from cnncalc.origin.onnx_file import parsed_model, read_model
from tests.origin.made import layers_of, model, node, spec_of

if TYPE_CHECKING:
    from pathlib import Path

CONV = model([node("Conv", "x w")], {"w": (4, 3, 3, 3)})


def refusal(content: bytes) -> str:
    """What is said of a file that cannot be read."""
    with pytest.raises(SpecError) as refused:
        spec_of(content)
    return refused.value.diagnostics[0].message


def test_a_file_is_read_as_plain_values() -> None:
    """Operators in order, weights by their dimensions, what goes in and what comes out."""
    read = parsed_model(CONV, "a.onnx")
    assert [(each.kind, each.name, each.inputs) for each in read.operations] == [
        ("Conv", "/Conv", ("x", "w"))
    ]
    assert read.constants["w"].dims == (4, 3, 3, 3)
    assert [(each.name, each.dims) for each in read.inputs] == [("x", (1, 3, 8, 8))]
    assert (read.version, [each.name for each in read.outputs]) == (20, ["y"])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is empty"),
        (b"name: mine\ninput: 4x4x1\n", "it is cut short, or of another kind"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "it is cut short, or of another kind"),
        (CONV[:-40], "it is cut short, or of another kind"),
        (
            helper.make_model(helper.make_graph([], "none", [], [])).SerializeToString(),
            "no operator",
        ),
        (
            model([node("Relu", "x", "y"), node("Tanh", "x", "y")]),
            "it contradicts itself (two nodes give `y`)",
        ),
    ],
)
def test_what_is_no_onnx_file_is_said(content: bytes, said: str) -> None:
    message = refusal(content)
    assert message.startswith("made.onnx cannot be read as an ONNX file: ")
    assert said in message


def test_a_file_cut_anywhere_ends_in_a_sentence_or_in_a_spec() -> None:
    """A cut that falls between two fields leaves a file that can be read, of less."""
    for length in range(len(CONV)):
        try:
            spec_of(CONV[:length])
        except CnncalcError:
            continue


def test_any_byte_may_be_wrong() -> None:
    """Whatever a byte is changed to, it ends in a sentence or in a spec."""
    for at in range(len(CONV)):
        for byte in (0xFF, CONV[at] ^ 1):
            try:
                spec_of(CONV[:at] + bytes([byte]) + CONV[at + 1 :])
            except CnncalcError:
                continue


def test_weights_in_files_of_their_own_are_not_asked_for(tmp_path: Path) -> None:
    """The dimensions stand in the file itself."""
    made = onnx.load_from_string(CONV)
    target = tmp_path / "small.onnx"
    onnx.save_model(
        made, str(target), save_as_external_data=True, location="weights.bin", size_threshold=0
    )
    (tmp_path / "weights.bin").unlink()
    text = import_onnx(target)
    assert "  - conv: {filters: 4, kernel: 3, bias: false}\n" in text


def test_a_shape_in_another_file_is_said_to_be_missing() -> None:
    made = onnx.load_from_string(model([node("Reshape", "x shape")], numbers={"shape": [1, -1]}))
    (shape,) = made.graph.initializer
    shape.ClearField("int64_data")
    shape.data_location = onnx.TensorProto.EXTERNAL
    assert "its `shape` are not in the file as plain numbers" in refusal(made.SerializeToString())


def test_a_file_above_the_bound_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a sparse file of 3 GiB nothing is read."""
    target = tmp_path / "large.onnx"
    with target.open("wb") as stream:
        stream.truncate(3 * 2**30)
    monkeypatch.setattr(onnx_file, "file_bytes", None)
    with pytest.raises(SpecError) as refused:
        read_model(str(target))
    assert "larger than 2 GiB" in str(refused.value)


@pytest.mark.parametrize(
    ("name", "said"),
    [("nosuch.onnx", "there is no such file"), (".", "this is a folder"), ("a\0b", "no file can")],
)
def test_what_is_no_file_is_said(
    name: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CannotRunError, match=said):
        import_onnx(name)


def test_without_the_package_one_line_says_what_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(onnx_file, "find_spec", lambda _: None)
    with pytest.raises(CannotRunError) as refused:
        read_model("a.onnx")
    assert str(refused.value) == (
        "an ONNX file is read through the package onnx, which is not installed: "
        "pip install 'cnncalc[onnx]'"
    )


@pytest.mark.parametrize("dims", [(2**62, 2**62, 3, 3), (4, 3, 2**40, 3), (0, 3, 3, 3)])
def test_absurd_sizes_end_in_a_sentence(dims: tuple[int, ...]) -> None:
    """They are numbers of a file, and nothing of their size is made."""
    made = onnx.load_from_string(CONV)
    (weight,) = made.graph.initializer
    del weight.dims[:]
    weight.dims.extend(dims)
    assert refusal(made.SerializeToString())


def test_names_that_mean_harm_come_out_nowhere() -> None:
    """Escapes, YAML and line ends: of a spec no line, and of an error no control character."""
    evil = "w\x1b[2J\n- relu: {{$x}} # conv1.weight"
    made = onnx.load_from_string(model([node("Conv", "x w")], {"w": (4, 3, 3, 3)}))
    made.graph.initializer[0].name = made.graph.node[0].input[1] = evil
    made.producer_name = evil
    made.graph.name = evil
    made.graph.node[0].name = evil
    text = spec_of(made.SerializeToString())
    assert text.isascii()
    assert "\x1b" not in text
    assert layers_of(made.SerializeToString()) == ["conv: {filters: 4, kernel: 3, bias: false}"]
    made.graph.node[0].op_type = "Conv\x1b[2J\n"
    with pytest.raises(SpecError) as refused:
        spec_of(made.SerializeToString())
    assert "\x1b" not in str(refused.value)
    assert "\n" not in str(refused.value)
