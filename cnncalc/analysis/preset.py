"""The conventions of courses and frameworks that students meet, each from its own pages.

    >>> convention("cs231n").biases
    'not_counted'
    >>> sentence(convention("cs231n", biases="counted"), ["biases", "input"])
    'convention cs231n with biases=counted: biases counted, input counted'

Adding a preset is one row of `PRESETS`, with the page that it was taken from.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from cnncalc.analysis.choice import CHOICES, said
from cnncalc.analysis.convention import Convention
from cnncalc.plain import inert
from cnncalc.suggestion import listed, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["PRESETS", "Preset", "changes", "convention", "sentence", "title", "word"]


class Preset(NamedTuple):
    """A convention with a name, and where it was taken from."""

    convention: Convention
    meaning: str
    """Whose it is and what is particular about it, in whole sentences."""
    source: str


def convention(preset: str | Convention = "cnncalc", /, **choices: object) -> Convention:
    """Give a preset, or a convention, with some other choices.

    LookupError for a preset or a choice that there is not, ValueError for a value that a choice
    does not have; both messages are sentences, and offer the nearest.
    """
    start = preset if isinstance(preset, Convention) else _preset(preset)
    return start.choosing(**{name: _value(name, value) for name, value in choices.items()})


def title(convention: Convention) -> str:
    """Name a convention: its preset, and where it departs from that."""
    start = PRESETS[convention.name].convention if convention.name in PRESETS else Convention()
    departures = " ".join(changes(convention, start))
    name = convention.name or "by hand"
    return f"{name} with {departures}" if departures else name


def changes(convention: Convention, start: Convention) -> tuple[str, ...]:
    """Give what a convention chooses otherwise than another, as options take it: biases=counted."""
    return tuple(
        f"{field}={word(getattr(convention, field))}"
        for field in CHOICES
        if getattr(convention, field) != getattr(start, field)
    )


def sentence(convention: Convention, fields: Iterable[str] | None = None) -> str:
    """Say what a convention chooses on one line, as every report does: its title, and `said`."""
    words = said(convention, fields)
    return f"convention {title(convention)}" + (f": {words}" if words else "")


def _preset(name: object) -> Convention:
    if isinstance(name, str) and name in PRESETS:
        return PRESETS[name].convention
    shown = inert(str(name)[:_LONGEST])
    raise LookupError(f"there is no convention `{shown}`; {_offer(str(name), PRESETS)}")


def _value(name: str, value: object) -> object:
    """Read a value as a sheet or a command line has it."""
    if name not in CHOICES:
        shown = inert(name[:_LONGEST])
        raise LookupError(f"a convention does not choose `{shown}`; {_offer(name, CHOICES)}")
    known = {word(each): each for each in CHOICES[name].options}
    written = word(value)
    meant = _SYNONYMS.get((name, written), written)
    if meant in known:
        return known[meant]
    shown = inert(str(value)[:_LONGEST])
    raise ValueError(f"`{shown}` is no choice of {name}; {_offer(meant, known)}")


def word(value: object) -> str:
    """Write an option as a sheet and a command line have it."""
    return "none" if value is None else str(value).strip().lower().replace("-", "_")


def _offer(word: str, known: Mapping[str, object]) -> str:
    meant = nearest(word, known)
    return f"did you mean `{meant}`?" if meant else f"there are {listed(known, 'and')}"


_LONGEST = 64

_SYNONYMS = {
    ("megabyte", "mb"): "1000000",
    ("megabyte", "mib"): "1048576",
    ("operations", "mac"): "macs",
    ("operations", "flop"): "flops",
    ("rounding", "must_fit"): "exact",
}
"""Other words that people use for a choice."""

PRESETS: Mapping[str, Preset] = MappingProxyType(
    {
        "cnncalc": Preset(
            Convention(),
            "How every command counts where nothing else is asked for.",
            "LeCun et al. 1998; CS231n; fvcore",
        ),
        "cs231n": Preset(
            Convention(
                name="cs231n",
                order="whc",
                rounding="exact",
                biases="not_counted",
                connections="without_biases",
                dilation="zero",
                input="counted",
                megabyte=1048576,
            ),
            "As Stanford's notes list VGG-16: without biases, and with the input among the "
            "activations. Elsewhere the notes do count biases (34,944 parameters of AlexNet's "
            "first layer): `biases=counted`.",
            "https://cs231n.github.io/convolutional-networks/",
        ),
        "pytorch": Preset(
            Convention(name="pytorch", order="chw", rounding="floor", operations="flops"),
            "As PyTorch counts: parameters are what an optimizer trains, a batch normalization's "
            "statistics are buffers, and its counter gives two FLOPs for each MAC.",
            "https://docs.pytorch.org/docs/stable/nn.html; torch.utils.flop_counter",
        ),
        "keras": Preset(
            Convention(name="keras", rounding="floor", batchnorm="all", megabyte=1048576),
            "As the summary of a Keras model counts: a batch normalization has four parameters a "
            "map, two of them non-trainable, and what is called MB has 2^20 bytes.",
            "https://keras.io/api/models/model/ (summary); keras.utils.summary_utils",
        ),
        "lecun98": Preset(
            Convention(name="lecun98", order="chw", rounding="exact"),
            "As the paper of LeNet-5 counts: maps first (6@28x28), biases are parameters and "
            "connections, and work is multiply-accumulates.",
            "LeCun, Bottou, Bengio & Haffner 1998, section II.B",
        ),
        "deeplearning.ai": Preset(
            Convention(name="deeplearning.ai", rounding="floor"),
            "As the videos of the Deep Learning Specialization count: height x width x channels, "
            "sizes rounded down, biases counted (280 parameters of ten 3x3x3 filters).",
            "deeplearning.ai, Convolutional Neural Networks, week 1",
        ),
    }
)
"""Every preset by its name."""
