"""The rules by which a figure is told to be a part of another one, each with an example.

Rules of three lists run over the chunks between two figures (`between`). Those of `OPENERS` open a
whole whose parts are told from here on; what `gives` says is where the whole is looked for. Those
of `SINGLE` and `SHARES` link the one figure that they look at. `gives` names the way to the whole
(in `openings`, `single`, `shares`); where it finds none, the next rule that fits is asked.
"""

from __future__ import annotations

from extract.relation.between import CHUNKS
from extract.text.rule import Rule, Rules

_PLAIN = "({words}|{joint})*"
# A clause may stand between 其中 and the first part: 其中，今年以来新增5家. Each turn of a
# repetition begins with a chunk of its own, so that a list of any length is read once.
_ONE_CLAUSE = (
    "({comma}|{colon})?"
    + _PLAIN
    + "({comma}"
    + _PLAIN
    + ")?(({whose}|{being}|{share}|{total}){words}?)*"
)
_ANY = "({count}|{percent}|{change})"
_BEFORE = "[{stop}-{words}]*"

OPENERS = Rules(
    CHUNKS,
    (
        Rule(
            "part in a bracket, told so",
            "全县有幼儿园210所（其中民办88所）。",
            f"{{words}}?{{open}}{{words}}?{{among}}{_BEFORE}{_ANY}",
            "in front of the bracket",
        ),
        Rule(
            "part, told so, behind a colon",
            "新增减税47亿元，其中：退税28亿元，惠及企业900户；缓缴9亿元。",
            f"{_BEFORE}{{among}}{{colon}}{_BEFORE}{_ANY}",
            "sentence",
        ),
        Rule(
            "part, told so, at the head of a sentence",
            "查处问题86起，处理120人。其中，享乐主义问题52起，处理68人；形式主义问题34起，处理52人。",
            f"{{stop}}{{among}}{_ONE_CLAUSE}{_ANY}",
            "sentence",
        ),
        Rule(
            "part, told so",
            "参训500人，其中女性200人。",
            f"{_BEFORE}{{among}}{_ONE_CLAUSE}{_ANY}",
            "sentence",
        ),
        Rule(
            "part in a bracket",
            "处分827人（县处级21人、乡科级136人）。",
            f"{{words}}?{{open}}{_BEFORE}{_ANY}",
            "bracket",
        ),
        Rule(
            "so many among them",
            "500名学员中，200名是女性。",
            f"{{words}}?({{of_them}}|{{within}}){_BEFORE}{_ANY}",
            "just in front",
        ),
        Rule(
            "so many among those named",
            "处分党员干部84人，立案90件。受处分人员中，县处级3人，乡科级12人。",
            f"{_BEFORE}{{of_them}}({{comma}}|{{being}})?({{words}}|{{joint}}|{{share}}|{{whose}})*{_ANY}",
            "named",
        ),
        Rule(
            "sorted by kind",
            "摸排小作坊92栋，按用途分，生产类60栋，仓储类32栋。",
            f"{_BEFORE}{{kinds}}{_BEFORE}{_ANY}",
            "sorted",
        ),
        Rule(
            "listed behind a colon",
            "受理投诉60件：河东县40件（办结30件），河西县20件。",
            f"{{words}}?{{colon}}{{words}}{_ANY}",
            "list",
        ),
        Rule(
            "dealt out behind the whole",
            "全县有残疾人900人，其中持证残疾人300人，分别为肢体残疾180人、视力残疾120人。",
            "{words}?({comma}|{colon}){words}{count}",
            "dealt out",
        ),
        Rule(
            "done to the topic",
            "18个烂尾楼已治理8个。",
            "{words}{count}",
            "topic",
        ),
        Rule(
            "done to the topic, behind a comma",
            "巡视组移交的26件问题线索，已办结24件。",
            f"{{words}}{{joint}}?{{words}}?{{comma}}{_PLAIN}{{count}}",
            "topic in front",
        ),
    ),
)

SINGLE = Rules(
    CHUNKS,
    (
        Rule(
            "whole behind its parts",
            "新建小学25所、中学15所，共40所。",
            "{words}?({comma}|{joint}|{semicolon}){words}?{total}{count}",
            "sum",
        ),
        Rule(
            "those who are so",
            "全局现有干部109人，具有执法资格的87人。",
            f"{_BEFORE}{{comma}}{_PLAIN}{{whose}}{{count}}",
            "described",
        ),
        Rule(
            "there are some of them",
            "64个车间吸纳农户2170人，有3个因订单不足停工。",
            f"{_BEFORE}{{comma}}{{being}}{{count}}",
            "some",
        ),
        Rule(
            "items that add up",
            "举办培训班30期，线上班18期、线下班12期。",
            "({comma}|{joint}){words}{count}",
            "adding up",
        ),
        Rule(
            "stages of a topic",
            "产业发展问题16项，涉及金额230万元，部分整改4项，已整改12项。",
            f"{_BEFORE}{{comma}}{_PLAIN}{{count}}",
            "stages",
        ),
    ),
)

SHARES = Rules(
    CHUNKS,
    (
        Rule(
            "shares dealt out",
            "办结96件。甲、乙两类办结24件、72件，分别占25%、75%。",
            "({comma}|{joint})?{words}?{share}{words}?{whose}?{percent}",
            "dealt",
        ),
        Rule(
            "next share of a list",
            "参训400人，青年、妇女分别占30%和20%。",
            "({joint}|{words})?{percent}",
            "same as before",
        ),
        Rule(
            "share of what is named",
            "审结案件960件，标的额7亿元；其中合同纠纷480件，占案件总数的50%。",
            f"{_BEFORE}{{share}}{{words}}{{whose}}?{{percent}}",
            "share of the named",
        ),
        Rule(
            "share with its count",
            "查处60起问题，移送9起，占15%。",
            "({comma}|{joint}|{open}|{close}|{words})*{share}{words}?{percent}",
            "share with its count",
        ),
        Rule(
            "share of those told of",
            "参训500人，女性占40%。",
            f"({_BEFORE}({{comma}}|{{colon}}|{{semicolon}}|{{among}}|{{of_them}})|{{joint}})"
            f"{_PLAIN}{{whose}}?{{share}}{{words}}?{{percent}}",
            "share of the open",
        ),
        Rule(
            "share of them",
            "受访的600户企业中，九成满意。",
            f"{_BEFORE}({{among}}|{{of_them}})({{comma}}|{{colon}}|{{being}})*{{words}}?{{percent}}",
            "some of them",
        ),
        Rule(
            "next share of them",
            "受访的600户企业中，八成表示满意，一成表示比较满意。",
            f"{_BEFORE}({{comma}}|{{joint}}){{being}}?{{percent}}",
            "next of them",
        ),
        Rule(
            "rate of a part",
            "消费价格上涨2.4%，其中食品上涨7%，居住下降1%。",
            f"{_BEFORE}({{change}}|{{percent}})",
            "change",
        ),
        Rule(
            "shares of the sum before",
            "安排投资40亿元。交通建设占60%，水利建设占40%。",
            f"{{stop}}{_PLAIN}{{share}}{{words}}?{{percent}}",
            "share of the sentence before",
        ),
    ),
)
# Told by 其中, 包括 and the like.
TOLD_SO = frozenset(
    (
        "part in a bracket, told so",
        "part, told so, behind a colon",
        "part, told so, at the head of a sentence",
        "part, told so",
    )
)
# These go on over a ；, whatever is told of each item, up to the end of the sentence.
LASTING = frozenset(
    (
        "part, told so, behind a colon",
        "part, told so, at the head of a sentence",
        "listed behind a colon",
        "sorted by kind",
    )
)
TOPICS = frozenset(("done to the topic", "done to the topic, behind a comma"))
LINKS = (*OPENERS, *SINGLE, *SHARES)
