"""The patterns that find where numerals stand in a text, built from their named parts.

They find candidates only: 一 of 统一 and 2020 of 2020年 among them. What each one is, is decided by
the rules that look at what stands around it.

Where a group must not be tried again in another length it is atomic, (?>(?:…)+), not possessive,
(?:…)++: Python before 3.11.5 matches possessive groups wrongly.
"""

from __future__ import annotations

import re

from extract.number.numeral import ARABIC

# White space that a page break or a copied page may leave inside a figure: at most a line break
# with indentation.
BLANK = r"[ \t\u00a0\u2009\u202f\u3000]"
GAP = rf"{BLANK}{{0,2}}\n?{BLANK}{{0,2}}"
# Between two signs of one numeral in characters: 一百 五 十 二.
_BREAK = rf"(?:{BLANK}{{1,2}}\n?|\n)"
LARGE = "万萬亿億"
SMALL = "十百千拾佰仟"
INNER = "多余餘来來几幾"

# 千 and 兆 are scales unless they open a unit: 千瓦, 兆帕. 三千米 is 3,000 metres, 3千米 three
# kilometres, 十千米 ten; 1000兆 are megabits, 1.5兆元 money.
_KILO = "克瓦伏卡帕焦赫牛乏字比"
_SCALE_THOUSAND = rf"[千仟](?![{_KILO}米])"
_SCALE_HUNDRED = r"[百佰](?!帕|[分份][点點位])"
_MEGA = "兆(?![瓦赫帕字比焦欧伏])"
_MEGA_MONEY = "兆(?=[日美欧韩]?[元圆])"
_SMALL_SCALE = rf"(?:[十拾]|{_SCALE_HUNDRED}|{_SCALE_THOUSAND})"
_SCALE = rf"(?:{_SMALL_SCALE}?[{LARGE}]+|{_SMALL_SCALE}+[{LARGE}]*|{_MEGA_MONEY})"

_NUMBER = rf"[{ARABIC}]++(?:[.．][{ARABIC}]++)?"
_THOUSANDS = rf"[{ARABIC}]{{1,3}}(?>(?:[,，][{ARABIC}]{{3}})+)(?![{ARABIC}])(?:[.．][{ARABIC}]++)?"
_SPACED = (
    rf"(?<![{ARABIC}][ ])[{ARABIC}]{{1,3}}(?>(?:[ \u00a0\u2009\u202f][{ARABIC}]{{3}})+)"
    rf"(?![{ARABIC}.．]|[ ][{ARABIC}])"
)
_BROKEN = rf"[{ARABIC}]++(?:[.．]|[ ]?\n?[.．]{GAP})[{ARABIC}]++"
# Digits behind which nothing stands that could go on with them: most numerals, told at once.
_WHOLE = rf"[0-9]++(?:[.][0-9]++)?(?![{ARABIC}.．,， \t\n\u00a0\u2009\u202f\u3000])"
_PLAIN = rf"[{ARABIC}]++(?:[ ][{ARABIC}](?=[ ]?折))?"

# 2.5e3, 1.2×10^4, 3×10⁵, 2^5: scientific notation and powers.
_POWER = (
    r"(?:[eEｅＥ][+\-＋－]?[0-9０-９]{1,3}(?![0-9０-９A-Za-z])"
    r"|[×xX*]10(?:\^-?[0-9]{1,2}|⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})"
    r"|\^[+\-]{0,2}[0-9]{1,3}(?![0-9.]))"
)
# 40k; 4K and 5K are grades of a picture unless money or a share is told.
THOUSAND_SIGN = r"(?:[ ]?[kｋ](?![A-Za-zＡ-Ｚａ-ｚ0-9]))"

_DIGITS = "〇零○一壹弌二贰貳三叁參四肆五伍六陆陸七柒八捌九玖"
_FORMAL = "壹贰貳叁參肆伍陆陸柒捌玖佰仟萬億"
# In stretches, so that on a long run the engine keeps no way back for each sign.
_RUN = (
    rf"(?>(?:(?>(?:[{_DIGITS}两兩十廿卅{LARGE}]++|{_SCALE_HUNDRED}|[千仟](?![{_KILO}]|(?<=十.)米)|{_MEGA}"
    rf"|(?<=[{_FORMAL}])拾|(?<!收)拾(?=[{_FORMAL}{_DIGITS}{LARGE}])|[俩倆仨](?=[{SMALL}{LARGE}])){{1,64}}))+)"
)
_SCALE_SIGNS = f"{SMALL}{LARGE}兆"
# At most so many pieces, so that the work on a text of nothing but numerals stays in bounds.
_PIECES = "{0,12}"
_CHARACTERS = (
    rf"{_RUN}(?>(?:(?:(?<=[{_SCALE_SIGNS}]){_BREAK}|{_BREAK}(?=[{_SCALE_SIGNS}]|[{_DIGITS}][ ]?折))"
    rf"(?!千方|百姓|百般|万众|千家){_RUN}){_PIECES})"
)
# 三点五, not the hour of 三点十分. 两 counts things and is no digit behind a point.
_DECIMALS = (
    rf"[ ]?[点點][ ]?[{_DIGITS}{ARABIC}](?>(?:[ ]?[{_DIGITS}{ARABIC}])*)(?![十时時]|[分份](?!之))"
    rf"(?:[百千]?[{LARGE}]+)?"
)

# Signs at which a figure may begin. Those of everyday words (陆续, 队伍, 收拾) are looked at only
# where a numeral goes on behind them.
_EASY = (
    rf"{ARABIC}〇一壹弌二贰貳两兩三叁四肆五六七柒八捌九玖十百佰千仟万萬亿億廿卅①-⑳⑴-⒇⒈-⒛㈠-㈩❶-❿"
)
# It begins with one class of signs, by which the engine leaps over everything else.
START = re.compile(
    rf"""[{_EASY}零伍陆陸參拾兆俩倆仨对對几幾数數上半XxＸ×*＊_＿□■○某](?:
      (?<=[{_EASY}半XxＸ×*＊_＿□■○])
    | (?<=零)(?![售下距容星件散碎食钱工配担和])
    | (?<=[伍陆陸參])(?=[ ]?[{_FORMAL}拾十百千万亿元圆圓点點折成])
    | (?<=拾)(?<!收拾)(?=[{_FORMAL}{_DIGITS}{LARGE}])
    | (?<=兆)(?=[ ]?[十百千万亿])
    | (?<=[俩倆仨])(?=[{SMALL}{LARGE}])
    | (?<=[对對])(?=折)
    | (?<=[几幾数數上])(?=[十百千佰仟{LARGE}])
    | (?<=某)(?=[万亿千百十])
    )""",
    re.VERBOSE,
)

NUMERAL = re.compile(
    rf"""
    (?P<arabic>
        (?P<digits> {_WHOLE} | {_THOUSANDS} | {_SPACED} | {_BROKEN} | {_PLAIN} )
        (?:
            (?P<power> {_POWER} )
          | (?P<thousand> {THOUSAND_SIGN} )
          | (?P<scale> {GAP}{_SCALE} )
            (?P<mixed>
                (?>(?: [ ]?[零〇]?[ ]?(?:{_NUMBER}|[一二两三四五六七八九])
                    [ ]?(?>(?:[{LARGE}]|{_SMALL_SCALE})+) ){_PIECES})
                (?: [零〇][一二三四五六七八九]?(?:十[一二三四五六七八九]?)?(?<![零〇])
                  | [零〇]?(?<=[零〇{_SCALE_SIGNS}])[{ARABIC}]++(?![.．{ARABIC}年月日]) )?
            )
        )?
        (?:
            (?P<inner> [ ]?[{INNER}](?!自|源|历|额|款[项额未已尚]|年来|往|到|访) )
            (?P<innerscale> {GAP}(?:[{SMALL}]?[{LARGE}]+|{_SMALL_SCALE}+) )?
        )?
    )
  | (?P<vague>                            # 几十, 数百, 十几, 上百, 几千万
        (?: (?<![之总總人户件次分倍岁参无少指基函级双单多奇偶整约负系指读字])[数數]
          | [几幾]
          | (?<![以之网线会手路车船身天地海陆史向晚早马北南东西])(?<!(?<![参增])加)上 )
        [十百千佰仟]?(?:[十百千佰仟]|[{LARGE}])+
      | [一二两三四五六七八九1-9]?[十拾][几幾](?:[百千]?[{LARGE}]+|[百千])?
      | [一二两三四五六七八九]?[百千万][几幾]十[{LARGE}]?
    )
  | (?P<redacted>                         # digits blanked before printing: XXX人次, **名, __个
        (?<![0-9０-９A-Za-zＸ×＊*_＿○〇□一二三四五六七八九])
        (?:[XxＸ×*＊_＿□■]{{1,8}}|[○〇]{{2,8}}(?![一二三四五六七八九十])|某(?=[万亿千百十]))
        (?:[{INNER}]?[{LARGE}千百十]+)?[{INNER}]?
        (?![0-9０-９A-Za-zＸ×＊*_＿])
    )
  | (?P<chinese>
        (?P<characters> {_CHARACTERS}(?:{_DECIMALS})? )
        (?:
            (?P<cinner> [ ]?[{INNER}](?!自|源|历|额|款[项额未已尚]|往|到|访|由|说|看|讲|临|龙|越) )
            (?P<cinnerscale> [ ]?(?:[{SMALL}]?[{LARGE}]+|{_SMALL_SCALE}+) )?
        )?
    )
  | (?P<circled> [①-⑳⑴-⒇⒈-⒛㈠-㈩❶-❿] )
    """,
    re.VERBOSE,
)
