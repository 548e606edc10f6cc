"""How much memory a network needs at least, and the refusal of one that needs more than is free."""

from __future__ import annotations

import pytest

from cnncalc import CannotRunError, analyze, load_text
from cnncalc.shape import Image

torch = pytest.importorskip("torch", reason="PyTorch is not installed", exc_type=ImportError)

from cnncalc.verify import room
from cnncalc.verify.assembly import Assembly, assembled
from cnncalc.verify.room import most_alive, require_room, stored_values

CPU, META = torch.device("cpu"), torch.device("meta")
IMAGE = Image(1, 6, 6)


def assembly(layers: str) -> Assembly:
    """A network over an image of 36 values."""
    network = load_text(f"{{name: n, input: 6x6x1, layers: {layers}}}")
    return assembled(network, analyze(network))


def test_all_that_is_learned_or_kept_is_stored() -> None:
    """torch.nn: 2*9 weights and 2 biases; gamma, beta, mean, variance of 2 maps; and a counter."""
    assert stored_values(assembly("[conv: {filters: 2, kernel: 3}, batchnorm]")) == 20 + 8 + 1


@pytest.mark.parametrize(
    ("layers", "values"),
    [
        pytest.param("[{conv: {filters: 2, kernel: 3}}]", 36 + 32, id="in and out"),
        pytest.param("[{conv: {filters: 2, kernel: 3}}, relu]", 36 + 32, id="let go"),
        pytest.param("[relu, relu]", 36 + 36, id="an activation has values of its own"),
        pytest.param("[dropout, flatten]", 36, id="nothing new"),
        pytest.param("[add: [[relu], [tanh], []]]", 4 * 36, id="what is read later stays"),
    ],
)
def test_the_values_alive_at_one_time_are_counted(layers: str, values: int) -> None:
    """36 come in, and a convolution of 3 by 3 gives 2 maps of 4 by 4."""
    assert most_alive(assembly(layers), IMAGE) == values
    assert most_alive(assembly(layers), IMAGE, batch=5) == 5 * values


def test_nothing_is_let_go_that_a_gradient_needs() -> None:
    """All of 36, 32 and 32."""
    layers = "[{conv: {filters: 2, kernel: 3}}, relu]"
    assert most_alive(assembly(layers), IMAGE, keep=True) == 36 + 32 + 32


def test_a_backward_pass_has_the_gradients_of_one_layer_beside() -> None:
    """Of its 32 values for each example, and of its 20 parameters."""
    layers = "[{conv: {filters: 2, kernel: 3}}]"
    assert most_alive(assembly(layers), IMAGE, batch=5, backward=True) == 5 * (36 + 32 + 32) + 20


def test_what_needs_more_than_is_free_is_refused_with_both_figures(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """4*(20 + 68) bytes; one less is too few."""
    network = assembly("[{conv: {filters: 2, kernel: 3}}]")
    monkeypatch.setattr(room, "free_memory", lambda _: 352)
    require_room(network, IMAGE, CPU, batch=1, bytes_per_value=4)
    monkeypatch.setattr(room, "free_memory", lambda _: 351)
    with pytest.raises(CannotRunError) as refusal:
        require_room(network, IMAGE, CPU, batch=1, bytes_per_value=4)
    assert str(refusal.value) == (
        "this needs at least 352 B of memory on cpu (80 B for parameters), and 351 B is free; "
        "`--device meta` checks shapes and counts without any"
    )


def test_nothing_is_refused_where_nothing_is_needed_or_nobody_can_say(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The meta device allocates nothing."""
    network = assembly("[relu]")
    monkeypatch.setattr(room, "free_memory", lambda _: 0)
    require_room(network, IMAGE, META, batch=1, bytes_per_value=4)
    monkeypatch.setattr(room, "free_memory", lambda _: None)
    require_room(network, IMAGE, CPU, batch=1, bytes_per_value=4)
