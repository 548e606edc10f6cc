"""Specs that mean harm, or that are awkward: what each holds, and what is to be said of it.

`BOMBS["aliases of aliases"]` is the text of a file and a piece of the only answer to it.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["AWKWARD", "HARMLESS", "HOSTILE", "Case"]


class Case(NamedTuple):
    """The bytes of a spec file, and a piece of what is said of it."""

    content: bytes
    answer: str


def _spec(layers: str, frame: str = "") -> bytes:
    return f"name: n\ninput: 32x32x3\n{frame}\nlayers: {layers}\n".encode()


def _twice(first: str, times: int, again: str) -> str:
    """A mapping of definitions, each of which is the one before it twice."""
    entries = [f"a0: {first}", *(f"a{n}: {again.format(n - 1)}" for n in range(1, times))]
    return f"{{{', '.join(entries)}}}"


def _aliases(levels: int) -> str:
    """The billion laughs, in YAML."""
    lines = ["a0: &a0 [lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels)]
    return "\n".join(lines)


HOSTILE: dict[str, Case] = {
    "aliases of aliases": Case(_aliases(9).encode(), "`&a0` is an anchor, and a spec has none"),
    "merge keys of merge keys": Case(
        b"a: {<<: {b: 1}}\nlayers: []", "`<<` is a merge key, and a spec has none"
    ),
    "an alias of itself": Case(b"&a [*a]", "`&a` is an anchor"),
    "30,000 brackets": Case(b"[" * 30_000, "nest more than 64 deep"),
    "100,000 brackets": Case(b"[" * 100_000, "nest more than 64 deep"),
    "5,000 levels of indentation": Case(
        "\n".join(f"{' ' * n}a:" for n in range(5000)).encode()[:4_900_000], "nest more than 64 deep"
    ),
    "a scalar of 10 MB": Case(b"name: " + b"x" * 10_000_000, "larger than 5,000,000 bytes"),
    "a million values": Case(b"name: [" + b"1," * 1_000_000 + b"]", "more than 500,000"),
    "a billion rounds": Case(
        _spec("[repeat: {times: 1000000000, layers: [relu]}]"), "beyond 1,000,000"
    ),
    "a million rounds": Case(
        _spec("[repeat: {times: 1000000, layers: [relu]}]"), "more than 20,000 layers"
    ),
    "a million rounds of nothing": Case(
        _spec("[repeat: {times: 1000000, layers: []}]"), "steps"
    ),
    "a million rounds of a block": Case(
        _spec("[{b: {repeat: 1000000}}]", "blocks: {b: []}"), "steps"
    ),
    "1000 to the power of 4 rounds": Case(
        _spec("[" + "repeat: {times: 1000, layers: [" * 4 + "relu" + "]}" * 4 + "]"),
        "more than 20,000 layers",
    ),
    "two to the power of 60 layers": Case(
        _spec("[a59]", "blocks: " + _twice("[relu]", 60, "[a{0}, a{0}]")), "steps"
    ),
    "two to the power of 60 lists": Case(
        _spec("[$a59]", "settings: " + _twice("[]", 60, "[$a{0}, $a{0}]")), "steps"
    ),
    "two to the power of 60 values": Case(
        _spec("[dense: $a59]", "settings: " + _twice("[1]", 60, "[$a{0}, $a{0}]")),
        "deeper than 64",
    ),
    "two to the power of 30 values": Case(
        _spec("[dense: $a29]", "settings: " + _twice("[1]", 30, "[$a{0}, $a{0}]")), "steps"
    ),
    "a block that uses itself": Case(
        _spec("[b]", "blocks: {b: [relu, b]}"), "block b uses itself: b -> b"
    ),
    "a block of names of 64 characters in 60 levels": Case(
        _spec(
            "[repeat: {times: 20000, layers: [b0]}]",
            "blocks: {"
            + ", ".join(f"b{n}: [{{b{n + 1}: {{name: {'x' * 64}}}}}]" for n in range(59))
            + ", b59: [relu]}",
        ),
        "steps",
    ),
    "a number of 5,000 digits": Case(_spec(f"[dense: {'9' * 5000}]"), "`units` of dense"),
    "10 to the power of 30 filters": Case(
        _spec(f"[conv: {{filters: 1{'0' * 30}, kernel: 3}}]"), "beyond 1,000,000"
    ),
    "sexagesimal numbers": Case(_spec(f"[dense: {'1:' * 200_000}1]"), "`units` of dense"),
    "an expression of a million signs": Case(
        _spec(f"[dense: $({'1+' * 500_000}1)]"), "longer than 1,000 characters"
    ),
    "an expression of a million parentheses": Case(
        _spec(f"[dense: $({'(' * 900})]"), "nested deeper than 64"
    ),
    "a power that is none": Case(
        _spec("[dense: $(9*9*9*9*9*9*9*9*9*9*9*9*9*9*9*9*9*9*9*9*9)]"), "goes beyond"
    ),
    "20,000 misspelt kinds": Case(
        _spec("[" + ", ".join(f"relv{n}" for n in range(20_000)) + "]"), "did you mean `relu`?"
    ),
    "10,000 misspelt names": Case(
        _spec(
            "["
            + ", ".join(f"{{relu: {{name: n{n}}}}}" for n in range(5000))
            + ", "
            + ", ".join("{tanh: {from: m4999}}" for _ in range(5000))
            + "]"
        ),
        "there is no layer `m4999`",
    ),
    "a misspelt kind of a million characters": Case(_spec(f"[{'r' * 1_000_000}]"), "unknown-kind"),
    "100,000 fields": Case(
        _spec(f"[{{relu: {{{', '.join(f'f{n}: {n}' for n in range(100_000))}}}}}]"),
        "relu has no field `f0`",
    ),
    "100,000 duplicate keys": Case(b"name: n\n" * 100_000, "`name` is given twice"),
    "a python object": Case(
        b"name: !!python/object/apply:os.system [ls]", "is a tag, and a spec has none"
    ),
    "a branch of two to the power of 40 merges": Case(
        _spec("[$a39]", "settings: " + _twice("[relu]", 40, "[add: [$a{0}, $a{0}]]")),
        "",
    ),
}
"""Each is one short answer, in no time and little memory."""
