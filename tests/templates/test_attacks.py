"""Templates that try to be more than text with fields in it. All are refused before anything is rendered."""

from __future__ import annotations

import pytest

from studio.errors import BadInput
from studio.phrase import Bilingual
from studio.templates.language import compile_text
from studio.templates.model import Field, FieldType


def field(name: str, type: str = "text", *, hidden: bool = False) -> Field:
    return Field(name=name, label=Bilingual(name, name), type=FieldType(type), hidden=hidden)


FIELDS = (
    field("name"),
    field("note", "multiline"),
    field("items", "list"),
    field("steps", "steps"),
    field("qas", "qa_list"),
    field("contact", "contact_ref"),
    field("photo", "image"),
    field("case_ref", hidden=True),
)

ATTACKS = {
    # out of the template by an attribute
    "class of a string": "{{ name.__class__ }}",
    "mro chain": "{{ name.__class__.__mro__ }}",
    "method": "{{ name.upper }}",
    "two levels": "{{ contact.phone.label }}",
    "part of a list": "{{ items.append }}",
    "part of a record list": "{{ qas.q }}",
    "unknown part": "{{ contact.verified_by }}",
    "attribute of a constant": "{{ 'a'.join }}",
    "loop internals": "{% for i in items %}{{ loop.cycle }}{% endfor %}",
    "loop itself": "{% for i in items %}{{ loop }}{% endfor %}",
    "private name": "{{ __builtins__ }}",
    "private part": "{{ contact._phone }}",
    # by a subscript
    "subscript": "{{ name['__class__'] }}",
    "index": "{{ items[0] }}",
    "slice": "{{ name[::-1] }}",
    # by a call
    "call": "{{ name() }}",
    "method call": "{{ name.format(name) }}",
    "mapping call": "{{ items.pop(name) }}",
    "global": "{{ range }}",
    "range": "{% for i in range(1000000000) %}x{% endfor %}",
    "lipsum": "{{ lipsum(n=100000) }}",
    "cycler": "{{ cycler.__init__ }}",
    "namespace": "{% set ns = namespace() %}",
    "self": "{{ self }}",
    "super": "{{ super() }}",
    "config": "{{ config }}",
    # by a filter
    "attr filter": "{{ name | attr('__class__') }}",
    "format filter": "{{ '%2000000000d' | format(1) }}",
    "map filter": "{{ items | map('upper') }}",
    "center filter": "{{ name | center(1000000000) }}",
    "indent filter": "{{ name | indent }}",
    "xmlattr filter": "{{ contact | xmlattr }}",
    "batch filter": "{{ items | batch('9') }}",
    "pprint filter": "{{ name | pprint }}",
    "safe filter": "{{ name | safe }}",
    "filter with two arguments": "{{ name | default('a', 'b') }}",
    "filter with a keyword": "{{ name | default(default_value='a') }}",
    "filter with a field": "{{ name | default(note) }}",
    "filter with a call": "{{ name | default(note | upper) }}",
    "filter without its argument": "{{ name | default }}",
    "filter with a surplus argument": "{{ name | upper('x') }}",
    "join of a text": "{{ name | join('') }}",
    "upper of a list": "{{ items | upper }}",
    "filter block": "{% filter upper %}x{% endfilter %}",
    # by a test or an operator
    "test": "{% if name is defined %}x{% endif %}",
    "callable test": "{% if name is callable %}x{% endif %}",
    "in": "{% if name in items %}x{% endif %}",
    "greater": "{% if name > note %}x{% endif %}",
    "chained comparison": "{% if name == note == name %}x{% endif %}",
    "list compared": "{% if items == name %}x{% endif %}",
    "inline condition": "{{ name if note else 'x' }}",
    "multiplication": "{{ 'a' * 2000000000 }}",
    "power": "{{ 9 ** 9 ** 9 }}",
    "addition": "{{ name + note }}",
    "concatenation": "{{ name ~ note }}",
    "division": "{{ name / note }}",
    "list literal": "{{ [name, note] }}",
    "dict literal": "{{ {'a': name} }}",
    "tuple": "{{ name, note }}",
    "number": "{{ 1 }}",
    "huge number": "{{ " + "9" * 300 + " }}",
    "true": "{{ true }}",
    "none": "{{ none }}",
    # by a statement
    "include": "{% include '/etc/passwd' %}",
    "import": "{% import 'x' as y %}",
    "from import": "{% from 'x' import y %}",
    "extends": "{% extends 'x' %}",
    "block": "{% block b %}{% endblock %}",
    "macro": "{% macro m() %}{% endmacro %}",
    "call block": "{% call name() %}{% endcall %}",
    "set": "{% set a = name %}",
    "set block": "{% set a %}x{% endset %}",
    "with": "{% with a = name %}{{ a }}{% endwith %}",
    "autoescape": "{% autoescape true %}{% endautoescape %}",
    "do": "{% do name %}",
    "debug": "{% debug %}",
    "trans": "{% trans %}x{% endtrans %}",
    "raw": "{% raw %}{{ name }}{% endraw %}",
    "raw with blanks": "{%  raw  %}x{%  endraw  %}",
    "comment": "{# {{ name }} #}",
    "trimming mark": "{%- if name %}x{% endif %}",
    "keeping mark": "{% if name +%}x{% endif %}",
    "shown trimming mark": "{{- name }}",
    # by a loop
    "loop over text": "{% for c in name %}{{ c }}{% endfor %}",
    "loop over a part": "{% for c in contact.phone %}{{ c }}{% endfor %}",
    "loop over a filter": "{% for c in items | join %}x{% endfor %}",
    "loop over a constant": "{% for c in 'abc' %}x{% endfor %}",
    "loop in a loop": "{% for a in items %}{% for b in steps %}x{% endfor %}{% endfor %}",
    "loop with a condition": "{% for a in items if a %}x{% endfor %}",
    "loop with else": "{% for a in items %}x{% else %}y{% endfor %}",
    "recursive loop": "{% for a in items recursive %}x{% endfor %}",
    "unpacking loop": "{% for a, b in qas %}x{% endfor %}",
    "loop variable hides a field": "{% for name in items %}{{ name }}{% endfor %}",
    "loop variable hides the loop": "{% for loop in items %}x{% endfor %}",
    "loop variable used after": "{% for a in items %}x{% endfor %}{{ a }}",
    "loop outside a loop": "{{ loop.index }}",
    "record without its part": "{% for a in qas %}{{ a }}{% endfor %}",
    "unknown part of a record": "{% for a in qas %}{{ a.question }}{% endfor %}",
    "list shown whole": "{{ items }}",
    # by names that look like others
    "Cyrillic letter": "{{ nаme }}",
    "fullwidth letters": "{{ ｎａｍｅ }}",
    "accented name": "{{ tên }}",
    "upper case": "{{ NAME }}",
    "long name": "{{ " + "a" * 41 + " }}",
    "unknown field": "{{ nmae }}",
    "hidden field": "{{ case_ref }}",
    "picture": "{{ photo }}",
    # by bulk
    "long source": "a" * 20_001,
    "many bracket": "(" * 2_001,
    "long tag": "{{ name" + " | upper" * 60 + " }}",
    "deep brackets": "{{ " + "(" * 9 + "name" + ")" * 9 + " }}",
    "deep not": "{% if " + "not " * 20 + "name %}x{% endif %}",
    "deep and": "{% if " + "name and " * 20 + "name %}x{% endif %}",
    "deep if": "{% if name %}" * 13 + "x" + "{% endif %}" * 13,
    "very deep if": "{% if name %}" * 800 + "{% endif %}" * 800,
    "many nodes": "{{ name }}" * 1_900 + "{{ name | upper }}" * 50,
    "long constant": "{{ name | default('" + "a" * 250 + "') }}",
    "escape in a constant": "{{ name | default('\\x7b\\x7b') }}",
    "brackets in a constant": "{{ name | default('{{ note }}') }}",
    "line break in a constant": "{{ name | default('a\nb') }}",
    # by spelling
    "no end": "{{ name",
    "no end of if": "{% if name %}x",
    "end without beginning": "{% endfor %}",
    "stray end": "name }}",
    "empty tag": "{{ }}",
    "empty command": "{% %}",
    "half tag": "{ { name } }{{",
    "dollar": "{{ $name }}",
    "semicolon": "{{ name; note }}",
    "back quote": "{{ `name` }}",
    "NUL": "a\x00b",
    "escape sign": "\x1b[2J{{ name }}",
    "lone surrogate": "\ud800",
}


@pytest.mark.parametrize("source", ATTACKS.values(), ids=ATTACKS)
def test_refused_with_template_and_line_in_both_languages(source: str) -> None:
    with pytest.raises(BadInput) as refused:
        compile_text(f"Dòng một\n{source}", FIELDS, origin="templates/mau.yaml", first_line=30)
    error = refused.value
    file, _, line = error.where.rpartition(":")
    assert file == "templates/mau.yaml"
    assert 30 <= int(line) <= 33
    assert error.phrase.vi != error.phrase.en


def test_there_are_more_than_forty_of_them_and_all_differ() -> None:
    assert len(ATTACKS) >= 40
    assert len(set(ATTACKS.values())) == len(ATTACKS)


def test_a_refused_template_never_yields_something_to_render() -> None:
    for source in ATTACKS.values():
        compiled = None
        with pytest.raises(BadInput):
            compiled = compile_text(source, FIELDS)
        assert compiled is None
