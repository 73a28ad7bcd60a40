"""A figure with its source, as one pastes it: 整改问题6.6万余个（《…总结》第三部分，第12句）."""

from __future__ import annotations

from dashboard.asking.place import Place
from dashboard.showing import figure_words
from dashboard.showing.words import Words
from dashboard.store.figure import Figure
from extract.number.numeral import read_numeral


def with_source(figure: Figure, title: str, place: Place, words: Words) -> str:
    """What it counts, its value, and in brackets the report and the place; plain text."""
    return words("cite.figure", said=_said(figure, words), title=title, place=_place(place, words))


def _said(figure: Figure, words: Words) -> str:
    """Name and value; 已 stands before what the sentence says to be done already."""
    name = figure_words.name(figure, words)
    if words.language != "zh":
        return figure_words.said(figure, words)
    done = figure.action and name.startswith(figure.action)
    already = "已" if done and f"已{figure.action}" in figure.sentence else ""
    return f"{already}{name}{figure_words.value(figure, words)}"


def _place(place: Place, words: Words) -> str:
    if place.table:
        row = words("cite.row", n=place.row) if place.row else ""
        return words("cite.table", n=place.table, row=row)
    sentence = words("cite.sentence", n=place.sentence)
    part = _part(place, words)
    return words("cite.within", part=part, sentence=sentence) if part else sentence


def _part(place: Place, words: Words) -> str:
    """What the part of the report is called: by its number, else by its heading."""
    if not place.numeral:
        return words("cite.heading", heading=place.heading) if place.heading else place.part
    number = None if words.language == "zh" else read_numeral(place.numeral)
    return words("cite.part", n=number.value if number else place.numeral)
