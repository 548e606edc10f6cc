"""What each operator of ONNX does, one small function each, in one table.

`OPERATORS["Conv"](site)` adds a layer to the plan of the site and gives what comes out. To read
another operator is to write its function in the file of its family, and its row here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from cnncalc.origin.curve import FUNCTIONS
from cnncalc.origin.operator import (
    arithmetic,
    dense,
    merge,
    normalization,
    part,
    pooling,
    resize,
    sizes,
    view,
    window,
)

if TYPE_CHECKING:
    from cnncalc.origin.model import Operation
    from cnncalc.origin.site import Site
    from cnncalc.origin.value import Value

__all__ = ["OPERATORS", "Operator", "operator_of"]

Operator = Callable[["Site"], "Value | tuple[Value, ...]"]


def operator_of(operation: Operation) -> Operator | None:
    """Give the function of a node; None for what no layer does, and for another house's."""
    return None if operation.domain else OPERATORS.get(operation.kind)


OPERATORS: Mapping[str, Operator] = {
    **dict.fromkeys(FUNCTIONS, arithmetic.function),
    "Add": arithmetic.addition,
    "AveragePool": pooling.average_pool,
    "BatchNormalization": normalization.batch_norm,
    "Cast": arithmetic.cast,
    "CastLike": arithmetic.unchanged,
    "Clip": arithmetic.clip,
    "Concat": merge.concat,
    "Constant": sizes.constant,
    "ConstantOfShape": sizes.constant_of_shape,
    "Conv": window.convolution,
    "ConvTranspose": window.transposed_convolution,
    "DepthToSpace": view.depth_to_space,
    "Div": arithmetic.division,
    "Dropout": arithmetic.dropout,
    "Expand": sizes.expand,
    "Flatten": view.flatten,
    "Gather": part.gather,
    "Gemm": dense.gemm,
    "Gelu": arithmetic.function,
    "GlobalAveragePool": pooling.global_average_pool,
    "GlobalMaxPool": pooling.global_max_pool,
    "GroupNormalization": normalization.group_norm,
    "Identity": arithmetic.unchanged,
    "InstanceNormalization": normalization.instance_norm,
    "LayerNormalization": normalization.layer_norm,
    "LogSoftmax": normalization.log_softmax,
    "LpPool": pooling.lp_pool,
    "LRN": normalization.lrn,
    "MatMul": dense.matmul,
    "MaxPool": pooling.max_pool,
    "Mul": arithmetic.multiplication,
    "Pad": resize.pad,
    "PRelu": arithmetic.prelu,
    "Range": sizes.sequence,
    "ReduceMax": pooling.reduce_max,
    "ReduceMean": pooling.reduce_mean,
    "ReduceProd": sizes.reduce_product,
    "Reshape": view.reshape,
    "Resize": resize.resize,
    "Shape": sizes.shape,
    "Size": sizes.size,
    "Slice": part.cut,
    "Softmax": normalization.softmax,
    "SpaceToDepth": view.space_to_depth,
    "Split": part.split,
    "Squeeze": view.squeeze,
    "Sub": arithmetic.subtraction,
    "Sum": merge.total,
    "Transpose": view.transpose,
    "Unsqueeze": view.unsqueeze,
    "Upsample": resize.resize,
}
"""The function of each operator."""
