// One button that copies a text; where the browser forbids it the text is shown to be selected.
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  const shown = parentElement.querySelector("output");
  button.textContent = data.label;
  button.title = data.help;
  button.setAttribute("aria-label", data.help);
  shown.textContent = "";
  let back = null;
  button.onclick = async () => {
    try {
      await navigator.clipboard.writeText(data.text);
      button.textContent = data.copied;
      clearTimeout(back);
      back = setTimeout(() => { button.textContent = data.label; }, 2000);
    } catch {
      shown.textContent = data.failed + " " + data.text;
    }
  };
  return () => clearTimeout(back);
}
