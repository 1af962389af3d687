// Draws the markup that Python made, tells Python what was clicked, and gives charts their tips:
// [data-tip="one line\nanother"] shows on hover, tap and focus. A chart with tips is one stop of
// the tab key (.vlak-grafiek); arrows walk along the points of a series ([data-rij]) and from one
// series to the other, Escape hides. One tip and one voice serve every drawing on the page.
const NEAR = 44; // px: a point this far from the pointer is still the one that is meant
let tip, voice, shown, later;

function stage(drawing) {
  if (tip?.isConnected) return;
  // In the main landmark of the app: its color-scheme is the one that the reader chose.
  const root = drawing.closest('[data-testid="stMain"]') ?? document.body;
  tip = root.appendChild(document.createElement("div"));
  tip.className = "tekening-tip";
  tip.id = "tekening-tip";
  tip.setAttribute("role", "tooltip");
  tip.popover = "manual"; // the top layer: nothing cuts it off
  tip.onpointerenter = () => clearTimeout(later);
  tip.onpointerleave = hide;
  voice = root.appendChild(document.createElement("div"));
  voice.className = "tekening-stem";
  voice.setAttribute("aria-live", "polite");
}

function hide() {
  clearTimeout(later);
  if (!shown) return;
  shown.classList.remove("is-aan");
  if (shown.getAttribute("aria-describedby") === tip.id) shown.removeAttribute("aria-describedby");
  shown = undefined;
  if (tip.matches(":popover-open")) tip.hidePopover();
}

function hideSoon() {
  clearTimeout(later);
  if (shown) later = setTimeout(hide, 150); // time to reach the tip itself
}

function show(point) {
  clearTimeout(later);
  if (point === shown) return;
  hide();
  shown = point;
  shown.classList.add("is-aan");
  tip.replaceChildren(...point.dataset.tip.split("\n").map((line, number) => {
    const part = document.createElement(number ? "span" : "b");
    part.textContent = line;
    return part;
  }));
  tip.showPopover();
  place();
}

// Beside its point, also while the page scrolls.
function place() {
  const at = shown.getBoundingClientRect();
  const left = at.left + at.width / 2 - tip.offsetWidth / 2;
  const above = at.top - tip.offsetHeight - 10;
  tip.style.left = `${Math.max(8, Math.min(left, innerWidth - tip.offsetWidth - 8))}px`;
  tip.style.top = `${above < 8 ? at.bottom + 10 : above}px`;
}

// What is under the pointer, or in a chart the nearest point.
function meant(event) {
  const own = event.target.closest("[data-tip]");
  const chart = event.target.closest(".vlak-grafiek");
  if (own || !chart) return own;
  let found = null, best = NEAR;
  for (const point of chart.querySelectorAll("[data-tip]")) {
    const at = point.getBoundingClientRect();
    const away = Math.hypot(
      at.left + at.width / 2 - event.clientX, at.top + at.height / 2 - event.clientY);
    if (at.width && away < best) [found, best] = [point, away];
  }
  return found;
}

// The point that a key leads to. Series side by side (data-rijen="los") keep the same place.
function next(chart, key) {
  const points = [...chart.querySelectorAll("[data-tip]")].filter((p) => p.getClientRects().length);
  const series = Map.groupBy(points, (p) => p.dataset.rij ?? "");
  if (!chart.contains(shown)) {
    const own = [...series.values()][0] ?? [];
    return key === "ArrowLeft" || key === "End" ? own.at(-1) : own[0];
  }
  const name = shown.dataset.rij ?? "";
  const own = series.get(name), place = own.indexOf(shown);
  if (key === "Home") return own[0];
  if (key === "End") return own.at(-1);
  const step = key === "ArrowRight" || key === "ArrowDown" ? 1 : -1;
  if (series.size === 1 || key === "ArrowLeft" || key === "ArrowRight") return own[place + step];
  const box = (p) => p.getBoundingClientRect();
  const aside = (p) => Math.abs(box(p).x + box(p).width / 2 - box(shown).x - box(shown).width / 2);
  const nearest = (all) => all.reduce((a, b) => (aside(b) < aside(a) ? b : a));
  const apart = chart.dataset.rijen === "los";
  const column = [...series.entries()].map(([key, all]) =>
    key === name ? shown : apart ? all[Math.min(place, all.length - 1)] : nearest(all));
  if (!apart) column.sort((a, b) => box(a).y - box(b).y);
  return column[column.indexOf(shown) + step];
}

const KEYS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"];

function walk(event) {
  if (!KEYS.includes(event.key) || !event.target.matches(".vlak-grafiek")) return;
  event.preventDefault();
  const point = next(event.target, event.key);
  if (!point) return;
  show(point);
  voice.textContent = point.dataset.tip.replaceAll("\n", ". ");
}

// What a click asks: select an area, open it, or follow a link to a page of ours.
function asked(event, drawing) {
  const button = event.target.closest("[data-kies], [data-gebied], [data-href], a[href]");
  if (!button || !drawing.contains(button)) return null;
  if (button.dataset.kies) return `kies:${button.dataset.kies}`;
  if (button.dataset.gebied) return `gebied:${button.dataset.gebied}`;
  const href = button.dataset.href ?? button.getAttribute("href");
  // Only our own pages are followed inside the app; anchors and other addresses are left alone.
  return /^(#|[a-z]+:|\/\/)/i.test(href) ? null : href;
}

// On a phone a part shows its head, and the rest when asked; the style sheet says where that holds.
function foldable(drawing) {
  const open = (drawing._open ??= new Set());
  drawing.querySelectorAll("section.smal").forEach((part, number) => {
    const head = part.querySelector(".smal-kop"), title = head.querySelector("h2, h3");
    const button = head.appendChild(document.createElement("button"));
    const name = document.createElement("span");
    name.className = "vh";
    name.textContent = ` ${title?.textContent ?? ""}`;
    button.type = "button";
    const say = () => {
      const shows = open.has(number);
      part.classList.toggle("dicht", !shows);
      button.setAttribute("aria-expanded", shows);
      button.replaceChildren(shows ? "Verberg" : "Toon", name);
    };
    button.onclick = () => {
      open.delete(number) || open.add(number);
      say();
    };
    say();
  });
}

// Longer markup travels as zlib bytes; a page is shown when none is being unpacked any more.
const BROKEN = '<div class="state fout" role="alert"><span>Dit deel van de pagina kan niet worden '
  + "getoond. Laad de pagina opnieuw.</span></div>";
const unpacked = async (bytes) => peilUitpakken(bytes);
let unpacking = 0;

// What stands there stays until the new markup is there; of two, the one that was sent last stays.
async function receive(drawing, data) {
  if (drawing._data === data) return;
  drawing._data = data;
  if (typeof data === "string") return draw(drawing, data);
  unpacking += 1;
  const markup = await unpacked(data).catch((error) => (console.error(error), BROKEN));
  unpacking -= 1;
  if (drawing._data === data) draw(drawing, markup);
}

// New markup keeps the focus where it was.
function draw(drawing, markup) {
  if (drawing._markup === markup) return;
  const stops = () => [...drawing.querySelectorAll("a[href], button, summary, [tabindex]")];
  const focused = stops().indexOf(document.activeElement);
  if (shown && drawing.contains(shown)) hide();
  drawing.innerHTML = markup;
  drawing._markup = markup;
  foldable(drawing);
  if (focused >= 0) stops()[focused]?.focus({ preventScroll: true });
}

addEventListener("keydown", (event) => event.key === "Escape" && hide());
addEventListener("scroll", ({ target }) => {
  if (!shown || target === tip) return;
  const at = shown.getBoundingClientRect();
  at.bottom < 0 || at.top > innerHeight ? hide() : place();
}, { capture: true, passive: true });
addEventListener("pointerdown", (event) => tip?.contains(event.target) || hide());

export default function ({ data, parentElement, setTriggerValue }) {
  let drawing = parentElement.querySelector(":scope > .tekening");
  if (!drawing) {
    drawing = document.createElement("div");
    drawing.className = "tekening";
    parentElement.appendChild(drawing);
  }
  stage(drawing);
  // Then the page may be seen: what is above a widget has its height.
  const seen = () => unpacking || document.documentElement.classList.add("getekend");
  receive(drawing, data).then(seen);

  const point = (event) => {
    const found = meant(event);
    if (found) show(found);
    else hideSoon();
  };
  drawing.onpointermove = (event) => event.pointerType === "touch" || point(event);
  drawing.onpointerleave = hideSoon;
  drawing.onfocusin = (event) => {
    const own = event.target.closest("[data-tip]");
    if (!own || !event.target.matches(":focus-visible")) return;
    show(own);
    own.setAttribute("aria-describedby", tip.id);
  };
  drawing.onfocusout = hide;
  drawing.onclick = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const go = asked(event, drawing);
    if (!go) return point(event);
    event.preventDefault();
    setTriggerValue("ga", go);
  };
  drawing.onkeydown = (event) => {
    walk(event);
    if (event.key !== "Enter" || event.target.closest("a")) return;
    const go = asked(event, drawing);
    if (go) setTriggerValue("ga", go);
  };
}
