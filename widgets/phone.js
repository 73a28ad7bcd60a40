// On a phone: the menu closes when another page was chosen, and what a choice opened comes into
// sight. Nothing is drawn. `data.token` changes with the page or the choice.
const NARROW = "(max-width: 640px)";
const before = {};
export default function ({ data }) {
  const changed = data.name in before && before[data.name] !== data.token;
  before[data.name] = data.token;
  if (!changed || !window.matchMedia(NARROW).matches) return;
  if (data.close) {
    const open = document.querySelector("[data-testid=stSidebar][data-collapsed=false]");
    open?.querySelector("[data-testid=stSidebarCollapseButton] button")?.click();
  } else if (data.token) {
    requestAnimationFrame(() => document.querySelector(data.show)
      ?.scrollIntoView({ behavior: "smooth", block: "start" }));
  }
}
