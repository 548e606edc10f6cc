"""The page itself: one file of HTML about one network or several, complete in itself.

    page(subjects, words)

Nothing is fetched: style and script stand in the page, and pictures in its addresses. A policy in
its head lets a browser run that script alone, by its digest, and load nothing from anywhere.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from cnncalc.report.element import Html, element, joined, prose
from cnncalc.report.page.figure import comparison, head_figures
from cnncalc.report.page.layer_table import MOST_WORKED, layer_table
from cnncalc.report.page.listing import listing, problem_list
from cnncalc.report.page.memory_course import memory_course
from cnncalc.report.page.panel import Panels
from cnncalc.report.page.picture import picture_html
from cnncalc.report.summary import summary
from cnncalc.suggestion import listed
from cnncalc.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cnncalc.report.page.subject import Subject

__all__ = ["page"]


def page(subjects: Sequence[Subject], words: Sequence[tuple[str, str, str]] = ()) -> str:
    """Write the page; `words` are those that its numbers go by: word, meaning and source."""
    names = [each.name for each in subjects]
    title = names[0] if len(names) == 1 else f"{listed(names, 'and')} side by side"
    main = [_section(each, alone=len(subjects) == 1) for each in subjects]
    if len(subjects) > 1:
        main.insert(0, comparison(subjects))
    body = [
        element("header", element("h1", _title(subjects)), _contents(subjects)),
        element("main", Html("\n"), joined(main, "\n"), _words(words), Html("\n")),
        element("footer", element("p", f"Made by cnncalc {__version__}.")),
        element("script", Html(_own("page.js"))),
    ]
    whole = element(
        "html", _head(f"{title} - cnncalc"), Html("\n"), element("body", *body), lang="en"
    )
    return f"<!doctype html>\n{whole}\n"


def _head(title: str) -> Html:
    style, script = _own("page.css"), _own("page.js")
    policy = (
        f"default-src 'none'; img-src data:; style-src '{_digest(style)}'; "
        f"script-src '{_digest(script)}'; base-uri 'none'; form-action 'none'"
    )
    parts = (
        element("meta", charset="utf-8"),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{policy}">'),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="generator", content=f"cnncalc {__version__}"),
        element("title", title),
        element("style", Html(style)),
    )
    return element("head", Html("\n"), joined(parts, "\n"), Html("\n"))


def _own(name: str) -> str:
    """A file of ours that stands in every page."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _digest(content: str) -> str:
    """The digest by which a policy names a style or a script."""
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"


def _title(subjects: Sequence[Subject]) -> str:
    if len(subjects) > 1:
        return f"{len(subjects)} networks side by side"
    subject = subjects[0]
    title = subject.tally.analysis.title if subject.tally else ""
    return (
        title if title.startswith(subject.name) else ": ".join(filter(None, [subject.name, title]))
    )


def _contents(subjects: Sequence[Subject]) -> Html:
    """Links to the sections, or to the networks where there are several."""
    if len(subjects) > 1:
        links = [element("a", each.name, href=f"#{each.key}") for each in subjects]
    else:
        key = subjects[0].key
        links = [
            element("a", title, href=f"#{key}-{part}") for part, title in _parts_of(subjects[0])
        ]
    links.append(element("a", "conventions", href="#words"))
    return element("nav", joined(links, " "), aria_label="On this page")


def _parts_of(subject: Subject) -> Iterator[tuple[str, str]]:
    """The parts that the section of a network has, and what each is called."""
    if subject.examination.problems:
        yield "problems", "problems"
    if subject.tally:
        if subject.pictures:
            yield "pictures", "pictures"
        yield "layers", "layers"
        if subject.memory:
            yield "memory", "memory"
    yield "spec", "spec"


def _section(subject: Subject, *, alone: bool) -> Html:
    """All about one network; alone on a page, its name stands above already."""
    key, tally, examination = subject.key, subject.tally, subject.examination
    panels = Panels(key)
    level = "h2" if alone else "h3"
    parts: list[Html] = [] if alone else [element("h2", subject.name)]
    if examination.problems:
        parts += [_heading(level, key, "problems", "Problems"), problem_list(key, examination)]
    if tally:
        parts.append(head_figures(tally, panels, subject.look))
        if subject.pictures:
            parts.append(_heading(level, key, "pictures", "Pictures"))
            parts += [picture_html(each) for each in subject.pictures]
        parts.append(_heading(level, key, "layers", "Layers"))
        hint = "Press a number for its working, and a heading to sort by it."
        if len(tally.analysis.layers) > MOST_WORKED:
            hint += f" The first {MOST_WORKED:,} layers have working; `cnncalc explain` has all."
        parts.append(element("p", prose(hint), class_="hint"))
        parts.append(layer_table(tally, panels, subject.look))
        notes = summary(tally, tally.convention.operations)
        parts.append(element("ul", *(element("li", prose(each)) for each in notes)))
        if subject.memory:
            title = "Memory over a step of training"
            parts += [_heading(level, key, "memory", title), memory_course(subject.memory)]
    parts += [_heading(level, key, "spec", "The spec"), listing(key, examination), panels.all()]
    return element("section", Html("\n"), joined(parts, "\n"), Html("\n"), id=key)


def _heading(level: str, key: str, part: str, title: str) -> Html:
    return element(level, title, id=f"{key}-{part}")


def _words(words: Sequence[tuple[str, str, str]]) -> Html | None:
    if not words:
        return None
    entries = (
        joined(
            [
                element("dt", word),
                element("dd", prose(meaning), " ", element("small", f"Source: {source}.")),
            ]
        )
        for word, meaning, source in words
    )
    return element(
        "section", element("h2", "What the words mean"), element("dl", *entries), id="words"
    )
