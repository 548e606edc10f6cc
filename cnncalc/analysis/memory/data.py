"""The memory of a network as plain data: what `memory --format json` prints (docs/json.md)."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from cnncalc.analysis.data import SCHEMA, derivation_data
from cnncalc.analysis.memory.freezing import frozen_layers
from cnncalc.analysis.memory.textbook import SOURCES
from cnncalc.version import __version__

if TYPE_CHECKING:
    from cnncalc.analysis.memory.account import Account
    from cnncalc.analysis.memory.budget import Verdict
    from cnncalc.analysis.memory.prediction import Peak
    from cnncalc.analysis.memory.setup import Rules
    from cnncalc.analysis.memory.split import Split
    from cnncalc.analysis.memory.textbook import Textbook

__all__ = ["NOT_MODELLED", "account_data", "beside", "not_modelled"]

NOT_MODELLED = (
    "the workspaces of cuDNN's convolutions",
    "the workspace of cuBLAS (a constant: 8,519,680 B, on recent GPUs 33,554,432 B)",
    "the CUDA context with its kernels (hundreds of MiB)",
    "fragmentation: what the allocator reserves and does not hand out",
)
"""What a GPU holds beside the tensors."""
NOT_MODELLED_CPU = (
    "the workspaces of the processor's kernels",
    "the process with Python and its libraries (hundreds of MiB)",
    "fragmentation",
)
"""What a process on the processor holds beside the tensors."""


def not_modelled(rules: Rules) -> tuple[str, ...]:
    """Give what is held beside the tensors."""
    return NOT_MODELLED if rules == "cuda" else NOT_MODELLED_CPU


def beside(rules: Rules) -> str:
    """Say in a few words what comes on top of a budget."""
    what = "the CUDA context and workspaces" if rules == "cuda" else "the process and its libraries"
    return f"{what} come on top (hundreds of MiB)"


def account_data(
    account: Account, verdict: Verdict | None = None, split: Split | None = None
) -> dict[str, Any]:
    """Give an account, and what was asked of it, as dicts, lists, ints and strings."""
    analysis, setup, found = account.analysis, account.setup, account.prediction
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "cnncalc": __version__,
        "network": {"name": analysis.name, "input": list(analysis.input_shape.axes)},
        "setup": {**asdict(setup), "training": account.training},
        "frozen": list(frozen_layers(analysis)),
        "textbook": _textbook(account.textbook),
        "pytorch": {
            "base": found.base,
            "base_requested": found.base_requested,
            "inference": _peak(found.inference),
            **(
                {
                    "first_step": _peak(found.first_step),
                    "second_step": _peak(found.second_step),
                }
                if account.training
                else {}
            ),
            "needed": account.needed.bytes,
            "not_modelled": list(not_modelled(setup.rules)),
        },
    }
    if verdict is not None:
        data["budget"] = _verdict(verdict) | {"not_counted": beside(setup.rules)}
    if split is not None:
        data["devices"] = _split(split, account)
    return data


def _textbook(found: Textbook) -> dict[str, Any]:
    return {
        "values": {source: int(found.of(source)) for source in SOURCES},
        "bytes": int(found.total),
        "terms": {
            name: {
                "source": each.source,
                "values": int(each.values),
                "bytes": int(each.bytes),
                "derivation": derivation_data(each.bytes),
            }
            for name, each in found.terms.items()
        },
    }


def _peak(peak: Peak) -> dict[str, Any]:
    return {
        "bytes": peak.bytes,
        "requested": peak.requested,
        "at": {"layer": peak.at.layer, "phase": peak.at.phase},
        "by_sort": {sort: count for sort, count in peak.by_sort.items() if count},
        "course": [list(each) for each in peak.course],
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "bytes": verdict.budget,
        "needed": verdict.needed,
        "fits": verdict.fits,
        "largest_batch": verdict.largest_batch,
        "largest_batch_needs": verdict.largest_needed if verdict.largest_batch else None,
        "remedies": [
            {
                "name": each.remedy.name,
                "meaning": each.remedy.meaning,
                "needed": each.needed,
                "fits": each.fits,
                "largest_batch": each.largest_batch,
            }
            for each in verdict.reliefs
        ],
    }


def _split(split: Split, account: Account) -> dict[str, Any]:
    return {
        "towers": [
            {
                "device": each.device,
                "parameters": each.holding.parameters,
                "activations": each.holding.activations,
                "received": each.holding.received,
                "textbook": _textbook(each.textbook(account.setup, training=account.training)),
            }
            for each in split.towers
        ],
        "meetings": [
            {
                "layer": each.layer,
                "reads": list(each.reads),
                "forward": each.forward,
                "backward": each.backward if account.training else 0,
                "sums": each.sums,
            }
            for each in split.meetings
        ],
        "apart": list(split.apart),
    }
