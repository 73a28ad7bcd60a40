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
  const draw = (run) => {
    const node = document.createElement(run.figure ? "mark" : "span");
    node.textContent = run.text;
    node.dataset.start = run.start;
    if (!run.figure || !run.shown) return node;
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
    return node;
  };
  const drawTable = (rows) => {
    const table = document.createElement("table");
    for (const row of rows) {
      const line = table.insertRow();
      for (const cell of row) {
        const box = line.insertCell();
        box.rowSpan = cell.rowSpan;
        box.colSpan = cell.colSpan;
        box.append(...cell.runs.map(draw));
        if (box.contains(chosen)) box.className = "lit-cell";
      }
    }
    const frame = document.createElement("div");
    frame.className = "table";
    frame.append(table);
    return frame;
  };
  for (const block of data.paragraphs) {
    if (block.rows) { article.append(drawTable(block.rows)); continue; }
    const node = document.createElement(block.level ? "h2" : "p");
    node.append(...block.runs.map(draw));
    article.append(node);
  }
  article.scrollTop = scrolled;
  if (chosen && article.dataset.chosen !== data.part + ":" + data.chosen) {
    const down = chosen.getBoundingClientRect().top - article.getBoundingClientRect().top;
    article.scrollTop += down - article.clientHeight / 3;
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
