"""Made-up reports with made-up figures, from a seed: to measure with, never to show as facts."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pandas as pd

from dashboard.store.library import Library
from dashboard.store.schema import FIGURE_COLUMNS
from reading import Report

# object, raised verb, planned verb with its object, done verb, unit
_THINGS = [
    ("问题", "查摆", "制定整改措施", "整改", "个"),
    ("线索", "受理", "制定处置方案", "办结", "件"),
    ("案件", "立案", "制定办案计划", "审结", "起"),
    ("隐患", "排查", "制定治理方案", "消除", "处"),
    ("资金", "清查", "制定追缴计划", "追缴", "万元"),
    ("矛盾纠纷", "排查", "制定化解方案", "化解", "起"),
    ("信访积案", "梳理", "制定化解方案", "办结", "件"),
    ("项目", "核查", "制定复工计划", "复工", "个"),
]
_PLACES = [
    f"{a}{b}" for a in "东西南北中上下" for b in ("州市", "江县", "山区", "湖镇", "河乡", "岭街道")
]
_WHO = ["纪检监察机关", "党组织", "机关单位", "国有企业", "乡镇", "村级组织"]
_HOW = ["全年", "上半年", "专项行动开展以来", "今年以来", "第三季度", "集中整治期间"]
_SIZES = [("", 1), ("余", 100), ("多", 1000)]


def reports(
    count: int, seed: int = 20261123, each: int = 500
) -> Iterator[tuple[Report, pd.DataFrame]]:
    """Reports of `each` figures, `count` figures in all, with their tables; the same for a seed."""
    chance = random.Random(seed)
    for number in range(0, count, each):
        yield _report(chance, number // each, min(each, count - number))


def fill(library: Library, count: int, seed: int = 20261123, each: int = 500) -> None:
    """Put `count` made-up figures into a library."""
    for report, figures in reports(count, seed, each):
        library.add(report, figures, extraction="made up")


def _report(chance: random.Random, number: int, count: int) -> tuple[Report, pd.DataFrame]:
    place = chance.choice(_PLACES)
    pieces: list[str] = []
    rows: list[tuple] = []
    length = 0
    while len(rows) < count:
        thing, raised, planned, done, unit = chance.choice(_THINGS)
        scope = place + chance.choice(_WHO)
        period = chance.choice(_HOW)
        head = f"{period}，{scope}坚持边查边改、标本兼治，"
        size = chance.randrange(20, 90_000)
        steps = [(raised, thing, "raised", size), (*_split(planned), "planned", size // 2 + 3)]
        steps.append((done, thing, "done", size * chance.randrange(60, 100) // 100 + 1))
        spots: list[tuple] = []
        sentence = head
        for verb, what, stage, amount in steps:
            word, step = chance.choice(_SIZES)
            amount = amount // step * step or step
            sentence += f"{verb}{what}"
            text = f"{amount}{word}{unit}"
            spots.append((len(sentence), text, verb, what, stage, amount, step, word))
            sentence += text + "，"
        sentence = sentence[:-1] + "。\n"
        whole = sentence.strip()
        for at, text, verb, what, stage, amount, step, word in spots[: count - len(rows)]:
            scale = 10_000 if unit == "万元" else 1
            high = amount + step if word else amount
            rows.append(
                (
                    *(
                        "",
                        f"{chance.randrange(1, 6)}、工作情况",
                        length + at,
                        length + at + len(text),
                    ),
                    *(text, "statistic", "money" if scale > 1 else "count", float(amount * scale)),
                    *(
                        float(amount * scale),
                        float(high * scale),
                        float(step * scale),
                        word,
                        unit[-1],
                        verb + what,
                        verb,
                    ),
                    *(what, stage, "actual", "", scope, period, None, None, whole, "made up", ""),
                )
            )
        pieces.append(sentence)
        length += len(sentence)
    report = Report(
        text="".join(pieces),
        title=f"{place}专项行动情况（第{number + 1}号）",
        organisation=place,
        date=f"{chance.randrange(2015, 2026)}-{chance.randrange(1, 13):02d}-15",
        campaign="专项行动",
        name=f"made-up-{number}.txt",
    )
    return report, pd.DataFrame(rows, columns=list(FIGURE_COLUMNS))


def _split(planned: str) -> tuple[str, str]:
    return planned[:2], planned[2:]
