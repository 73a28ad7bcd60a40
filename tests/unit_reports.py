"""Made-up reports of units to their superior, as thirty offices would send them."""

from pathlib import Path

# What each unit tells: plainly, in round words, as a whole with its parts, in two bodies, not at all.
TOLD = {
    "澄江县财政局": "截至10月底，全局共查摆问题64个，制定整改措施81条，已整改58个，整改率90.6%。",
    "澄江县水利局": "全局共查摆问题90多个，制定整改措施120条，已整改80余个。",
    "澄江县教育体育局": "共查摆问题118个，其中机关问题23个、学校问题95个；制定措施140条，已完成整改109个。",
    "澄江县民政局": "县委巡察组反馈问题42个，制定整改措施96条，已完成整改39个，正在整改3个。",
    "澄江县交通运输局": "局机关查摆问题20个，整改18个。各公路站查摆问题55个，整改51个。",
    "澄江县司法局": "组织专题学习16场，参加干部740人次。",
    "澄江县卫生健康局": "共查摆问题75个，整改到位71个，整改率97%。",
    "澄江县住房和城乡建设局": "共查摆问题不到60个，已整改52个，制定整改措施63条。",
}
# The other units, each with its numbers: found, measures, put right.
_NAMES = (
    *("发展改革局", "工业信息化局", "公安局", "人力资源社会保障局", "自然资源局", "农业农村局"),
    *("商务局", "文化旅游局", "退役军人事务局", "应急管理局", "审计局", "市场监管局", "统计局"),
    *("医疗保障局", "乡村振兴局", "林业局", "档案馆", "信访局", "机关事务局", "供销社", "气象局"),
    "城市管理局",
)
OTHERS = {name: (24 + 7 * at, 30 + 8 * at, 21 + 6 * at) for at, name in enumerate(_NAMES)}
SUPERIOR = (
    "关于全县专题教育查摆整改情况的通报",
    "全县各部门共查摆问题2700余个，制定整改措施3280条，已整改2330个。",
    "澄江县专题教育领导小组",
    "2024年12月6日",
)


TITLE, DATE = "关于专题教育查摆整改情况的报告", "2024年11月8日"


def write_reports(folder: Path) -> list[Path]:
    """Thirty reports as text files, each signed by its unit."""
    texts = dict(TOLD)
    for name, (found, measures, done) in OTHERS.items():
        texts[f"澄江县{name}"] = (
            f"全局共查摆问题{found}个，制定整改措施{measures}条，已整改{done}个。"
        )
    return [_write(folder / f"{name}.txt", TITLE, told, name) for name, told in texts.items()]


def write_superior(folder: Path) -> Path:
    """The superior's own report."""
    return _write(folder / "上级.txt", *SUPERIOR)


def _write(path: Path, title: str, told: str, signed: str, date: str = DATE) -> Path:
    path.write_text(f"{title}\n\n{told}\n\n{signed}\n{date}\n", encoding="utf-8")
    return path
