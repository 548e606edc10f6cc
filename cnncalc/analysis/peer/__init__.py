"""What other tools print for the same network, by the rules that their source shows.

`PEERS["torchinfo"]` has the rules of a tool; `account` (beside this file) applies them. Adding a
tool is a module with a `Peer` and a row here.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from cnncalc.analysis.peer.fvcore import FVCORE
from cnncalc.analysis.peer.keras import KERAS
from cnncalc.analysis.peer.ptflops import PTFLOPS
from cnncalc.analysis.peer.thop import THOP
from cnncalc.analysis.peer.torchinfo import TORCHINFO

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.analysis.peer.rule import Peer

__all__ = ["PEERS"]

PEERS: Mapping[str, Peer] = MappingProxyType(
    {each.name: each for each in (TORCHINFO, FVCORE, PTFLOPS, THOP, KERAS)}
)
"""Every tool by its name."""
