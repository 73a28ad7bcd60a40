"""Made-up reports of a county's office: its units', its own of two years, and a draft to check.

They are told as such reports are: with learning, praise and outline marks around the numbers.
"""

from pathlib import Path

from tests.reading.make import docx_file

LAST_YEAR = "临沅县2023年作风建设专项整治工作总结"
THIS_YEAR = "临沅县2024年作风建设专项整治工作总结"
_OFFICE = "临沅县作风建设工作专班"
_TITLE, _DATE = "作风建设专项整治情况报告", "2024年11月20日"

YEARS = {
    LAST_YEAR: (
        "2024年1月12日",
        "2023年，全县上下以钉钉子精神推进作风建设，取得阶段性成效。",
        "一、抓学习，统一思想",
        "全县举办专题培训186场，培训干部1.92万人次。",
        "二、抓查摆，整改落实",
        "全县共查摆问题3860余个，制定整改措施4120条，已整改3210余个。",
        "全年查处作风问题87起，处理113人。群众满意度91.6%。",
        "三、抓减负，提升效能",
        "全县精简文件412份，压减会议236场。",
    ),
    THIS_YEAR: (
        "2025年1月10日",
        "2024年，全县坚持严的基调不动摇，推动作风建设向纵深发展。",
        "一、抓学习，统一思想",
        "全县举办专题培训214场，培训干部2.15万人次。",
        "二、抓查摆，整改落实",
        "全县共查摆问题4210余个，制定整改措施4675条，已整改3790余个。",
        "全年查处作风问题96起，处理128人。群众满意度94.2%。",
        "三、抓便民，服务群众",
        "全县建成便民服务点37个。",
    ),
}

# The unit that signs → what it tells. One of them tells of no problems, one a rate that is wrong.
UNITS = {
    "临沅县教育局": "截至11月15日，全局共查摆问题96个，制定整改措施118条，已整改87个。",
    "临沅县水务局": "全局共查摆问题72个，制定整改措施80条，已整改61个，整改率84.7%。",
    "临沅县林业局": "共查摆问题48个，已整改45个。召开民主生活会3场，开展谈心谈话126人次。",
    "临沅县公安局": "全局共查摆问题130多个，制定整改措施152条，已整改110余个。",
    "临沅县云溪镇": "全镇共查摆问题64个，制定整改措施70条，已整改58个。走访群众2300余户。",
    "临沅县石桥镇": "全镇共查摆问题85个，制定整改措施91条，已整改54个。",
    "临沅县沙湾乡": "全乡组织专题学习12场，参加干部480人次。",
    "临沅县青坪乡": "全乡共查摆问题50个，已整改41个，整改率92%。",
}
LAST_UNIT = "临沅县石桥镇"

DRAFT = (
    "关于作风建设专项整治情况的通报",
    "截至10月底，全县共查摆问题240个，已整改204个，整改率95%。",
    "全年收到群众来信320件，其中咨询类140件、投诉类120件、建议类80件。",
    "各乡镇走访群众1.26万户，处分问责干部XX人次。",
)


def write_units(folder: Path) -> dict[str, Path]:
    """A text file a unit; unit → file."""
    return {
        unit: _text(folder / f"{unit}.txt", _TITLE, told, unit, _DATE)
        for unit, told in UNITS.items()
    }


def write_years(folder: Path) -> dict[str, Path]:
    """The county's own reports as Word documents; title → file."""
    files = {}
    for title, (date, *lines) in YEARS.items():
        files[title] = folder / f"{title}.docx"
        files[title].write_bytes(docx_file([title, *lines, _OFFICE, date]))
    return files


def write_draft(folder: Path) -> Path:
    """The draft: a rate, a sum and a blank that an editor must not print."""
    path = folder / "通报.docx"
    path.write_bytes(docx_file(DRAFT))
    return path


def _text(path: Path, *lines: str) -> Path:
    path.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    return path
