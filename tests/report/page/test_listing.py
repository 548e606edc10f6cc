"""The text of a spec on a page, with its problems."""

from __future__ import annotations

from cnncalc.analysis.examination import examination
from cnncalc.report.page.listing import listing, problem_list

LINE = '<li id="n-l{0}" value="{0}"'


def listed(text: str) -> str:
    return listing("n", examination(text.encode(), "net.yaml"))


def test_a_line_has_its_number_and_its_name() -> None:
    text = listed("name: n\ninput: 8x8x1\nlayers: [relu]\n")
    assert LINE.format(3) + "><code>layers: [relu]</code></li>" in text
    assert 'aria-label="Text of net.yaml"' in text


def test_each_problem_of_a_line_is_marked_and_noted() -> None:
    text = listed("name: n\ninput: 8x8x1\nlayers: [rleu, tanhh]\n")
    line = text.partition(LINE.format(3))[2].partition("</li>")[0]
    assert "<code>layers: [<mark>rleu</mark>, <mark>tanhh</mark>]</code>" in line
    assert line.count('class="remark error"') == 2
    assert "help: </b>did you mean <code>relu</code>?" in line


def test_a_problem_in_a_block_names_its_use() -> None:
    text = listed("name: n\ninput: 8x8x1\nblocks: {b: [rleu]}\nlayers: [b]\n")
    assert "used at: </b>net.yaml:4:10" in text


def test_a_disputed_figure_is_a_note_and_no_error() -> None:
    """A dense layer of 10 over 64 values has 65*10 = 650 parameters (CS231n)."""
    figure = "published: [{parameters: 640, source: a slide, disputed: without biases}]"
    text = listed(f"name: n\ninput: 8x8x1\nlayers: [dense: 10]\n{figure}\n")
    assert "note[disputed-figure]: " in text
    assert "a slide says parameters 640, and it is 650" in text
    assert "error[" not in text


def test_of_a_long_file_the_beginning_and_the_problems_are_shown() -> None:
    comments = "# more\n" * 5_000
    text = listed(f"name: n\ninput: 8x8x1\nlayers: [relu]\n{comments}nme: n\n")
    assert text.count("<li id=") == 1_000 + 4
    assert "4,000 more lines" in text
    assert "<mark>nme</mark>" in text


def test_of_a_long_line_the_beginning_is_shown() -> None:
    text = listed(f"name: n\ninput: 8x8x1\nlayers: [relu]  # {'x' * 10_000}\n")
    assert "more characters)" in text
    assert len(text) < 2_000


def test_what_is_no_yaml_and_no_text_is_shown_all_the_same() -> None:
    for content in (b"name: [", b"\xff\xfe\x00", b"name: \x1b[2J", b""):
        found = examination(content, "net.yaml")
        assert found.analysis is None
        assert found.problems
        assert "\x1b" not in listing("n", found)
        assert "<li>" in problem_list("n", found)


def test_of_very_many_problems_some_are_shown_and_all_are_counted() -> None:
    layers = ", ".join(f"relv{n}" for n in range(500))
    found = examination(f"name: n\ninput: 8\nlayers: [{layers}]".encode(), "net.yaml")
    text = problem_list("n", found)
    assert text.count("<li>") == 201
    assert "and 300 more; <code>cnncalc validate</code> shows all" in text
