"""The peer: VGG-16 in plain PyTorch, summed up by torchinfo, as a student would do it.

$ python benchmarks/vgg16_torchinfo.py          # needs torch and torchinfo, and no cnncalc
"""

from __future__ import annotations

import torch
from torch import nn
from torchinfo import summary

BLOCKS = ((64, 64), (128, 128), (256, 256, 256), (512, 512, 512), (512, 512, 512))
"""Filters of the 3x3 convolutions between poolings (Simonyan & Zisserman 2014, table 1, D)."""


def vgg16() -> nn.Module:
    """Build configuration D for images of 224x224x3 and 1,000 classes."""
    layers: list[nn.Module] = []
    channels = 3
    for block in BLOCKS:
        for filters in block:
            layers += [nn.Conv2d(channels, filters, 3, padding=1), nn.ReLU()]
            channels = filters
        layers.append(nn.MaxPool2d(2))
    layers += [nn.Flatten(), nn.Linear(512 * 7 * 7, 4096), nn.ReLU(), nn.Dropout()]
    layers += [nn.Linear(4096, 4096), nn.ReLU(), nn.Dropout(), nn.Linear(4096, 1000)]
    return nn.Sequential(*layers, nn.Softmax(dim=1))


if __name__ == "__main__":
    with torch.no_grad():
        print(summary(vgg16(), input_size=(1, 3, 224, 224), verbose=0))
