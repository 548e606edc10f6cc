"""Blocks, repeats and what is handed over: which classes they become, with which arguments.

Each is a small spec and the lines that a person would have written for it.
"""

from __future__ import annotations

from tests.export.exported import class_of, code_of

CONV = "conv: {filters: $f, kernel: 1}"
TO_FOUR = "conv: {filters: 4, kernel: 1}"


def test_a_block_is_a_class_and_its_settings_are_arguments() -> None:
    code = code_of(
        "blocks: {unit: {settings: {f: , k: 3}, layers: [conv: {filters: $f, kernel: $k}, relu]}}\n"
        "layers: [unit: 8, unit: {f: 4, k: 1}]"
    )
    assert "class Unit(nn.Module):" in code
    assert "def __init__(self, channels: int, f: int, k: int = 3) -> None:" in code
    assert "nn.Conv2d(channels, f, kernel_size=k)" in code
    assert "Unit(3, f=8)," in code
    assert "Unit(8, f=4, k=1)," in code


def test_arithmetic_of_settings_and_channels_is_written_as_it_stands() -> None:
    lines = class_of(
        "blocks: {b: {settings: {f: }, layers: [conv: {filters: $(f*4), kernel: 1}, "
        "conv: {filters: $(channels//2 + f), kernel: 1}]}}\nlayers: [b: 8, b: 6]",
        "B",
    )
    assert "nn.Conv2d(channels, 4 * f, kernel_size=1),  # 32 x 16 x 16" in lines
    assert "nn.Conv2d(4 * f, channels // 2 + f, kernel_size=1),  # 9 x 16 x 16" in lines


def test_a_repeat_is_a_loop() -> None:
    lines = class_of(
        "blocks: {unit: {settings: {f: }, layers: [conv: {filters: $f, kernel: 1}]}}\n"
        "layers: [unit: {f: 8, repeat: 5}]"
    )
    assert "Unit(channels, f=8) for channels in [3, *[8] * 4]" in " ".join(lines)


def test_rounds_that_are_few_have_their_channels_written_out() -> None:
    text = " ".join(class_of(f"layers: [repeat: {{times: 3, layers: [{TO_FOUR}, relu]}}]"))
    assert "nn.Conv2d(channels, 4, kernel_size=1)" in text
    assert "for channels in (3, 4, 4)" in text


def test_channels_that_grow_are_a_range() -> None:
    """DenseNet: each layer adds its maps to all before."""
    text = " ".join(
        class_of(
            "layers: [repeat: {times: 4, layers: [concat: [[], [conv: {filters: 5, kernel: 1}]]]}]"
        )
    )
    assert "*(NetRound(channels) for channels in range(3, 23, 5))" in text


def test_rounds_that_keep_the_channels_are_alike_though_they_compute_them() -> None:
    """ShuffleNet: half of the maps beside the other half are as many as before."""
    text = " ".join(
        class_of(
            "blocks: {unit: [concat: [[split: {parts: 2, take: 0}], "
            "[split: {parts: 2, take: 1}, relu]]]}\n"
            "layers: [conv: {filters: 4, kernel: 1}, unit: {repeat: 5}]"
        )
    )
    assert "*(Unit() for _ in range(5))" in text


def test_a_repeat_of_uses_that_change_nothing_has_no_variable() -> None:
    lines = class_of("blocks: {unit: [relu, tanh]}\nlayers: [unit: {repeat: 4}]")
    assert "*(Unit() for _ in range(4)),  # 3 x 16 x 16" in lines


def test_layers_that_are_handed_over_are_a_module() -> None:
    """Where some uses hand over none, the class has an identity there."""
    rest = (
        "blocks: {res: {settings: {f: , short: []}, layers: "
        f"[add: [[{CONV}], $short]]}}}}\n"
        "layers: [res: {f: 4, short: [conv: {filters: 4, kernel: 1}, batchnorm]}, res: 4]"
    )
    code = code_of(rest)
    assert "channels: int, f: int, short: nn.Module | None = None" in code
    assert "self.short = nn.Identity() if short is None else short" in code
    assert "return self.conv1(x) + self.short(x)" in code
    assert "Res(4, f=4)," in code


def test_a_module_that_is_handed_over_once_is_made_once() -> None:
    """In a loop of one round it would otherwise look as if every round shared it."""
    lines = class_of(
        "blocks: {st: {settings: {n: , body: }, layers: "
        "[repeat: {times: $n, layers: [$body, tanh]}]}}\n"
        f"layers: [st: {{n: 1, body: [{TO_FOUR}]}}]",
        "St",
    )
    assert lines[:3] == ["self.layers = nn.Sequential(", "body,", "nn.Tanh(),"]


def test_layers_that_are_handed_over_several_times_are_written_out() -> None:
    """They have weights of their own each time."""
    text = " ".join(
        class_of(
            "blocks: {two: {settings: {body: }, layers: [$body, tanh, $body]}}\n"
            f"layers: [two: {{body: [{TO_FOUR}]}}]"
        )
    )
    assert "# the block two, written out" in text
    assert text.count("nn.Conv2d(") == 2


def test_a_kind_that_is_a_setting_is_a_class_that_is_handed_over() -> None:
    code = code_of(
        "blocks: {unit: {settings: {f: , act: relu}, layers: "
        "[conv: {filters: $f, kernel: 1}, $act]}}\nlayers: [unit: 4, unit: {f: 4, act: tanh}]"
    )
    assert "def __init__(self, channels: int, f: int, act: type[nn.Module]) -> None:" in code
    assert "Unit(3, f=4, act=nn.ReLU)," in code
    assert "Unit(4, f=4, act=nn.Tanh)," in code


def test_a_layer_that_is_named_is_an_input_of_the_forward_pass() -> None:
    code = code_of(
        "blocks: {join: {settings: {skip: }, layers: [concat: [$skip, []], relu]}}\n"
        "layers: [conv: {name: a, filters: 4, kernel: 1}, tanh, join: a]"
    )
    assert "def forward(self, x: Tensor, skip: Tensor) -> Tensor:" in code
    assert "return self.join1(x, a)" in code


def test_a_use_that_is_read_from_outside_is_written_out() -> None:
    """A class gives one value; here a layer reads another from the middle of it."""
    code = code_of(
        "blocks: {b: [relu: {name: inside}, tanh]}\nlayers: [b: {name: u}, add: [u/inside, []]]"
    )
    assert "class B(" not in code
    assert "# the block b, written out" in code


def test_uses_with_other_layers_are_other_classes() -> None:
    """`when` leaves a layer out; each class says where it is used."""
    code = code_of(
        "blocks: {b: {settings: {norm: true}, layers: [relu, batchnorm: {when: $norm}, tanh]}}\n"
        "layers: [b, b: false, b]"
    )
    assert '"""The block b as in b1, used twice; shapes of the first."""' in code
    assert '"""The block b as in b2."""' in code
    assert "class B2(nn.Module):" in code


def test_numbers_that_differ_without_a_setting_are_arguments_too() -> None:
    """The values of a vector depend on the size of the image, which no setting says."""
    code = code_of(
        "blocks: {b: {settings: {n: }, layers: [dense: $n]}}\n"
        "layers: [conv: {name: c, filters: 2, kernel: 1}, b: {n: 5, name: one}, "
        "maxpool: {kernel: 2, from: c}, b: {n: 5, name: two}]\noutputs: [one, two]"
    )
    assert "def __init__(self, channels: int, n: int, size: int) -> None:" in code
    assert "nn.Linear(channels * size * size, n),  # 5" in code
    assert "self.one = B(2, n=5, size=16)  # 5" in code


def test_loops_in_loops_in_loops_are_classes() -> None:
    deep = "relu"
    for _ in range(6):
        deep = f"repeat: {{times: 2, layers: [{deep}, tanh]}}"
    assert "class NetRound(nn.Module):" in code_of(f"layers: [{deep}]")


def test_stretches_are_called_by_the_layers_that_they_lead_to() -> None:
    """One alone is `layers`; a stretch without a name at its end, too."""
    lines = class_of(
        "layers: [relu, tanh: {name: a}, sigmoid, relu: {name: b}, "
        "sigmoid: {from: a}, tanh, add: {inputs: [b, []]}]"
    )
    assert "x = self.to_a(x)" in lines
    assert "return self.to_b(x) + self.layers(x)  # 3 x 16 x 16" in lines


def test_several_results_are_a_tuple_with_the_names_of_the_spec() -> None:
    lines = class_of(
        "layers: [relu: {name: a}, tanh: {name: b}, sigmoid: {name: c, from: a}]\noutputs: [b, c]"
    )
    assert lines[-1] == "return b, c"


def test_a_class_has_a_name_that_is_not_the_networks() -> None:
    code = code_of("blocks: {net: [relu]}\nlayers: [net]")
    assert "class NetBlock(nn.Module):" in code
    assert "class Net(nn.Module):" in code


def test_a_block_that_uses_a_setting_of_the_spec_is_told_its_value() -> None:
    code = code_of(
        "settings: {width: 4}\nblocks: {b: [conv: {filters: $width, kernel: 1}]}\nlayers: [b, b]"
    )
    assert "def __init__(self, channels: int, width: int) -> None:" in code
    assert "def __init__(self, width: int = 4) -> None:" in code
    assert "B(width, width=width)," in code
