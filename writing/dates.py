"""What a date is made of, as parts of patterns: years, months, days, quarters, halves."""

from __future__ import annotations

DIGIT = "[0-9０-９]"
# The digits of 二〇二一年; of a day and a month also 十.
HAN_DIGITS = "〇零○一二三四五六七八九"
HAN = rf"[{HAN_DIGITS}十]"
HAN_YEAR = rf"[一二][{HAN_DIGITS}]{{3}}"

MONTH = rf"(?:{DIGIT}{{1,2}}|十[一二]?|[一二三四五六七八九])"
DAY = rf"(?:{DIGIT}{{1,2}}|[一二三]?十?[一二三四五六七八九十])"
# 至, 到, a dash: between two dates.
TO = r"[至到\-—–－~～―]"
HALF_YEAR = "上半年|下半年"
QUARTER = "第?[一二三四1-4]季度"
# 年底, 3月末: the end or the beginning of a year or month.
EDGE = "底|末|初"
