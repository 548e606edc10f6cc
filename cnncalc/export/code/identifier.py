"""Names of a spec as names of Python code: safe, and each with one meaning.

>>> identifier("conv2/3x3_reduce"), class_name("ResNet-18")
('conv2_3x3_reduce', 'ResNet18')

Whatever stands in a spec, the result is a plain ASCII word that is no keyword.
"""

from __future__ import annotations

import builtins
import re
from keyword import iskeyword, issoftkeyword
from unicodedata import normalize

__all__ = ["ATTRIBUTES", "RESERVED", "Names", "class_name", "identifier"]


def identifier(text: str, otherwise: str = "layer") -> str:
    """Give a word for a variable; `otherwise` stands in for a text without letters and digits."""
    ascii_text = normalize("NFKD", text).encode("ascii", "ignore").decode()
    word = re.sub(r"[^A-Za-z0-9]+", "_", ascii_text).strip("_")
    if not word:
        return otherwise
    return f"{otherwise}_{word}" if word[0].isdigit() else word


def class_name(text: str, otherwise: str = "Network") -> str:
    """Give a word for a class: capitals at the start of each part, those inside as they are."""
    parts = identifier(text, "").strip("_").split("_")
    word = "".join(each[:1].upper() + each[1:] for each in parts)
    return f"{otherwise}{word}" if not word or word[0].isdigit() else word


class Names:
    """Hands out names, each once."""

    def __init__(self, taken: frozenset[str]) -> None:
        """Begin with some names taken."""
        self._taken = set(taken)
        self._numbers: dict[str, int] = {}

    def unique(self, wanted: str) -> str:
        """Give the name that is wanted, or one like it where that is taken or means something."""
        name, number = wanted, self._numbers.get(wanted, 1)
        while name in self._taken or iskeyword(name) or issoftkeyword(name):
            number += 1
            name = f"{wanted}_{number}" if wanted[-1].isdigit() else f"{wanted}{number}"
        self._taken.add(name)
        self._numbers[wanted] = number
        return name


RESERVED = frozenset({*vars(builtins), "Tensor", "functional", "nn", "self", "torch"})
"""Names that mean something wherever generated code stands."""

ATTRIBUTES = frozenset(
    {
        "T_destination",
        "add_module",
        "apply",
        "bfloat16",
        "buffers",
        "call_super_init",
        "children",
        "compile",
        "cpu",
        "cuda",
        "double",
        "dump_patches",
        "eval",
        "extra_repr",
        "float",
        "forward",
        "get_buffer",
        "get_extra_state",
        "get_parameter",
        "get_submodule",
        "half",
        "ipu",
        "load_state_dict",
        "modules",
        "mtia",
        "named_buffers",
        "named_children",
        "named_modules",
        "named_parameters",
        "parameters",
        "register_backward_hook",
        "register_buffer",
        "register_forward_hook",
        "register_forward_pre_hook",
        "register_full_backward_hook",
        "register_full_backward_pre_hook",
        "register_load_state_dict_post_hook",
        "register_load_state_dict_pre_hook",
        "register_module",
        "register_parameter",
        "register_state_dict_post_hook",
        "register_state_dict_pre_hook",
        "requires_grad_",
        "set_extra_state",
        "set_submodule",
        "share_memory",
        "state_dict",
        "to",
        "to_empty",
        "train",
        "training",
        "type",
        "xpu",
        "zero_grad",
    }
)
"""What every nn.Module has already; a test compares it with PyTorch's own."""
