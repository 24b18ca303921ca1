"""Our code of templates does what Jinja's does, but for what it leaves out on purpose."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import Environment, StrictUndefined, UndefinedError
from markupsafe import Markup

from factcheck.render.template_code import DirectCode


class Direct(Environment):
    """An environment with our code."""

    code_generator_class = DirectCode


def render(environment: type[Environment], template: str, **values: Any) -> str:
    """Return a template, filled."""
    made = environment(autoescape=True, undefined=StrictUndefined)
    return made.from_string(template).render(values)


VALUES: dict[str, Any] = {
    "plain": "<b> & \"'",
    "html": Markup("<b>"),
    "number": 3,
    "nothing": None,
    "items": [1, 2],
    "made": SimpleNamespace(name="<i>", join=lambda *parts, by="<": by.join(parts)),
}


@pytest.mark.parametrize(
    "template",
    [
        "{{ plain }}{{ html }}{{ number }}{{ nothing }}",
        "{{ made.name }}{{ made.join('a', 'b') }}{{ made.join('a', 'b', by='>') }}",
        "{{ made.join(*['a', 'b'], **{'by': '-'}) }}",
        "{% for item in items %}{{ loop.index }}{{ item }}{{ plain if loop.last else html }}{% endfor %}",
        "{% macro m(it, end='.') %}{{ it }}{{ end }}{% endmacro %}{{ m(plain) }}{{ m(html, end='<') }}",
        "{% macro around() %}({{ caller() }}){% endmacro %}{% call around() %}{{ plain }}{% endcall %}",
        "{% set kept %}{{ plain }}<p>{% endset %}{{ kept }}{{ plain | upper }}{{ items | join('<') }}",
        "{% autoescape false %}{{ plain }}{% endautoescape %}",
    ],
)
def test_templates_are_filled_as_by_jinja(template: str) -> None:
    assert render(Direct, template, **VALUES) == render(Environment, template, **VALUES)


def test_names_that_are_not_there_are_errors() -> None:
    for template in ("{{ lost }}", "{{ lost.name }}", "{{ lost() }}"):
        with pytest.raises(UndefinedError):
            render(Direct, template)
    with pytest.raises(AttributeError):
        render(Direct, "{{ made.lost }}", **VALUES)


def test_items_are_no_attributes() -> None:
    assert render(Direct, "{{ it['key'] }}", it={"key": "<"}) == "&lt;"
    with pytest.raises(AttributeError):
        render(Direct, "{{ it.key }}", it={"key": "<"})
