"""A brief as a sheet of paper on the screen, and nothing else when the page is printed."""

from __future__ import annotations

from dashboard.showing.brief import Bar, Brief
from dashboard.showing.escape import for_html
from dashboard.showing.summary_sentences import Sentence
from dashboard.showing.words import Words

SHEET = "brief_sheet"  # the key of the container that holds it

# Black on white in either theme: it is paper. What is around it is not printed.
_STYLE = """<style>
.brief { background: #fff; color: #000; border: 1px solid #bbb; max-width: 210mm; margin: 0 auto;
  padding: 12mm clamp(5mm, 6vw, 26mm); font: 16px/1.75 FangSong, STFangsong, '仿宋_GB2312', '仿宋',
  'Songti SC', SimSun, serif; overflow-wrap: anywhere; }
.brief h1, .brief h2, .brief p, .brief li { color: #000; }
.brief h1 { font: 22px/1.45 '方正小标宋简体', STZhongsong, 'Songti SC', SimSun, serif;
  text-align: center; margin: 0; padding: 0; }
.brief h2 { font: 16px/1.75 SimHei, 'Heiti SC', '黑体', sans-serif; margin: 0; padding: 0 0 0 2em; }
.brief p { margin: 0; text-indent: 2em; text-align: justify; }
.brief .byline { text-align: center; text-indent: 0; font-family: KaiTi, STKaiti, '楷体', serif; }
.brief[lang=en] p { text-align: start; }
.brief sup { font-size: 0.7em; line-height: 0; }
.brief .bars { display: grid; grid-template-columns: minmax(4em, 24%) 1fr minmax(8em, 34%);
  gap: 5px 8px; margin: 6px 0; font-size: 13px; line-height: 1.4; align-items: center; }
.brief .bar { display: flex; height: 20px; print-color-adjust: exact;
  -webkit-print-color-adjust: exact; }
.brief .solid { background: #404040; }
.brief .open { border: 1px solid #404040; min-width: 4px; box-sizing: border-box;
  background: repeating-linear-gradient(45deg, #404040 0 1px, #fff 1px 3px); }
.brief .legend, .brief ol { font-size: 12px; line-height: 1.4; }
.brief .legend { text-indent: 0; }
.brief ol { border-top: 1px solid #000; margin: 12px 0 0; padding: 6px 0 0 1.8em; }
.brief li { margin: 0; padding: 0; font-size: inherit; }
@media print {
  @page { size: A4; margin: 20mm 20mm 18mm; }
  html, body, .stApp, .stApp :has(.brief), .stApp section { position: static !important;
    overflow: visible !important; height: auto !important; min-height: 0 !important;
    background: #fff !important; }
  .stApp :not(:has(.brief)):not(.brief):not(.brief *) { display: none !important; }
  .brief { border: 0; padding: 0; max-width: none; }
}
</style>"""


def page(brief: Brief, words: Words) -> str:
    """The sheet as HTML; all words of reports are escaped."""
    parts = [f"<h1>{for_html(brief.title)}</h1>", f'<p class="byline">{for_html(brief.byline)}</p>']
    for section in brief.sections:
        parts.append(f"<h2>{for_html(section.heading)}</h2>")
        parts += [f"<p>{_sentence(one, brief)}</p>" for one in section.paragraphs]
        if section.bars:
            rows = "".join(_bar(bar, brief) for bar in section.bars)
            parts.append(f'<div class="bars">{rows}</div>')
            if any(bar.is_open for bar in section.bars):
                parts.append(f'<p class="legend">{for_html(words("brief.open_part"))}</p>')
    notes = "".join(f"<li>{for_html(note)}</li>" for note in brief.notes.values())
    body = "".join(parts) + (f"<ol>{notes}</ol>" if notes else "")
    return f'{_STYLE}<div class="brief" lang="{words.language}">{body}</div>'


def _sentence(sentence: Sentence, brief: Brief) -> str:
    said = ""
    for piece in sentence:
        numbers = ",".join(map(str, brief.numbers(piece)))
        said += for_html(piece.text) + (f"<sup>{numbers}</sup>" if numbers else "")
    return said


def _bar(bar: Bar, brief: Brief) -> str:
    low, high = bar.low or 0.0, bar.high or 0.0
    solid = f'<span class="solid" style="width:{low:.2%}"></span>' if high else ""
    rest = f'<span class="open" style="width:{high - low:.2%}"></span>' if bar.is_open else ""
    name, said = for_html(bar.name), _sentence(bar.said, brief)
    return f'<span>{name}</span><span class="bar">{solid}{rest}</span><span>{said}</span>'
