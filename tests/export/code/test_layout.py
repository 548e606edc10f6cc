"""Lines of code: broken as formatters break them, within 88 columns."""

from __future__ import annotations

from cnncalc.export.code.layout import Group, Loops, Noted, Sum, laid_out

CALL = Group("nn.Conv2d(", ("3", "96", "kernel_size=11", "stride=4"), ")")


def test_what_fits_is_on_one_line_with_its_comment() -> None:
    assert laid_out(Noted(CALL, "96 x 55 x 55"), 4, "self.conv1 = ") == [
        "    self.conv1 = nn.Conv2d(3, 96, kernel_size=11, stride=4)  # 96 x 55 x 55"
    ]


def test_a_comment_without_room_beside_stands_above() -> None:
    assert laid_out(Noted(CALL, "c" * 40), 4) == [
        f"    # {'c' * 40}",
        "    nn.Conv2d(3, 96, kernel_size=11, stride=4)",
    ]


def test_arguments_without_room_have_a_line_together() -> None:
    assert laid_out(CALL, 48) == [
        " " * 48 + "nn.Conv2d(",
        " " * 52 + "3, 96, kernel_size=11, stride=4",
        " " * 48 + ")",
    ]


def test_or_a_line_each_with_a_comma() -> None:
    assert laid_out(CALL, 60) == [
        " " * 60 + "nn.Conv2d(",
        *(" " * 64 + each for each in ("3,", "96,", "kernel_size=11,", "stride=4,")),
        " " * 60 + ")",
    ]


def test_a_sum_without_room_stands_in_parentheses() -> None:
    long = Sum("+", ("a" * 50, "b" * 50))
    assert laid_out(long, 0, "x = ") == ["x = (", f"    {'a' * 50}", f"    + {'b' * 50}", ")"]


def test_a_loop_without_room_has_its_source_on_a_line() -> None:
    loop = Loops(CALL, Group("for _ in range(", ("12",), ")"))
    assert laid_out(loop, 0) == ["*(nn.Conv2d(3, 96, kernel_size=11, stride=4) for _ in range(12))"]
    assert laid_out(loop, 32) == [
        " " * 32 + "*(",
        " " * 36 + "nn.Conv2d(3, 96, kernel_size=11, stride=4)",
        " " * 36 + "for _ in range(12)",
        " " * 32 + ")",
    ]
