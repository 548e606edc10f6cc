"""What PyTorch runs for filters that each read some of the maps, as those of LeNet-5's C3 do.

It has no such layer: each filter is a convolution of its own, over the maps that are picked for it
by a list of their numbers, and what they give is put together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.layers.operation import TO_THE_END, Keep, Kept, Operation, Space, Temporary, shifted_by
from cnncalc.layers.operation import space as room

if TYPE_CHECKING:
    from cnncalc.layers.convolution import Conv
    from cnncalc.shape import Image

__all__ = ["filtered_by_table"]


def filtered_by_table(
    layer: Conv, image: Image, output: Image, first: tuple[Operation, ...]
) -> Kept:
    """Give the convolution of each filter over its own maps of an image, and their concatenation.

    `first` lays a border around the image, whose size is the one after it.
    """
    tied, untied = layer.bias is True, layer.bias == "untied"
    table, start = layer.connections_ or (), len(first)
    operations = [each._replace(held=TO_THE_END) for each in first]
    # PyTorch lists a module's own parameters, as untied biases are, before those of its filters.
    parameters = [Space(output.values, per_example=False)] * untied
    pixels, positions = image.height * image.width, output.height * output.width
    for maps in table:
        number = len(operations)
        whole = Temporary(room(image), copied=True)
        operations += (
            # A new image of zeros takes the gradients of the maps that were picked.
            Operation(
                (start,),
                Space(len(maps) * pixels),
                extra=(Space(len(maps), "index", per_example=False),),
                temporaries=(whole,),
            ),
            Operation(
                (number + 1,),
                Space(positions),
                (Keep(number + 1),),
                trains=tuple(range(len(parameters), len(parameters) + 1 + tied)),
            ),
        )
        parameters.append(
            Space(len(maps) * layer.kernel.height * layer.kernel.width, per_example=False)
        )
        if tied:
            parameters.append(Space(1, per_example=False))
    given = tuple(range(start + 2, start + 1 + 2 * len(table), 2))
    operations.append(Operation(given, room(output), passes="narrow"))
    if untied:
        operations.append(shifted_by(len(operations), output, 0))
    return Kept(tuple(operations), tuple(parameters))
