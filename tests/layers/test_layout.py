"""What is seen in another shape without a copy, against the strides of PyTorch's own tensors."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnncalc.layers.layout import Contiguous, Layout, Reshaped

torch = pytest.importorskip("torch", reason="PyTorch is not installed", exc_type=ImportError)

LENGTHS = st.integers(1, 4)


@given(st.tuples(LENGTHS, LENGTHS, LENGTHS, LENGTHS), st.data())
def test_a_part_is_flattened_without_a_copy_where_pytorch_does(
    axes: tuple[int, int, int, int], data: st.DataObject
) -> None:
    """Maps, rows and columns cut out, then all values of an example in a row, and divided again."""
    layout, values = Layout.dense(axes), torch.empty(axes)
    for axis in data.draw(st.lists(st.integers(1, 3), max_size=3)):
        length = data.draw(st.integers(1, values.shape[axis]))
        layout, values = layout.cut(axis, length), values.narrow(axis, 0, length)
    assert (layout.axes, layout.strides) == (tuple(values.shape), values.stride())
    assert layout.contiguous == values.is_contiguous()
    row, flat = layout.joined(), values.flatten(1)
    viewed = flat.untyped_storage().data_ptr() == values.untyped_storage().data_ptr()
    assert (row is not None) == viewed
    if row:
        apart = flat.unflatten(1, values.shape[1:])
        used = [each for each, length in enumerate(apart.shape) if length > 1]
        divided = row.divided(layout.axes[1:])
        assert [divided.strides[each] for each in used] == [apart.stride(each) for each in used]


def test_what_is_no_view_lies_without_gaps() -> None:
    """It has no layout of its own; the shape alone says how it lies."""
    dense = Layout.dense((2, 4, 8, 8))
    assert Reshaped((4, 8, 8)).seen(None, 2) == dense
    assert Contiguous((4, 8, 8)).seen(None, 2) == dense
    assert Contiguous((4, 8, 8)).seen(Layout.dense((2, 8, 8, 8)).cut(1, 4), 2) is None
