// Draws a report's paragraphs as text nodes, and reports which figure was picked or passage marked.
export default function ({ data, parentElement, setTriggerValue }) {
  const article = parentElement.querySelector("article");
  const bar = parentElement.querySelector(".bar");
  const button = bar.querySelector("button");
  const scrolled = article.dataset.part === data.part ? article.scrollTop : 0;
  article.dataset.part = data.part;
  article.setAttribute("aria-label", data.label);
  article.tabIndex = 0;
  article.replaceChildren();
  let chosen = null;
  for (const paragraph of data.paragraphs) {
    const block = document.createElement(paragraph.level ? "h2" : "p");
    for (const run of paragraph.runs) {
      const node = document.createElement(run.figure ? "mark" : "span");
      node.textContent = run.text;
      node.dataset.start = run.start;
      if (run.figure && run.shown) {
        const look = data.looks[run.style] ?? data.looks[""];
        node.className = "lit" + (run.corrected ? " corrected" : run.checked ? " checked" : "");
        node.style.setProperty("--line", look.line);
        node.style.setProperty("--fill", look.fill);
        node.style.setProperty("--stroke", look.stroke);
        node.tabIndex = 0;
        node.setAttribute("role", "button");
        node.title = look.name;
        node.setAttribute("aria-label", run.text + " " + look.name);
        if (run.start === data.chosen) {
          node.classList.add("chosen");
          node.setAttribute("aria-current", "true");
          chosen = node;
        }
        const pick = () => setTriggerValue("picked", run.start);
        node.onclick = () => { if (String(document.getSelection()) === "") pick(); };
        node.onkeydown = (event) => {
          if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pick(); }
        };
      }
      block.append(node);
    }
    article.append(block);
  }
  article.scrollTop = scrolled;
  if (chosen && article.dataset.chosen !== data.part + ":" + data.chosen) {
    article.scrollTop = chosen.offsetTop - article.clientHeight / 3;
  }
  article.dataset.chosen = data.part + ":" + data.chosen;

  button.textContent = data.mark;
  let span = null;
  const place = (node, offset) => {
    const run = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    return run && run.dataset && run.dataset.start !== undefined
      ? Number(run.dataset.start) + [...(run.textContent ?? "").slice(0, offset)].length : null;
  };
  const select = () => {
    const root = article.getRootNode();
    const selection = root.getSelection ? root.getSelection() : document.getSelection();
    span = null;
    if (selection && selection.rangeCount && !selection.isCollapsed) {
      const range = selection.getRangeAt(0);
      if (article.contains(range.startContainer) && article.contains(range.endContainer)) {
        const start = place(range.startContainer, range.startOffset);
        const end = place(range.endContainer, range.endOffset);
        if (start !== null && end !== null && end > start) span = { start, end };
      }
    }
    button.disabled = span === null;
  };
  document.addEventListener("selectionchange", select);
  button.onclick = () => { if (span) setTriggerValue("marked", span); };
  return () => document.removeEventListener("selectionchange", select);
}
