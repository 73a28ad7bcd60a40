"""The words between two figures of one clause, and which of them belong to which figure."""

from __future__ import annotations

import regex

from extract.figure import Figure
from extract.name.noun import begins_clause, begins_with_verb, last_comma, noun_behind
from extract.number.unit_family import family
from extract.text.clause import clause_end

_JOINTS = "、和及与或 \n\u3000"


def is_joint(between: str) -> bool:
    """Whether `between` is nothing but 、 or 和 (or nothing at all)."""
    return not between or (between[0] in _JOINTS and not between.strip(_JOINTS))


def noun_waits(text: str, figure: Figure, following: Figure) -> bool:
    """Whether the noun may stand behind the next figure (161类811条建议)."""
    between = text[figure.after : following.before]
    return not between or (is_joint(between) and noun_follows(text, following))


def noun_follows(text: str, figure: Figure) -> bool:
    """Whether a noun, and nothing that is told of the figure, stands just behind it."""
    if text[figure.after : figure.after + 1] == "、":
        return False
    end = clause_end(text, figure.after, figure.after + 8)
    return bool(noun_behind(text, figure.after, end)) and not (
        begins_with_verb(text, figure.after, end) and begins_clause(text, figure.after, end)
    )


# 从2002年1288亿元｜增加到2007年的｜3664亿元
_TO = regex.compile(r"[到至为成](?:[^，。；：、]{0,10}的)?$")


def begins_change(text: str, figure: Figure, following: Figure | None) -> bool:
    """Whether the next figure tells what the change comes to that begins with this one."""
    if following is None or following.before - figure.after > 30:
        return False
    return _TO.search(text, figure.after, following.before) is not None or is_joint(
        text[figure.after : following.before]
    )


def divide_between(text: str, figure: Figure, following: Figure) -> tuple[str, int]:
    """Divide the words between two figures: the noun of the first, and where the rest begins."""
    stop = following.before
    start = figure.after
    between = text[start:stop]
    if between[0] in "、和及与":
        return "", start + 1
    trimmed = between.rstrip("、和及与或并 \n")
    if trimmed.endswith("以") and not trimmed.endswith(("处以", "予以", "加以", "用以")):
        trimmed = trimmed[:-1]
    if len(trimmed) < len(between):
        end, rest = start + len(trimmed), stop
    else:
        cut = last_comma(text, start, stop)
        end, rest = (cut, cut + 1) if cut > start else (stop, -1)
    noun = noun_behind(text, start, end, to_figure=end == stop)
    used = start + between.find(noun) + len(noun) if noun and noun in between else start
    told_of_first = bool(noun) and rest == stop and between[len(trimmed)] == "、"
    if rest < 0 or (used < end and not told_of_first):
        # What is left belongs to the next figure, unless it tells of this one (党员登台授课、…).
        rest = used
    people = _PEOPLE.match(noun)
    if people and rest == stop:
        # 400多名党员干部走访企业3900多家
        return noun[: people.end()], start + people.end()
    measured = _COUNTED_OF_BODY.match(noun)
    if rest == used and measured and figure.kind == "count":
        # 15个人民法院｜新收案数超过2万件
        return noun[: measured.end()], start + between.find(noun) + measured.end()
    extent = _EXTENT_AT_END.search(noun) if used == stop and figure.kind == "count" else None
    if extent and following.kind != "count":
        # 4条干渠总长21公里: the measure is that of the thing counted.
        return noun[: extent.start()], start
    if rest == used and family(figure.unit) != "people":
        place = PLACE.match(noun)
        if place and (_QUANTITY.search(between) or place[0].endswith("省份")):
            return noun[: place.end()], start + place.end()
    return noun, rest


# 832个贫困县辍学学生人数减少26.7万: the first noun ends with the place, the rest names the next.
PLACE = regex.compile(
    r"(?:省份|[^的]{1,14}?(?:县（市、区）|县（市）|市（州）|中小学|市县单位|旗县|县区|区县|市县|县市|贫困县|省份|省市|县|市|省|(?<!农)村|乡镇|单位|企业|学校|部门|家庭))(?=[^的级域政府委场民容单]..)"
)
_EXTENT_AT_END = regex.compile(
    r"(?<=\p{Han}{2})(?:总长度?|总投资额?|总面积|总里程|总产值|总金额|总规模|总装机(?:容量)?|投资额|占地面积|建筑面积)$"
)
_COUNTED_OF_BODY = regex.compile(
    r"[\p{Han}（）()、]{0,10}?(?:法院|检察院|机关|医院|学校|公司|集团|企业|部门|单位|案件|组织|支部|项目|社区|村|幼儿园|农户|示范区|基地|断面|患者|(?<=[战困范点])县)(?=(?:人均|户均|日均|年均|月均|新收|[\p{Han}]{0,8}?(?:率|数|量|额|人数|总量|面积|收入|产值|比例|占比|比重)$)[\p{Han}]*$)"
)
_PEOPLE = regex.compile(
    r"""[\p{Han}]{0,10}?
        (?:干部|党员|群众|人员|职工|志愿者|民警|代表|委员|教师|学生|居民|村民|专家|医生|律师
          |妇女|老人|儿童|患者|农民|农户|贫困户|劳动力|毕业生|军人|考生)
        (?=(?:走访|参加|参与|开展|深入|接受|联系|结对|服务|慰问|检查|排查|报名|包保|申请|申领|领取
          |享受|发放|获得|缴纳|捐款|购买|种植|养殖|办理)\p{Han})""",
    regex.VERBOSE,
)
_QUANTITY = regex.compile(
    r"(?:人数|数量|总数|收入|比例|比重|总额|总量|增幅|增速|产量|产值|面积|金额|资金|成本|费用|[^效]率|价格|投资)"
)
