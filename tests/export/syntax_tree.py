"""What is in generated code once the words that a person chose are left out.

>>> structure("class Mine(nn.Module): ...") == structure("class Yours(nn.Module): ...")
True
"""

from __future__ import annotations

import ast
import io
import tokenize
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["comments_of", "structure", "texts_of"]


def structure(code: str) -> str:
    """The syntax tree with a number for each name that a person could have chosen, and no texts."""
    tree = _Masked().visit(ast.parse(code))
    return ast.dump(tree, indent=1)


class _Masked(ast.NodeTransformer):
    """Names of classes are numbered in the file, of attributes in a class, others in a function."""

    def __init__(self) -> None:
        self._numbers: list[dict[str, int]] = [{}]
        self._local: set[str] = set()

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        node.name = self._number(0, node.name)
        return self._within(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        names = [each for each in ast.walk(node) if isinstance(each, ast.Name)]
        self._local = {each.id for each in names if isinstance(each.ctx, ast.Store)}
        self._local |= {each.arg for each in ast.walk(node) if isinstance(each, ast.arg)} - {"self"}
        masked = self._within(node)
        self._local = set()
        return masked

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if node.id in self._local:
            node.id = self._number(-1, node.id)
        elif node.id not in FIXED:
            node.id = self._number(0, node.id)
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        if node.arg != "self":
            node.arg = self._number(-1, node.arg)
        return self.generic_visit(node)

    def visit_keyword(self, node: ast.keyword) -> ast.AST:
        if node.arg not in PYTORCHS:
            node.arg = "keyword"
        return self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        if isinstance(node.value, ast.Name) and node.value.id == "self":
            node.attr = self._number(1, node.attr)
        return self.generic_visit(node)

    def _within(self, node: ast.ClassDef | ast.FunctionDef) -> ast.AST:
        if ast.get_docstring(node) is not None:
            node.body = node.body[1:]
        self._numbers.append({})
        node = self.generic_visit(node)  # type: ignore[assignment]  # it gives what it is given
        self._numbers.pop()
        return node

    def visit_Module(self, node: ast.Module) -> ast.AST:
        node.body = node.body[1:]
        return self.generic_visit(node)

    def _number(self, scope: int, name: str) -> str:
        numbers = self._numbers[scope]
        return f"name {numbers.setdefault(name, len(numbers))}"


FIXED = {
    *("torch", "nn", "functional", "Tensor", "self", "super", "int", "float", "tuple", "type"),
    *("range", "enumerate", "max", "isinstance", "print", "sum", "__name__"),
}
"""Names that the code has by itself: none of them is ever a person's."""

PYTORCHS = {"kernel_size", "stride", "padding", "bias", "dim", "value"}
"""Arguments of PyTorch's modules in the spec above."""


def texts_of(code: str) -> Iterator[str]:
    """The strings of some code that are no docstrings."""
    tree = ast.parse(code)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    own = [each.body[0] for each in ast.walk(tree) if isinstance(each, documented)]
    docstrings = {id(each.value) for each in own if isinstance(each, ast.Expr)}
    constants = (each for each in ast.walk(tree) if isinstance(each, ast.Constant))
    for each in constants:
        if isinstance(each.value, str) and id(each) not in docstrings:
            yield each.value


def comments_of(code: str) -> list[str]:
    """The comments of some code."""
    tokens = tokenize.generate_tokens(io.StringIO(code).readline)
    return [each.string for each in tokens if each.type == tokenize.COMMENT]
