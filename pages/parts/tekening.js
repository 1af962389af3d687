// Draws the markup that Python made and tells Python which area or page was clicked.
export default function ({ data, parentElement, setTriggerValue }) {
  let vlak = parentElement.querySelector(":scope > .tekening");
  if (!vlak) {
    vlak = document.createElement("div");
    vlak.className = "tekening";
    parentElement.appendChild(vlak);
  }
  if (vlak._markup !== data) {
    vlak.innerHTML = data;
    vlak._markup = data;
  }

  const doel = (gebeurtenis) => {
    const knop = gebeurtenis.target.closest("[data-gebied], [data-href], a[href]");
    if (!knop || !vlak.contains(knop)) return null;
    if (knop.dataset.gebied) return `gebied:${knop.dataset.gebied}`;
    const href = knop.dataset.href ?? knop.getAttribute("href");
    // Only our own pages are followed inside the app; anchors and other addresses are left alone.
    return /^(#|[a-z]+:|\/\/)/i.test(href) ? null : href;
  };
  vlak.onclick = (gebeurtenis) => {
    if (gebeurtenis.ctrlKey || gebeurtenis.metaKey || gebeurtenis.shiftKey) return;
    const ga = doel(gebeurtenis);
    if (!ga) return;
    gebeurtenis.preventDefault();
    setTriggerValue("ga", ga);
  };
  vlak.onkeydown = (gebeurtenis) => {
    if (gebeurtenis.key !== "Enter" || gebeurtenis.target.closest("a")) return;
    const ga = doel(gebeurtenis);
    if (ga) setTriggerValue("ga", ga);
  };
}
