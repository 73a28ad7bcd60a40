"""The pattern that finds where numerals stand in a text, built from its named parts.

It finds candidates only: 一 of 统一 and 2020 of 2020年 among them. What each one is, is decided by
the rules that look at what stands around it.
"""

from __future__ import annotations

import regex

from extract.numeral import ARABIC, CHINESE, CHINESE_DIGITS

# White space that a page break or a copied page may leave inside a figure: at most a line break
# with indentation.
GAP = r"[ \t\u00a0\u3000]{0,2}\n?[ \t\u00a0\u3000]{0,2}"
LARGE = "万萬亿億"
SMALL = "十百千拾佰仟"
# 兆 is a scale (一兆) unless it begins a unit (兆瓦, 兆赫).
MEGA = "兆(?![瓦赫帕字比焦欧伏])"
INNER = "多余餘来來几幾"

_THOUSANDS = rf"[{ARABIC}]{{1,3}}(?:[,，][{ARABIC}]{{3}})+(?![{ARABIC}])(?:[.．][{ARABIC}]+)?"
_SPACED = rf"[{ARABIC}]{{1,3}}(?:[ \u00a0\u2009\u202f][{ARABIC}]{{3}})+(?![{ARABIC}.．])"
_BROKEN = rf"[{ARABIC}]+[ ]?\n?[.．]{GAP}[{ARABIC}]+"
_PLAIN = rf"[{ARABIC}]+"
_SCALE = rf"(?:[{SMALL}]?[{LARGE}]+|[{SMALL}]+[{LARGE}]*|{MEGA})"

# 2.5e3, 1.2×10^4, 3×10⁵: scientific notation.
_POWER = r"(?:[eE][+-]?[0-9]{1,3}(?![0-9A-Za-z])|[×xX*]10(?:\^-?[0-9]{1,2}|[⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))"

NUMERAL = regex.compile(
    rf"""
    (?P<redacted>                         # digits blanked before printing: XXX人次, **名, __个
        (?<![0-9０-９A-Za-zＸ×＊*_＿○〇□])
        (?:[XxＸ×*＊_＿□■]{{1,8}}|[○〇]{{2,8}}|某(?=[万亿千百十]))
        (?:[{INNER}]?[{LARGE}千百十]+)?[{INNER}]?
        (?![0-9０-９A-Za-zＸ×＊*_＿])
    )
  | (?P<circled> [①-⑳⑴-⒇⒈-⒛㈠-㈩❶-❿] )
  | (?P<arabic>
        (?P<digits> {_THOUSANDS} | {_SPACED} | {_BROKEN} | {_PLAIN} )
        (?P<power> {_POWER} )?
        (?:
            (?P<scale> {GAP}{_SCALE} )
            (?P<mixed> (?:[{ARABIC}]+(?:[.．][{ARABIC}]+)?[{SMALL}]?[{LARGE}]?(?=[{SMALL}{LARGE}]|(?<=[{SMALL}{LARGE}])))+ )?
        )?
        (?:
            (?P<inner> [ ]?[{INNER}](?!自|源|历|额|款|年来|往|到|访) )
            (?P<innerscale> {GAP}[{SMALL}]?[{LARGE}]+|[{SMALL}]+ )?
        )?
    )
  | (?P<vague>                            # 几十, 数百, 十几, 上百, 几千万, 好几万
        (?: (?<![之总人户件次分倍岁参无少指基函级双单多奇偶整约负系指读字])数
          | 好?[几幾]
          | (?<![以之加网线会手路车船身天地海陆史向晚早马北南东西])上 )
        [{SMALL}]?(?:[{SMALL}]|[{LARGE}])+
      | [一二两三四五六七八九1-9]?[十拾][几幾](?:[百千]?[{LARGE}]+|[百千])?
      | [一二两三四五六七八九]?[百千万][几幾]十[{LARGE}]?
    )
  | (?P<chinese>
        (?P<hundredths> [百千万][分份]之 )?
        (?P<characters> [{CHINESE}]+ (?:[点點][{CHINESE_DIGITS}]+(?:[{SMALL}{LARGE}]+)?)? )
        (?:
            (?P<cinner> [{INNER}](?!自|源|历|额|款|往|到|访|由|说|看|讲|临|龙|越) )
            (?P<cinnerscale> [{SMALL}]?[{LARGE}]+|[{SMALL}]+ )?
        )?
    )
    """,
    regex.VERBOSE,
)
