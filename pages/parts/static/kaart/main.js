// The map component: fetches the geometry once per address, recolours on every rerun, and tells
// which area was selected (click, tap, space) or opened (Enter) and where playing stopped.
import { save } from "./bewaar.js";
import { whole } from "./inhoud.js";
import { legend } from "./legenda.js";
import { fontLoads, make, measure } from "./maak.js";
import { player } from "./speel.js";
import { colour, newPanel, place, ring, shape } from "./vlak.js";
import { boundaries, hexagons, level, neighbour, reading } from "./vorm.js";

export { inhoud } from "./inhoud.js";

const OPENS = "Pijltjestoetsen kiezen een gebied, spatie selecteert, Enter opent.";
const OTHER = " Page Down gaat naar dezelfde plek op de volgende kaart.";
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const fetched = new Map();

function load(url) {
  if (!fetched.has(url)) {
    const answer = fetch(url).then((r) => (r.ok ? r.json() : Promise.reject(new Error(url))));
    answer.catch(() => fetched.delete(url));
    fetched.set(url, answer);
  }
  return fetched.get(url);
}

/** Text is measured on a canvas, which does not wait for its font by itself. */
const fonts = () => Promise.all([400, 650].map((w) => document.fonts.load(`${w} 12px "Public Sans"`))).catch(() => null);

const styled = new Map();

/** Our own style, once per document: it comes with the script, so that both always fit. */
function style() {
  const url = new URL("kaart.css", import.meta.url).href;
  if (!styled.has(url)) {
    styled.set(url, new Promise((done) => {
      const link = make("link", { rel: "stylesheet", href: url });
      link.onload = link.onerror = done;
      document.head.append(link);
    }));
  }
  return styled.get(url);
}

/** The picture at the coarsest level that is fine enough for this width. */
async function picture(urls, tiles, codes, width) {
  if (tiles) return hexagons(await load(urls.tegels), codes);
  const at = async (suffix) => {
    const name = urls[`gemeenten${suffix}`] && urls[`districten${suffix}`] ? suffix : "";
    return boundaries(await load(urls[`gemeenten${name}`]), await load(urls[`districten${name}`]), codes);
  };
  const guess = width < 260 ? "-grof" : "-midden", first = await at(guess);
  if (!first) return null;
  const better = level(first.metres * first.width / width);
  return better === guess || (better === "-grof") ? first : at(better);
}

// ---- what one rerun does

async function show(state) {
  const { data, root } = state, tiles = state.vorm === "tegels", playing = data.soort === "afspelen";
  const several = playing ? 1 : data.panelen.length;
  const frame = [data.soort, data.kleur, several, tiles, data.codes.join(), ...Object.values(state.urls)].join();
  // Another form while the years play: the map shows the period of the page again.
  if (state.frame !== frame) state.toon = data.toon;
  const parts = playing ? [current(state)] : data.panelen;
  if (state.frame !== frame) {
    try {
      const wide = root.clientWidth / (data.soort === "reeks" ? 4 : data.soort === "twee" ? 2 : 1);
      const [drawn] = await Promise.all([
        picture(state.urls, tiles, new Set(data.codes), wide || 600), style(), fonts()]);
      if (state.data !== data) return;
      if (!drawn) throw new Error("no areas");
      build(state, drawn, parts);
      state.frame = frame;
    } catch {
      if (state.data === data) complain(state);
      return;
    }
  }
  paint(state);
}

const current = ({ data, toon }) => data.panelen.find((p) => p.sleutel === toon) ?? data.panelen[0];

function build(state, drawn, parts) {
  const { root, data } = state;
  root.replaceChildren();
  root.className = `kaart ${data.soort} ${data.kleur}`;
  const grid = make("div", { class: "kaart-vlakken" }, root);
  state.panels = parts.map(() => newPanel(grid, data.soort !== "een" && data.soort !== "afspelen"));
  for (const panel of state.panels) shape(panel, drawn);
  state.player = data.soort === "afspelen" ? player(root, (n, done) => step(state, n, done)) : null;
  state.legend = make("div", { class: "kaart-legenda" }, root);
  const tools = make("p", { class: "kaart-bewaar" }, root);
  for (const kind of ["PNG", "SVG"]) {
    make("button", { type: "button" }, tools, `Bewaar als ${kind}`).onclick = () => save(state, kind);
  }
  state.tip = make("div", { class: "kaart-tip", hidden: "" }, root);
  state.tip.onpointerenter = () => clearTimeout(state.later);
  state.tip.onpointerleave = () => soon(state, () => hide(state));
  grid.classList.toggle("veel", drawn.areas.length > 60);
  state.active = null;
  listen(state, grid);
}

export function paint(state) {
  const { data, panels } = state, playing = data.soort === "afspelen";
  const parts = playing ? [current(state)] : data.panelen;
  // As wide as the widest figure of any frame, and a little: nothing moves when it is recoloured.
  const marks = new Set(data.panelen.flatMap((p) => p.tekens));
  const figure = Math.ceil(Math.max(1, ...[...marks].map((m) => measure(m, 13, true))) / 6) * 6;
  const first = panels[0].nodes;
  if (!first.has(state.active)) {
    state.active = first.has(data.gekozen) ? data.gekozen : reading([...first.values()].map((n) => n.area))[0].code;
  }
  const opens = OPENS + (panels.length > 1 ? OTHER : "");
  parts.forEach((part, n) => {
    place(panels[n], figure, data.districten ?? {});
    colour(panels[n], data, part, { chosen: data.gekozen, active: n === 0 ? state.active : null, opens });
  });
  legend(state.legend, data, parts.length === 1 ? parts[0].looks : null);
  state.player?.show(data.panelen.map((p) => p.titel), data.panelen.indexOf(current(state)));
  if (!state.tip.hidden) write(state, ...state.told); // of the figures that are shown now
}

function step(state, n, done) {
  state.toon = state.data.panelen[n].sleutel;
  paint(state);
  if (done) state.tell("periode", state.toon);
}

function complain(state, final = "") {
  state.frame = null;
  state.root.replaceChildren();
  const box = make("div", { class: "kaart-melding", role: "alert" }, state.root);
  make("span", {}, box, final || "De kaart laadt niet. De tabel werkt wel.");
  if (!final) make("button", { type: "button" }, box, "Probeer opnieuw").onclick = () => show(state);
}

// ---- pointer, keyboard, tip

function listen(state, grid) {
  const code = (event) => event.target.dataset?.code;
  const panel = (event) => state.panels.find((p) => p.figure.contains(event.target));
  grid.addEventListener("click", (e) => {
    if (!code(e)) return;
    tell(state, panel(e), code(e));
    choose(state, "kies", code(e));
  });
  // A finger that is lifted leaves the map too; what it tapped stays until the next tap.
  const mouse = (does) => (e) => e.pointerType === "touch" || does(e);
  grid.addEventListener("pointerover", mouse((e) => {
    const at = code(e), on = panel(e);
    // A moment to reach the tip that is open, also across another area.
    if (!at) soon(state, () => hide(state));
    else if (state.tip.hidden) tell(state, on, at);
    else soon(state, () => tell(state, on, at));
  }));
  grid.addEventListener("pointerleave", mouse(() => soon(state, () => hide(state))));
  grid.addEventListener("focusin", (e) => {
    if (!code(e)) return;
    tell(state, panel(e), code(e));
    for (const p of state.panels) ring(p, "focus", p === panel(e) && e.target.matches(":focus-visible") ? code(e) : null);
  });
  grid.addEventListener("focusout", () => { hide(state); for (const p of state.panels) ring(p, "focus", null); });
  grid.addEventListener("keydown", (e) => code(e) && key(state, panel(e), code(e), e));
}

const REACH = 150; // ms

function soon(state, does) {
  clearTimeout(state.later);
  state.later = setTimeout(does, REACH);
}

function choose(state, what, code) {
  state.active = code;
  state.tell(what, code);
}

function key(state, panel, code, event) {
  const areas = [...panel.nodes.values()].map((n) => n.area), here = panel.nodes.get(code).area;
  const away = { Home: () => reading(areas)[0], End: () => reading(areas).at(-1) }[event.key];
  const next = WAYS[event.key] ? neighbour(areas, here, WAYS[event.key]) : away?.() ?? named(areas, here, event);
  const other = { PageDown: 1, PageUp: -1 }[event.key];
  if (event.key === "Enter") choose(state, "open", code);
  else if (event.key === " ") choose(state, "kies", code);
  else if (event.key === "Escape") hide(state);
  else if (other) focus(state, state.panels[state.panels.indexOf(panel) + other] ?? panel, code);
  else if (next) focus(state, panel, next.code);
  else if (!WAYS[event.key]) return;
  event.preventDefault();
}

/** A letter goes to the next area whose name begins with it. */
function named(areas, here, { key, ctrlKey, metaKey, altKey }) {
  if (key.length !== 1 || key === " " || ctrlKey || metaKey || altKey) return null;
  const order = [...areas].sort((a, b) => a.naam.localeCompare(b.naam, "nl"));
  const from = order.indexOf(here) + 1;
  return [...order.slice(from), ...order.slice(0, from)].find((a) => a.naam.toLowerCase().startsWith(key.toLowerCase()));
}

function focus(state, panel, code) {
  for (const p of state.panels) p.nodes.get(state.active)?.node.setAttribute("tabindex", -1);
  state.active = code;
  const { node } = panel.nodes.get(code);
  node.setAttribute("tabindex", 0);
  node.focus();
}

function tell(state, panel, code) {
  clearTimeout(state.later);
  state.told = [panel, code];
  write(state, panel, code);
}

function write(state, panel, code) {
  const { data, tip, root } = state, part = data.soort === "afspelen" ? current(state) : data.panelen[state.panels.indexOf(panel)];
  const n = data.codes.indexOf(code), { area } = panel.nodes.get(code);
  const [value, ...lines] = part.woorden[n].split("\n");
  tip.replaceChildren();
  make("b", {}, tip, area.naam);
  make("span", { class: "waarde" }, tip, value);
  for (const line of lines) make("span", {}, tip, line);
  tip.hidden = false;
  for (const p of state.panels) ring(p, "mee", state.panels.length > 1 || code !== data.gekozen ? code : null);
  const box = panel.svg.getBoundingClientRect(), frame = root.getBoundingClientRect();
  const x = box.left - frame.left + panel.left + area.x * panel.k, y = box.top - frame.top + panel.top + area.y * panel.k;
  const high = Math.min(48, 14 + (area.high ?? area.box[1]) * panel.k);
  tip.style.left = `${Math.min(Math.max(x - tip.offsetWidth / 2, 0), Math.max(0, root.clientWidth - tip.offsetWidth))}px`;
  tip.style.top = `${y - tip.offsetHeight - high > -24 ? y - tip.offsetHeight - high : y + high}px`;
}

function hide(state) {
  clearTimeout(state.later);
  if (state.tip) state.tip.hidden = true;
  for (const p of state.panels ?? []) ring(p, "mee", null);
}

/** What Streamlit calls on every rerun, through the few lines that travel with it. */
export default async function ({ data, parentElement, setTriggerValue }) {
  let root = parentElement.querySelector(":scope > .kaart");
  if (!root) {
    root = make("div", { class: "kaart" }, parentElement);
    make("div", { class: "kaart-wacht", role: "status" }, root, "Kaart ophalen…");
    root.state = { root };
    new ResizeObserver(() => root.state.frame && paint(root.state)).observe(root);
    // A font that comes late has other widths: lay out again.
    const late = () => {
      if (!root.isConnected) { document.fonts.removeEventListener("loadingdone", late); return; }
      fontLoads();
      if (root.state.frame) paint(root.state);
    };
    document.fonts.addEventListener("loadingdone", late);
    // Escape hides the tip wherever the focus is; so does a tap beside the map.
    const away = (event) => {
      if (!root.isConnected) for (const kind of ["keydown", "pointerdown"]) document.removeEventListener(kind, away);
      else if (event.type === "keydown" ? event.key === "Escape" : !(root.contains(event.target) && event.target.closest(".gebied, .kaart-tip"))) hide(root.state);
    };
    for (const kind of ["keydown", "pointerdown"]) document.addEventListener(kind, away);
  }
  const { state } = root, turn = (state.turn = (state.turn ?? 0) + 1);
  const fresh = await whole(data).catch(() => null);
  if (turn !== state.turn) return;
  if (fresh) {
    if (state.data?.toon !== fresh.toon) state.toon = fresh.toon;
    Object.assign(state, { data: fresh, urls: fresh.urls, vorm: fresh.vorm, tell: setTriggerValue });
    await show(state);
  } else {
    complain(state, "De kaart kan niet worden getoond. Laad de pagina opnieuw. De tabel werkt wel.");
  }
  parentElement.style.cssText = ""; // the place that was held for the map
  // On a page with nothing but a map nobody else says that the page may be seen.
  document.documentElement.classList.add("getekend");
}
