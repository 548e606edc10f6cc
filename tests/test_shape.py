"""The two shapes of values between layers."""

from cnncalc.shape import Image, Vector


def test_an_image_is_written_height_first_as_in_lectures_or_channels_first() -> None:
    """CS231n writes AlexNet's first output 55x55x96; PyTorch has channels first."""
    image = Image(channels=96, height=55, width=54)
    assert str(image) == image.written() == "55x54x96"
    assert image.written("chw") == "96x55x54"
    assert image.written("whc") == "54x55x96"
    assert image.axes == (96, 55, 54)


def test_an_image_holds_the_product_of_its_sizes() -> None:
    """CS231n: 55*55*96 = 290,400 neurons."""
    assert Image(96, 55, 55).values == 290_400


def test_a_vector_has_one_size_in_either_order() -> None:
    vector = Vector(length=4096)
    assert str(vector) == vector.written("chw") == vector.written("hwc") == "4096"
    assert (vector.values, vector.channels, vector.axes) == (4096, 4096, (4096,))


def test_shapes_are_equal_where_their_kind_and_sizes_are() -> None:
    assert Image(3, 2, 1) == Image(3, 2, 1)
    assert Image(3, 2, 1) != Image(3, 1, 2)
    assert len({Image(3, 2, 1), Image(3, 2, 1), Vector(6)}) == 2
