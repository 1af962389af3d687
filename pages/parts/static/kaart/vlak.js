// One map as SVG. Drawn once per shape and size; a rerun only changes classes and figures.
import { layout } from "./labels.js";
import { fontsSoFar, make, measure, patterns } from "./maak.js";

const TALLEST = 660, SMALL = 300; // px; below SMALL a map has no texts

export function newPanel(parent, titled) {
  const figure = make("div", { class: "kaart-vlak" }, parent);
  const caption = make("div", { class: "kaart-kop", ...(titled ? {} : { hidden: "" }) }, figure);
  const svg = make("svg", {}, figure);
  patterns(svg);
  const scaled = make("g", {}, svg), group = (name) => make("g", { class: name }, scaled);
  const panel = { figure, caption, svg, scaled, nodes: new Map(), texts: new Map() };
  panel.fills = make("g", { role: "listbox" }, scaled);
  panel.lines = group("districten");
  panel.rings = Object.fromEntries(["gekozen", "mee", "focus"].map((name) => [name, ["buiten", "binnen"].map(
    (kind) => make("path", { class: `ring ${name} ${kind}` }, scaled))]));
  const texts = make("g", { class: "teksten", "aria-hidden": "true" }, svg);
  for (const name of ["signs", "labels"]) panel[name] = make("g", {}, texts);
  return panel;
}

/** Draw the areas of a picture; the panel is measured by `place`. */
export function shape(panel, picture) {
  panel.picture = picture;
  panel.fills.replaceChildren();
  panel.lines.replaceChildren();
  panel.nodes = new Map(picture.areas.map((area) => [area.code, {
    area, node: make("path", { d: area.path, role: "option", tabindex: -1, "data-code": area.code }, panel.fills),
  }]));
  for (const kind of ["koker", "lijn"]) {
    for (const { path: d } of picture.districts) make("path", { d, class: `district ${kind}` }, panel.lines);
  }
}

/** Fit the picture in the width there is and lay out the texts. */
export function place(panel, figure, subtitles) {
  const { picture, svg } = panel, width = panel.figure.clientWidth;
  const same = panel.width === width && panel.figureWide >= figure && panel.placed === picture;
  if (!width || (same && panel.fonts === fontsSoFar())) return;
  Object.assign(panel, { width, figureWide: figure, placed: picture, fonts: fontsSoFar() });
  const room = width >= 560 ? 28 : 5; // beside a large map there is place for names
  const k = Math.min((width - 2 * room) / picture.width, (TALLEST - 16) / picture.height);
  const height = Math.ceil(picture.height * k + 16), left = (width - picture.width * k) / 2;
  Object.assign(panel, { k, left, top: 8, height });
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  panel.figure.style.setProperty("--verhouding", `${width}/${height}`);
  panel.scaled.setAttribute("transform", `translate(${left} 8) scale(${k})`);
  panel.figure.classList.toggle("klein", width < SMALL);
  texts(panel, figure, subtitles);
}

const moved = ({ k, left, top }, parts) => parts.map((ring) => ring.map(([x, y]) => [left + x * k, top + y * k]));

function texts(panel, figure, subtitles) {
  const { picture, k, left, top, width, height, labels: group } = panel;
  group.replaceChildren();
  panel.texts = new Map();
  if (width < SMALL) return;
  const small = picture.areas.map((a) => ({
    ...a, x: left + a.x * k, y: top + a.y * k, high: a.high * k, wide: a.wide * k,
    box: a.box?.map((n) => n * k), parts: moved(panel, a.parts),
  }));
  const several = picture.districts.length > 1 && picture.districts.every((d) => d.parts);
  const districts = several
    ? picture.districts.map((d) => ({ ...d, parts: moved(panel, d.parts), onder: subtitles[d.code] ?? "" })) : [];
  const { labels, names } = layout({ areas: small, districts, width, height, figure, measure, named: width >= 520 });
  for (const [code, { rows, x, y, anchor, leader }] of labels) {
    if (leader) line(group, leader, true);
    const nodes = stack(group, rows, x, y, anchor);
    panel.texts.set(code, { nodes, value: nodes.at(-1), inside: !leader });
  }
  for (const { rows, x, y, anchor, leader } of names) {
    if (leader) line(group, leader, false);
    stack(group, rows, x, y, anchor).forEach((node) => node.classList.add("districtnaam"));
  }
}

function line(group, [[x1, y1], [x2, y2]], dotted) {
  for (const kind of ["koker", "lijn"]) make("line", { x1, y1, x2, y2, class: `aanwijzer ${kind}` }, group);
  if (dotted) make("circle", { cx: x1, cy: y1, r: 2.5, class: "punt" }, group);
}

function stack(group, rows, x, y, anchor) {
  let at = y - rows.reduce((sum, r) => sum + r.size * 1.15, 0) / 2;
  return rows.map((row) => {
    const node = make("text", {
      x: x.toFixed(1), y: (at + row.size * 0.95).toFixed(1), "text-anchor": anchor, "font-size": row.size,
      class: row.bold ? "vet" : "",
    }, group, row.text);
    at += row.size * 1.15;
    return node;
  });
}

/** Colour the areas and write their figures: the only thing that happens on most clicks. */
export function colour(panel, data, part, { chosen, active, opens }) {
  panel.caption.textContent = part.titel;
  if (part.fictief && !data.fictief) make("span", { class: "ftag" }, panel.caption, "fictief");
  panel.fills.setAttribute("aria-label", `${part.titel ? `${part.titel}. ` : ""}${part.fictief ? "Fictief. " : ""}${part.alt} ${opens}`);
  data.codes.forEach((code, n) => {
    const own = panel.nodes.get(code);
    if (!own) return;
    const look = part.looks[n], text = panel.texts.get(code);
    own.node.setAttribute("class", `gebied ${look}`);
    own.node.setAttribute("aria-label", spoken(own.area.naam, part.woorden[n]));
    own.node.setAttribute("aria-selected", code === chosen);
    own.node.setAttribute("tabindex", code === active ? 0 : -1);
    if (!text) return;
    text.value.textContent = part.tekens[n];
    for (const node of text.nodes) {
      node.setAttribute("class", `${node === text.value ? "vet " : ""}${text.inside ? `op-${look}` : ""}`);
    }
  });
  signs(panel, data, part);
  ring(panel, "gekozen", chosen);
}

/** Where no figure fits, higher and lower are told by more than their colour. */
function signs({ signs: group, texts: written, nodes, width, left, top, k }, data, part) {
  group.replaceChildren();
  data.codes.forEach((code, n) => {
    const sign = /[▲▼]/.exec(part.tekens[n])?.[0], area = nodes.get(code)?.area;
    if (!sign || !area || written.has(code)) return;
    const x = left + area.x * k, y = top + area.y * k + 3, size = width < SMALL ? 8 : 11;
    make("text", { x, y, "text-anchor": "middle", "font-size": size, class: `op-${part.looks[n]}` }, group, sign);
  });
}

export const spoken = (naam, words) => `${naam}: ${words.split("\n").join(". ")}`;

export function ring(panel, name, code) {
  const d = panel.nodes.get(code)?.area.path ?? "";
  for (const node of panel.rings[name]) node.setAttribute("d", d);
}

