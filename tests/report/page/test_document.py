"""The page as text: complete in itself, of sound structure, and nothing in it alive but its script.

The numbers of AlexNet are those of the Caffe model bvlc_alexnet and of CS231n.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from cnncalc.report.page.document import page
from tests.report.page.read import HOSTILE, HOSTILE_PROBLEMS, PROBLEMS, page_of, read, subject

if TYPE_CHECKING:
    from tests.conftest import Golden

ALEXNET = page_of("alexnet")


SMALL = """\
name: small
input: 8x8x1
layers:
  - conv: {filters: 4, kernel: 3, padding: 1}
  - relu
  - dense: 10
published:
  - {parameters: 2600, source: a slide, disputed: without the biases of the dense layer}
"""
"""(9 + 1)*4 + (8*8*4 + 1)*10 = 40 + 2,570 = 2,610 parameters (CS231n)."""


def test_the_body_of_a_page_looks_like_this(golden: Golden) -> None:
    golden("small.html", page_of(SMALL).partition("<body>")[2].partition("<script>")[0])


def test_a_page_has_the_figures_the_layers_and_the_spec() -> None:
    seen = read(ALEXNET)
    assert "60,965,224" in seen.text
    assert "Layers of AlexNet" in seen.text
    assert "- conv: {name: conv1, filters: 96, kernel: 11, stride: 4}" in seen.text
    assert seen.elements["h1"] == 1
    assert ("html", "lang", "en") in seen.attributes


def test_the_working_of_a_number_stands_in_the_panel_that_its_button_names() -> None:
    times = "&thinsp;&times;&thinsp;"
    (panel,) = set(re.findall(r'popovertarget="([^"]+)">34,944<', ALEXNET))
    after = ALEXNET.partition(f'<div id="{panel}" popover')[2].partition("</div>")[0]
    assert "parameters<small> of conv1</small>" in after
    assert f"(11{times}11{times}3 + 1){times}96 = <strong>34,944</strong>" in after


@pytest.mark.parametrize("spec", ["alexnet", "googlenet", "unet", PROBLEMS, HOSTILE])
def test_every_name_in_a_page_is_given_once_and_leads_somewhere(spec: str) -> None:
    seen = read(page_of(spec, spec))
    ids = seen.values("id")
    assert len(ids) == len(set(ids))
    named = {*seen.values("popovertarget"), *seen.values("aria-labelledby")}
    named |= {each.removeprefix("#") for each in seen.values("href")} - {"words"}
    assert named <= set(ids)


def test_every_heading_of_a_table_has_a_scope_and_every_table_a_caption() -> None:
    seen = read(page_of("alexnet", "lenet5"))
    assert len(seen.values("scope")) == seen.elements["th"]
    assert seen.elements["caption"] == seen.elements["table"]


def test_nothing_is_fetched_and_one_script_runs() -> None:
    seen = read(ALEXNET)
    assert seen.elements["script"] == 1
    assert seen.elements["link"] == 0
    assert not {"src", "action", "style", "onclick", "srcset"} & {
        name for _, name, _ in seen.attributes
    }
    assert all(each.startswith("#") for each in seen.values("href"))


def test_the_policy_names_the_script_and_the_style_by_their_digests() -> None:
    """Content Security Policy Level 3, section 2.3.1: the digest of the element's text."""
    (policy,) = re.findall(r'Security-Policy" content="([^"]+)"', ALEXNET)
    for name in ("script", "style"):
        (content,) = re.findall(f"<{name}>(.*?)</{name}>", ALEXNET, re.DOTALL)
        digest = b64encode(sha256(content.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; img-src data:; ")


@pytest.mark.parametrize("spec", [HOSTILE, HOSTILE_PROBLEMS], ids=["fine", "problems"])
def test_no_text_of_a_spec_becomes_an_element_or_an_attribute(spec: str) -> None:
    seen, harmless = read(page_of(spec)), read(page_of("alexnet", PROBLEMS))
    assert seen.elements["script"] == 1
    assert set(seen.elements) <= {*harmless.elements, "wbr"}
    assert not any(name.startswith("on") for _, name, _ in seen.attributes)
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in seen.text
    assert "<script>evil=1</script>" in seen.text


def test_a_spec_with_problems_has_a_page_that_shows_them_at_their_lines() -> None:
    """CS231n: 224 with a kernel of 11 and a stride of 4 gives 54.25."""
    html = page_of(PROBLEMS)
    seen = read(html)
    assert "(224 - 11 + 2*0)/4 + 1 = 54.25, not a whole number" in seen.text
    assert "there is no kind or block rleu" in seen.text
    line = html.partition('<li id="network1-l4"')[2].partition("</li>")[0]
    assert "stride: <mark>4</mark>}" in line
    assert "error[stride-does-not-fit]: " in line
    assert "help: </b>input 223 or 227 fits" in line
    assert "Layers of" not in seen.text


def test_several_networks_are_compared_before_each_is_shown() -> None:
    """The totals are those of Caffe's bvlc_alexnet and of torchvision's resnet18."""
    text = read(page_of("alexnet", "resnet18", PROBLEMS)).text
    assert text.index("Side by side") < text.index("60,965,224") < text.index("11,689,512")
    assert "0.19\N{MULTIPLICATION SIGN}" in text
    assert "2 problems, and so no figures" in text


def test_a_page_of_a_large_network_stays_small() -> None:
    """ResNet-152 has more than 500 rows: numbers that come about alike share their working."""
    assert len(page_of("resnet152").encode()) < 1_000_000


def test_the_words_are_explained_at_the_end() -> None:
    words = (("MB", "10^6 bytes", "ISO/IEC 80000-13"),)
    seen = read(page([subject("lenet5")], words))
    assert "10^6 bytes Source: ISO/IEC 80000-13." in seen.text
    assert "words" in seen.values("id")


def test_of_very_many_layers_the_first_have_working_and_the_page_says_so() -> None:
    layers = ", ".join(["conv: {filters: 1, kernel: 1}"] * 1_200)
    html = page_of(f"name: n\ninput: 8x8x1\nlayers: [{layers}]\n")
    assert "The first 1,000 layers have working; cnncalc explain has all." in read(html).text
    row = html.partition(">conv1200</span>")[2].partition("</tr>")[0]
    assert "64" in row
    assert "<button" not in row
    earlier = html.partition(">conv1000</span>")[2].partition("</tr>")[0]
    assert "<button" in earlier
