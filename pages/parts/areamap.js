// Draws areas as SVG. The geometry is fetched once per address; a rerun only repaints.
const W = 720;
const ASPECT = 2.6; // a label is about this much wider than high; the build measures room so
const fetched = new Map();
const pen = document.createElement("canvas").getContext("2d");

function load(url) {
  if (!fetched.has(url)) {
    const answer = fetch(url).then((r) => (r.ok ? r.json() : Promise.reject(new Error(url))));
    answer.catch(() => fetched.delete(url));
    fetched.set(url, answer);
  }
  return fetched.get(url);
}

function make(name, attributes, parent) {
  const svg = ["svg", "g", "path", "text", "tspan", "defs", "pattern", "rect", "circle"];
  const node = svg.includes(name)
    ? document.createElementNS("http://www.w3.org/2000/svg", name)
    : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (parent) parent.append(node);
  return node;
}

const rings = (geometry) =>
  geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat();

// One cosine for the whole picture: the shapes keep their form at this size.
function projection(features) {
  const points = features.flatMap((f) => rings(f.geometry).flat());
  const span = (i) => points.reduce(
    ([a, b], p) => [Math.min(a, p[i]), Math.max(b, p[i])], [Infinity, -Infinity]);
  const [west, east] = span(0), [south, north] = span(1);
  const squeeze = Math.cos(((south + north) / 2) * Math.PI / 180);
  const width = (east - west) * squeeze, height = north - south;
  const scale = Math.min((W - 12) / width, (W * 1.05 - 12) / height);
  const left = (W - width * scale) / 2;
  const project = ([x, y]) => [left + (x - west) * squeeze * scale, 6 + (north - y) * scale];
  return { project, scale, height: height * scale + 12 };
}

const outline = (geometry, project) => rings(geometry)
  .map((ring) => "M" + ring.map((p) => project(p).map((n) => n.toFixed(1)).join(" ")).join("L") + "Z")
  .join("");

function boundaries(gemeenten, districten, codes) {
  const features = gemeenten.features.filter((f) => codes.has(f.properties.code));
  if (!features.length) return null;
  const { project, scale, height } = projection(features);
  const areas = features.map(({ properties: p, geometry }) => {
    const [x, y] = project(p.label);
    const high = p.straal * scale;
    return { code: p.code, naam: p.naam, path: outline(geometry, project), x, y, high, wide: high * ASPECT };
  });
  const near = new Set(features.map((f) => f.properties.district));
  const lines = districten.features.filter((f) => near.has(f.properties.code))
    .map((f) => outline(f.geometry, project));
  return { areas, lines, height };
}

function hexagons(tiles, codes) {
  const own = tiles.tegels.filter((t) => codes.has(t.code));
  if (!own.length) return null;
  const at = (t) => [t.col + 0.5 * (t.row & 1), t.row * 0.866];
  const xs = own.map((t) => at(t)[0]), ys = own.map((t) => at(t)[1]);
  const left = Math.min(...xs), top = Math.min(...ys);
  const size = Math.min(96, W / (Math.max(...xs) - left + 1.05));
  const shift = (W - (Math.max(...xs) - left) * size) / 2;
  const place = (t) => [shift + (at(t)[0] - left) * size, size * 0.62 + (at(t)[1] - top) * size];
  const corner = ([x, y], n) => {
    const angle = ((n % 6) * 60 - 90) * Math.PI / 180, r = size * 0.5773;
    return `${(x + r * Math.cos(angle)).toFixed(1)} ${(y + r * Math.sin(angle)).toFixed(1)}`;
  };
  const areas = own.map((t) => {
    const [x, y] = place(t);
    const path = "M" + [0, 1, 2, 3, 4, 5].map((n) => corner([x, y], n)).join("L") + "Z";
    return { code: t.code, naam: t.naam, path, x, y, box: [size * 0.47, size * 0.4] };
  });
  // The edge of a district is every side of a tile that has no tile of the same district behind it.
  const home = new Map(own.map((t) => [place(t).map(Math.round).join(), t.district]));
  const lines = own.flatMap((t) => [0, 1, 2, 3, 4, 5].flatMap((n) => {
    const [x, y] = place(t), angle = (n * 60 - 60) * Math.PI / 180;
    const next = [x + size * Math.cos(angle), y + size * Math.sin(angle)];
    const found = [...home.keys()].find((k) => {
      const [a, b] = k.split(",").map(Number);
      return Math.hypot(a - next[0], b - next[1]) < size / 4;
    });
    return home.get(found) === t.district ? [] : [`M${corner([x, y], n)}L${corner([x, y], n + 1)}`];
  }));
  return { areas, lines: [lines.join("")], height: Math.max(...ys.map((y) => y - top)) * size + size * 1.24 };
}

function patterns(svg) {
  const defs = make("defs", {}, svg);
  const hatch = make("pattern", { id: "onderdrukt", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, defs);
  make("rect", { width: 6, height: 6, class: "arcering" }, hatch);
  make("rect", { width: 2, height: 6, class: "streep" }, hatch);
  const dots = make("pattern", { id: "niet-geleverd", width: 7, height: 7, patternUnits: "userSpaceOnUse" }, defs);
  make("rect", { width: 7, height: 7, class: "arcering" }, dots);
  make("circle", { cx: 3.5, cy: 3.5, r: 1.2, class: "streep" }, dots);
}

function build(state, picture) {
  const { root } = state;
  root.replaceChildren();
  const svg = make("svg", { viewBox: `0 0 ${W} ${picture.height.toFixed(0)}`, role: "group" }, root);
  patterns(svg);
  const fills = make("g", {}, svg);
  state.nodes = new Map(picture.areas.map((area) => {
    const node = make("path", { d: area.path, role: "button", tabindex: -1, "data-code": area.code }, fills);
    return [area.code, { ...area, node }];
  }));
  for (const kind of ["koker", "lijn"]) {
    for (const d of picture.lines) make("path", { d, class: `district ${kind}` }, svg);
  }
  state.rings = ["gekozen", "focus"].map((name) => ["buiten", "binnen"].map(
    (kind) => make("path", { class: `ring ${name} ${kind}` }, svg)));
  state.texts = make("g", { "aria-hidden": "true" }, svg);
  state.svg = svg;
  state.tip = make("div", { class: "tip", hidden: "" }, root);
  state.legend = make("div", {}, root);
  state.credit = make("p", { class: "credit" }, root);
  listen(state, fills);
}

function listen(state, fills) {
  const code = (event) => event.target.dataset?.code;
  fills.addEventListener("click", (e) => code(e) && state.choose(code(e)));
  fills.addEventListener("pointerover", (e) => code(e) && tell(state, code(e)));
  fills.addEventListener("pointerleave", () => { state.tip.hidden = true; });
  fills.addEventListener("focusin", (e) => { tell(state, code(e)); ring(state, 1, code(e)); });
  fills.addEventListener("focusout", () => { state.tip.hidden = true; ring(state, 1, null); });
  fills.addEventListener("keydown", (e) => {
    if (e.key === "Enter" || e.key === " ") { e.preventDefault(); state.choose(code(e)); }
    if (e.key === "Escape") state.tip.hidden = true;
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[e.key];
    const next = way && neighbour(state, code(e), way);
    if (way) e.preventDefault();
    if (next) step(state, next);
  });
}

// The nearest area in a direction; what lies aside counts double.
function neighbour(state, code, [dx, dy]) {
  const from = state.nodes.get(code);
  let best = null, least = Infinity;
  for (const area of state.nodes.values()) {
    const x = area.x - from.x, y = area.y - from.y;
    const ahead = x * dx + y * dy, aside = Math.abs(x * dy) + Math.abs(y * dx);
    const far = ahead + 2 * aside;
    if (ahead > 1 && aside < 2 * ahead && far < least) { least = far; best = area; }
  }
  return best;
}

function step(state, area) {
  for (const { node } of state.nodes.values()) node.setAttribute("tabindex", -1);
  area.node.setAttribute("tabindex", 0);
  area.node.focus();
}

function ring(state, index, code) {
  const area = state.nodes.get(code);
  for (const path of state.rings[index]) path.setAttribute("d", area ? area.path : "");
}

function tell(state, code) {
  const { tip, root, svg } = state, area = state.nodes.get(code), words = state.data.gebieden[code].woorden;
  tip.replaceChildren(...words.map((line, n) => {
    const row = make(n ? "div" : "b", {});
    row.textContent = line;
    return row;
  }));
  tip.hidden = false;
  const k = svg.clientWidth / W;
  const x = Math.min(Math.max(area.x * k - tip.offsetWidth / 2, 0), root.clientWidth - tip.offsetWidth);
  const above = area.y * k - tip.offsetHeight - 18;
  tip.style.left = `${x}px`;
  tip.style.top = `${above > 0 ? above : area.y * k + 18}px`;
}

const width = (text, size, weight) => {
  pen.font = `${weight} ${size}px "Public Sans", sans-serif`;
  return pen.measureText(text).width;
};

function halves(name) {
  const cuts = [...name.matchAll(/[ -]/g)].map((m) => m.index + 1);
  const cost = (cut) => Math.max(cut, name.length - cut);
  const cut = cuts.sort((a, b) => cost(a) - cost(b))[0];
  return cut ? [name.slice(0, cut).trim(), name.slice(cut)] : null;
}

// Name and figure where both fit; in a tile a short name; else the figure; else nothing: the name
// is told on focus. In an area the room is an ellipse, in a tile a box.
function lines(area, mark, k) {
  const fits = (rows) => {
    const w = Math.max(...rows.map((r) => width(r.text, r.size, r.weight))) * k / 2;
    const h = rows.reduce((sum, r) => sum + r.size * 1.15, 0) * k / 2;
    if (area.box) return w <= area.box[0] && h <= area.box[1];
    return (w / area.wide) ** 2 + (h / area.high) ** 2 <= 1.35;
  };
  const value = { text: mark, size: 13, weight: 650 };
  const name = (text) => ({ text, size: 12, weight: 400 });
  const split = halves(area.naam);
  const tries = [[name(area.naam), value], split && [...split.map(name), value]];
  for (let n = area.naam.length - 2; area.box && n > 3; n--) {
    // A short name ends in a consonant: "Zoeterw." and not "Zoeterwo."
    tries.push([name(`${area.naam.slice(0, n).replace(/[^b-df-hj-np-tv-z]+$/i, "")}.`), value]);
  }
  return [...tries, [value]].find((rows) => rows && fits(rows)) || [];
}

function paint(state) {
  const { data, svg } = state, k = W / (svg.clientWidth || W);
  svg.setAttribute("aria-label", `${data.alt} Pijltjestoetsen kiezen een gebied, Enter opent het.`);
  state.legend.innerHTML = data.legenda;
  state.credit.textContent = data.credit;
  state.texts.replaceChildren();
  const first = state.nodes.has(data.gekozen) ? data.gekozen : state.nodes.keys().next().value;
  for (const area of state.nodes.values()) {
    const { look, teken, woorden } = data.gebieden[area.code];
    area.node.setAttribute("class", `gebied ${look}`);
    area.node.setAttribute("aria-label", woorden.join(". "));
    area.node.setAttribute("tabindex", area.code === first ? 0 : -1);
    const rows = lines(area, teken, k);
    const high = rows.reduce((sum, r) => sum + r.size * 1.15, 0) * k;
    let y = area.y - high / 2;
    for (const row of rows) {
      const text = make("text", { x: area.x, y: y + row.size * 0.95 * k, "font-size": row.size * k, "stroke-width": 4 * k, class: `op-${look}${row.weight > 400 ? " cijfer" : ""}` }, state.texts);
      text.textContent = row.text;
      y += row.size * 1.15 * k;
    }
  }
  ring(state, 0, data.gekozen);
}

function complain(state, retry) {
  state.shape = null;
  state.root.replaceChildren();
  const box = make("div", { class: "melding", role: "alert" }, state.root);
  box.append("De kaart laadt niet. De tabel werkt wel.");
  const button = make("button", { type: "button" }, box);
  button.textContent = "Probeer opnieuw";
  button.onclick = retry;
}

async function show(state) {
  const { data } = state, codes = Object.keys(data.gebieden), tiles = data.vorm === "tegels";
  const names = tiles ? ["tegels"] : ["gemeenten", "districten"];
  const shape = [...names.map((n) => data.urls[n]), ...codes].join();
  if (state.shape !== shape) {
    try {
      const files = await Promise.all(names.map((n) => load(data.urls[n])));
      if (state.data !== data) return;
      const picture = (tiles ? hexagons : boundaries)(...files, new Set(codes));
      if (!picture) throw new Error("no areas");
      await document.fonts?.ready;
      build(state, picture);
      state.shape = shape;
    } catch {
      complain(state, () => show(state));
      return;
    }
  }
  paint(state);
}

export default function ({ data, parentElement, setTriggerValue }) {
  let root = parentElement.querySelector(".kaart");
  if (!root) {
    root = make("div", { class: "kaart" }, parentElement);
    const wait = make("div", { class: "wacht", role: "status" }, root);
    wait.textContent = "Kaart ophalen…";
    root.state = { root };
    new ResizeObserver(() => root.state.shape && paint(root.state)).observe(root);
  }
  root.state.data = data;
  root.state.choose = (code) => setTriggerValue("gebied", code);
  show(root.state);
}
