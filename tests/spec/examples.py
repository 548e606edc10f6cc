"""The examples that explain the language, as whole specs."""

from __future__ import annotations

__all__ = ["EXAMPLES"]

EXAMPLES = {
    "the frame": """
name: AlexNet
title: AlexNet in two towers
year: 2012
source: {paper: "Krizhevsky et al. 2012", url: "..."}
input: 227x227x3
rounding: exact
settings: {classes: 1000}
blocks: {}
layers:
  - conv: {name: conv1, filters: 96, kernel: 11, stride: 4}
  - dense: {name: prob, units: $classes}
outputs: [prob]
published:
  - {layer: conv1, output: 55x55x96, source: "Krizhevsky et al. 2012, fig. 2"}
  - {layer: conv1, neurons: 253440, source: "Krizhevsky et al. 2012", disputed: "it is 290,400"}
  - {layer: prob, output: 10, with: {classes: 10}, source: "a class of ten"}
""",
    "layers": """
name: layers
input: 227x227x3
layers:
  - conv: {name: conv1, filters: 96, kernel: 11, stride: 4}
  - relu                                       # a kind that needs no field
  - lrn: {size: 5, alpha: 0.0001, beta: 0.75, k: 2}
  - maxpool: {kernel: 3, stride: 2}
  - dropout: 0.5                               # a plain value stands for the kind's first field
  - dense: 4096                                # an image is flattened on the way in
  - softmax
""",
    "branches": """
name: a residual block
input: 56x56x64
layers:
  - add:                                       # a residual block
    - - conv: {filters: 64, kernel: 3, padding: 1}
      - batchnorm
      - relu
      - conv: {filters: 64, kernel: 3, padding: 1}
      - batchnorm
    - []
""",
    "blocks": """
name: the first stage of ResNet-50
input: 56x56x64
blocks:
  bottleneck:                                  # ResNet
    settings: {mid: , stride: 1, shortcut: []}             # no value: required
    layers:
      - add:
        - - conv: {filters: $mid, kernel: 1, bias: false}
          - batchnorm
          - relu
          - conv: {filters: $mid, kernel: 3, stride: $stride, padding: 1, bias: false}
          - batchnorm
          - relu
          - conv: {filters: $(mid*4), kernel: 1, bias: false}
          - batchnorm
        - $shortcut
      - relu
layers:
  - bottleneck: {mid: 64, shortcut: [{conv: {filters: 256, kernel: 1, bias: false}}, batchnorm]}
  - bottleneck: {mid: 64, repeat: 2}           # used like any kind; repeat writes it so many times
""",
    "repeats": """
name: VGG's first two stages
input: 224x224x3
layers:
  - repeat: {times: 2, layers: [conv: {name: conv1, filters: 64, kernel: 3, padding: 1}, relu]}
  - maxpool: 2
  - repeat: {times: 2, layers: [conv: {name: conv2, filters: 128, kernel: 3, padding: 1}, relu]}
  - maxpool: 2
""",
}
"""By what each shows."""
