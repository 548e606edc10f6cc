"""Specs that mean harm, and specs that are awkward, each with a piece of the answer to it.

`HOSTILE["30,000 brackets"].content` crashes the parser that reads most YAML, and is to be answered
with a sentence in which `HOSTILE["30,000 brackets"].answer` stands.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["AWKWARD", "HOSTILE", "Case"]


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
        "\n".join(f"{' ' * n}a:" for n in range(5000)).encode()[:4_900_000],
        "nest more than 64 deep",
    ),
    "a scalar of 10 MB": Case(b"name: " + b"x" * 10_000_000, "larger than 5,000,000 bytes"),
    "a million values": Case(b"name: [" + b"1," * 1_000_000 + b"]", "more than 500,000"),
    "a billion rounds": Case(
        _spec("[repeat: {times: 1000000000, layers: [relu]}]"), "beyond 1,000,000"
    ),
    "a million rounds": Case(
        _spec("[repeat: {times: 1000000, layers: [relu]}]"), "more than 20,000 layers"
    ),
    "a million rounds of nothing": Case(_spec("[repeat: {times: 1000000, layers: []}]"), "steps"),
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
    "two to the power of 40 merges": Case(
        _spec("[$a39]", "settings: " + _twice("[relu]", 40, "[add: [$a{0}, $a{0}]]")),
        "more than 20,000 layers",
    ),
}
"""What asks for more time, memory or stack than there is."""

AWKWARD: dict[str, Case] = {
    "an empty file": Case(b"", "the file is empty"),
    "only comments": Case(b"# nothing\n", "the file is empty"),
    "only a document start": Case(b"---\n", "the file is empty"),
    "a list": Case(b"- relu\n", "a spec is a mapping"),
    "a number": Case(b"3\n", "a spec is a mapping"),
    "two documents": Case(_spec("[relu]") + b"---\nname: m\n", "a second document starts here"),
    "a tab": Case(b"name: n\n\tinput: 3\n", "a tab stands where YAML reads only spaces"),
    "Latin-1": Case("name: é\n".encode("latin-1"), "the byte 0xE9 is not UTF-8"),
    "UTF-16": Case("name: n\n".encode("utf-16"), "UTF-16"),
    "NUL": Case(b"name: \0\n", "U+0000 (NUL)"),
    "ESC": Case(b"name: \x1b[2J\n", "U+001B (ESC)"),
    "a name with an escape": Case(_spec(r'[{relu: {name: "\e[2J"}}]'), r"a name has no '\x1b'"),
    "a name with a direction": Case(_spec(r'[{relu: {name: "\u202e"}}]'), r"no '\u202e'"),
    "a name with a line end": Case(_spec(r'[{relu: {name: "a\nb"}}]'), r"a name has no '\n'"),
    "a name of 10 kB": Case(_spec(f"[{{relu: {{name: {'x' * 10_000}}}}}]"), "longer than 64"),
    "a name of the network of 10 kB": Case(b"name: " + b"x" * 10_000, "longer than 64"),
    "a name that is a path": Case(_spec("[{relu: {name: ../../etc/x}}]"), "a name has no '/'"),
    "a leading zero": Case(_spec("[dense: 010]"), "YAML 1.1 would read 010 as 8"),
    "hexadecimal": Case(_spec("[dense: 0x10]"), "YAML 1.1 would read 0x10 as 16"),
    "an underscore": Case(_spec("[dense: 1_000]"), "YAML 1.1 would read 1_000 as 1000"),
    "minutes": Case(_spec("[dense: 1:30]"), "YAML 1.1 would read 1:30 as 90"),
    "yes": Case(_spec("[batchnorm: {scale: yes}]"), "YAML 1.1 would read yes as true"),
    "an exponent": Case(_spec("[dense: 1e3]"), "1e3 is 1000"),
    "a float": Case(_spec("[dense: 3.0]"), "3.0 is 3"),
    "a truth value": Case(_spec("[dense: true]"), "true is not a whole number"),
    "zero": Case(_spec("[conv: {filters: 0, kernel: 3}]"), "0 is below 1"),
    "a negative stride": Case(_spec("[maxpool: {kernel: 2, stride: -1}]"), "-1 is below 1"),
    "not a number": Case(_spec("[lrn: {size: 5, alpha: .nan}]"), ".nan is not a number"),
    "infinity": Case(_spec("[lrn: {size: 5, k: .inf}]"), ".inf is not a number"),
    "an Arabic digit": Case(_spec("[dense: ٣]"), "٣ is not a whole number"),
    "a superscript": Case(_spec("[dense: ²]"), "² is not a whole number"),
    "a window that is too large": Case(_spec("[conv: {filters: 1, kernel: 33}]"), "is larger than"),
    "a stride that does not fit": Case(_spec("[maxpool: 3]"), "not a whole number; help: input 30"),
    "padding that is too large": Case(_spec("[maxpool: {kernel: 2, padding: 2}]"), "half of"),
    "groups that do not divide": Case(
        _spec("[conv: {filters: 4, kernel: 1, groups: 2}]"), "3 maps in do not divide into 2 groups"
    ),
    "a convolution after a dense layer": Case(
        _spec("[dense: 3, {conv: {filters: 1, kernel: 1}}]"), "dense1 gives 3"
    ),
    "a circle": Case(
        _spec("[{relu: {name: a, from: b}}, {relu: {name: b, from: a}}]"), "`b` stands later"
    ),
    "a layer of itself": Case(_spec("[{relu: {name: a, from: a}}]"), "would read from itself"),
    "a layer that there is not": Case(_spec("[relu, {tanh: {from: relu2}}]"), "mean `relu1`?"),
    "a name twice": Case(_spec("[{relu: {name: a}}, {tanh: {name: a}}]"), "two layers are called"),
    "branches of unequal shape": Case(
        _spec("[add: [[{conv: {filters: 4, kernel: 1}}], []]]"),
        "only equal shapes add up: 32x32x4, 32x32x3",
    ),
    "a layer that nothing reads": Case(
        _spec("[relu, {tanh: {from: input}}]"), "nothing reads relu1"
    ),
    "a key twice": Case(b"name: m\n" + _spec("[relu]"), "`name` is given twice"),
    "a misspelt field": Case(_spec("[maxpool: {kernel: 2, strides: 2}]"), "did you mean `stride`?"),
    "no kind": Case(_spec("[{kernel: 2}]"), "`kernel` is a field, and no layer has it here"),
    "a misspelt setting": Case(
        _spec("[b: {widht: 3}]", "blocks: {b: {settings: {width: 2}, layers: [relu]}}"),
        "did you mean `width`?",
    ),
    "a published figure that does not hold": Case(
        _spec("[dense: 10]", 'published: [{parameters: 30729, source: "a slide"}]'),
        "a slide says parameters 30729, and it is 30,730",
    ),
    "markup in a message": Case(_spec('["[red]x[/]"]'), "there is no kind or block `[red]x[/]`"),
}
"""What is easily written by mistake; each has one problem."""
