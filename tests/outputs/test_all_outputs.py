"""Outputs keep to the paths that they have named, and no two make the same file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from factcheck.languages import MAIN
from factcheck.outputs.all_outputs import OUTPUTS
from factcheck.pages.renderer import Renderer
from factcheck.site.site_files import unnamed_files


def test_every_file_has_a_path_that_its_output_names(published: Mapping[str, bytes]) -> None:
    assert unnamed_files(published) == []


def test_no_two_outputs_make_one_file(renderers: Mapping[str, Renderer]) -> None:
    paths = Counter(path for output in OUTPUTS for path in output.files(renderers[MAIN]))
    assert [path for path, number in paths.items() if number > 1] == []


def test_every_output_makes_some_file(renderers: Mapping[str, Renderer]) -> None:
    assert [output.name for output in OUTPUTS if not output.files(renderers[MAIN])] == ["security.txt"]
