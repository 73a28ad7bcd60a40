"""The rules that a PDF page draws: lines, thin bars and the sides of boxes, and the cells that they
part."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium
from pypdfium2 import PdfObject, PdfPage

from reading.pdf.page import Box
from reading.pdf.turn import Turn

Edge = dict[str, Any]  # as pdfplumber's table finder has it: top and bottom are counted downwards
_THIN = 3.0  # points: a painted bar no wider is a rule
_SHORTEST = 3.0  # points: shorter rules are parts of drawings
_STRAIGHT = 1.0  # points that the ends of a rule may differ
_NEAR, _TOUCH = 3.0, 3.0  # points: rules that are one; rules that meet
_MOST = 4_000  # rules of a page: more are a drawing
_WHITE = 250  # of 255: the colour of the paper
_LEAST = 3  # painted grounds below each other that make a column
_NO_MATRIX = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

Matrix = tuple[float, float, float, float, float, float]


def rules_of(page: PdfPage, paths: list[PdfObject], turn: Turn) -> list[Edge]:
    """The straight rules among the `paths` of a page, as the page is read.

    Large painted grounds are none, unless coloured ones stand beside each other in columns.
    """
    edges: list[Edge] = []
    grounds: list[Box] = []
    for path in paths:
        fill, stroke = _drawn(path)
        if not (fill or stroke):
            continue
        for points in _outlines(path):
            placed = [turn.point(x, y) for x, y in points]
            if stroke:
                edges += sides(placed)
                continue
            if thin := bar(placed):
                edges.append(thin)
            elif not _is_white(path):
                grounds.append(_bounds(placed))
        if len(edges) > _MOST:
            return []
    return edges + _columns(grounds)


def cells_of(edges: list[Edge], sides: list[float]) -> list[list[Box]]:
    """The tables that rules draw, each as the boxes of its cells. sides: where tables that are
    open at their sides end."""
    from pdfplumber import table as finder  # takes a third of a second; most PDFs have no table

    if sides:
        low, high = min(e["top"] for e in edges), max(e["bottom"] for e in edges)
        edges = edges + [_edge(x, x, low, high) for x in sides]
    merged = finder.merge_edges(edges, _NEAR, _NEAR, _NEAR, _NEAR)
    merged = [edge for edge in merged if max(edge["width"], edge["height"]) >= _SHORTEST]
    meeting = finder.edges_to_intersections(merged, _TOUCH, _TOUCH)
    found = finder.cells_to_tables(finder.intersections_to_cells(meeting))
    return [[(left, -lower, right, -upper) for left, upper, right, lower in one] for one in found]


def _drawn(path: PdfObject) -> tuple[bool, bool]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path.raw, fill, stroke)
    return bool(fill.value), bool(stroke.value)


def _outlines(path: PdfObject) -> Iterator[list[tuple[float, float]]]:
    """The corners of each outline of a path, in the page's own measure; curves are left out."""
    matrix = _matrix(path)
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(pdfium.FPDFPath_CountSegments(path.raw)):
        segment = pdfium.FPDFPath_GetPathSegment(path.raw, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            return
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = []
        points.append(_placed(matrix, x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment) and points:
            points.append(points[0])
    if len(points) > 1:
        yield points


def _matrix(path: PdfObject) -> Matrix:
    """From the path's own measure to the page's, through the forms that hold it."""
    found: Matrix = _NO_MATRIX
    one: PdfObject | None = path
    while one is not None:
        raw = pdfium.FS_MATRIX()
        if pdfium.FPDFPageObj_GetMatrix(one.raw, raw):
            found = _times(found, (raw.a, raw.b, raw.c, raw.d, raw.e, raw.f))
        one = one.container
    return found


def _times(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _placed(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def sides(points: list[tuple[float, float]]) -> list[Edge]:
    """The upright and level ones among the lines from point to point."""
    found = []
    for (x, y), (right, top) in pairwise(points):
        if abs(x - right) <= _STRAIGHT and abs(y - top) > _STRAIGHT:
            found.append(_edge(x, x, -max(y, top), -min(y, top)))
        elif abs(y - top) <= _STRAIGHT and abs(x - right) > _STRAIGHT:
            found.append(_edge(min(x, right), max(x, right), -y, -y))
    return found


def _bounds(points: list[tuple[float, float]]) -> Box:
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


def bar(points: list[tuple[float, float]]) -> Edge | None:
    """A thin painted bar as the rule along its middle; None where its corners make no such."""
    left, bottom, right, top = _bounds(points)
    if top - bottom <= _THIN < right - left:
        return _edge(left, right, -(bottom + top) / 2, -(bottom + top) / 2)
    if right - left <= _THIN < top - bottom:
        return _edge((left + right) / 2, (left + right) / 2, -top, -bottom)
    return None


def _is_white(path: PdfObject) -> bool:
    """Whether what the path paints cannot be seen on paper."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFPageObj_GetFillColor(path.raw, red, green, blue, alpha)
    return alpha.value == 0 or min(red.value, green.value, blue.value) >= _WHITE


def _columns(grounds: list[Box]) -> list[Edge]:
    """The sides of painted grounds that stand below each other in columns, two at least: the cells
    of a table without rules. The ground of a line or a word of text is none."""

    def column(box: Box) -> tuple[int, int]:
        return round(box[0] / _NEAR), round(box[2] / _NEAR)

    often = Counter(map(column, grounds))
    kept = [box for box in grounds if often[column(box)] >= _LEAST]
    if len(set(map(column, kept))) < 2:
        return []
    return [
        side
        for left, bottom, right, top in kept
        for side in sides(
            [(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)]
        )
    ]


def _edge(left: float, right: float, top: float, bottom: float) -> Edge:
    return {
        "object_type": "line",
        "orientation": "v" if left == right else "h",
        "x0": left,
        "x1": right,
        "top": top,
        "bottom": bottom,
        "width": right - left,
        "height": bottom - top,
    }
