// A picture that stands alone: title, unit and period, map, legend, source, credit, and whether
// it is fictief. Always in light colours: it goes into a document.
import { isClass } from "./legenda.js";
import { make, measure } from "./maak.js";

const FONT = '"Public Sans", Arial, sans-serif', SERIF = '"Peil Serif", "Source Serif 4", Georgia, serif';
const LOOKS = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "paint-order", "font-weight", "display"];
const LENGTHS = new Set(["stroke-width", "stroke-dasharray"]);
const EDGE = 24, LEAST = 560, SCALE = 2;

/** A copy whose looks are written in it: a file knows no style sheet. */
function standalone({ svg, k }) {
  const copy = svg.cloneNode(true), own = [svg, ...svg.querySelectorAll("*")];
  [copy, ...copy.querySelectorAll("*")].forEach((node, n) => {
    const style = getComputedStyle(own[n]);
    for (const look of LOOKS) {
      const value = style.getPropertyValue(look).replaceAll('"', "");
      // On the page a line keeps its width whatever the scale; in a file it scales along.
      const fixed = LENGTHS.has(look) && style.vectorEffect === "non-scaling-stroke";
      if (value && value !== "normal") node.setAttribute(look, fixed ? value.replace(/[\d.]+/g, (n) => (n / k).toFixed(3)) : value);
    }
    for (const name of ["class", "style", "tabindex", "role", "aria-label", "aria-selected", "data-code"]) node.removeAttribute(name);
  });
  copy.querySelectorAll("[display=none], path:not([d]), path[d='']").forEach((node) => node.remove());
  const [, , width, height] = svg.getAttribute("viewBox").split(" ");
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  return { copy, width: Number(width), height: Number(height) };
}

function wrapped(text, size, bold, width) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (measure(longer, size, bold) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Write from above to below; returns what writes and the height so far. */
function sheet(svg, width, token) {
  const out = {
    y: EDGE,
    text(text, size, { bold = false, colour = "--ink", serif = false } = {}) {
      for (const line of text ? wrapped(text, size * (serif ? 1.05 : 1), bold, width - 2 * EDGE) : []) {
        out.y += size * 1.35;
        make("text", { x: EDGE, y: out.y, "font-size": size, "font-family": serif ? SERIF : FONT, "font-weight": bold ? 600 : 400, fill: token(colour) }, svg, line);
      }
    },
    gap(high) { out.y += high; },
  };
  return out;
}

function tag(svg, width, text, token) {
  const wide = measure(text, 13, true) + 18;
  make("rect", { x: width - EDGE - wide, y: EDGE, width: wide, height: 22, rx: 3, fill: token("--fic-soft"), stroke: token("--fic"), "stroke-dasharray": "4 2" }, svg);
  make("text", { x: width - EDGE - wide / 2, y: EDGE + 15.5, "text-anchor": "middle", "font-size": 13, "font-weight": 650, "font-family": FONT, fill: token("--fic") }, svg, text);
}

/** The legend as drawn on the page, entry by entry, in rows as wide as the picture. */
function legendRows(svg, out, state, width, look) {
  const { legenda } = state.data, entries = [...state.legend.querySelectorAll("li")];
  if (legenda.titel) out.text(legenda.titel, 13, { bold: true });
  let x = EDGE;
  out.gap(8);
  legenda.vakken.forEach(([name, words], n) => {
    const count = entries[n]?.querySelector("small")?.textContent ?? "";
    const wide = Math.max(isClass(name) ? 84 : 0, 26 + measure(words, 12, false), 26 + measure(count, 12, false)) + 14;
    if (x + wide > width - EDGE) { x = EDGE; out.gap(40); }
    make("rect", { x, y: out.y, width: 20, height: 20, ...look(name) }, svg);
    make("text", { x: x + 26, y: out.y + 9, "font-size": 12, "font-family": FONT, fill: look("") }, svg, words);
    make("text", { x: x + 26, y: out.y + 24, "font-size": 12, "font-family": FONT, fill: look("zacht") }, svg, count);
    x += wide;
  });
  out.gap(30);
}

/** The whole picture as an SVG element. */
export function compose(state) {
  const { root, panels, data } = state, scheme = root.style.colorScheme;
  root.style.colorScheme = "light";
  root.classList.add("stil"); // a colour on its way to another is no colour to write down
  try {
    const probe = make("span", {}, root), area = make("path", {}, panels[0].fills);
    const token = (name) => { probe.style.color = `var(${name})`; return getComputedStyle(probe).color; };
    const look = (name) => {
      if (!name) return token("--ink");
      if (name === "zacht") return token("--ink2");
      area.setAttribute("class", `gebied ${name}`);
      const style = getComputedStyle(area);
      return { fill: style.fill.replaceAll('"', ""), stroke: token("--control"), "stroke-dasharray": style.strokeDasharray };
    };
    const drawn = panels.map((panel) => ({ ...standalone(panel), title: panel.caption.hidden ? "" : panel.caption.textContent.replace(/fictief$/, " (fictief)") }));
    const columns = drawn.length === 1 ? 1 : Math.max(2, Math.min(drawn.length, 4));
    const width = Math.max(LEAST, columns * (drawn[0].width + 16) - 16 + 2 * EDGE);
    const svg = make("svg", { xmlns: "http://www.w3.org/2000/svg", width, role: "img", "aria-label": data.titel });
    const back = make("rect", { width, fill: token("--card") }, svg), out = sheet(svg, width, token);
    if (data.fictief) { tag(svg, width, "fictief", token); out.gap(6); }
    out.text(data.titel, 20, { bold: true, serif: true });
    const frame = data.soort === "afspelen" ? data.panelen.find((p) => p.sleutel === state.toon)?.titel : "";
    out.text([data.onder, frame].filter(Boolean).join(" · "), 14, { colour: "--ink2" });
    out.gap(12);
    const left = (width - columns * (drawn[0].width + 16) + 16) / 2;
    // 5 % wider than measured: elsewhere the letters may be those of another font.
    const heads = drawn.map(({ title, width: wide }) => (title ? wrapped(title, 14 * 1.05, true, wide) : []));
    const above = heads.map((_, n) => {
      const row = n - (n % columns), most = Math.max(...heads.slice(row, row + columns).map((lines) => lines.length));
      return most ? most * 18 + 2 : 0;
    });
    drawn.forEach(({ copy, width: wide, height, title }, n) => {
      const x = left + (n % columns) * (wide + 16);
      heads[n].forEach((text, line) => make("text", { x, y: out.y + 14 + line * 18, "font-size": 14, "font-weight": 600, "font-family": FONT, fill: token("--ink") }, svg, text));
      copy.setAttribute("x", x);
      copy.setAttribute("y", out.y + above[n]);
      copy.setAttribute("font-family", FONT);
      svg.append(copy);
      if (n % columns === columns - 1 || n === drawn.length - 1) out.gap(height + (title ? above[n] + 16 : 12));
    });
    legendRows(svg, out, state, width, look);
    const some = data.panelen.some((p) => p.fictief);
    const told = data.fictief || some ? `${data.fictief ? "Deze cijfers zijn" : "Wat fictief heet, is"} verzonnen om het dashboard te tonen.` : "";
    for (const text of [told, data.ster, data.legenda.methode, data.bron, data.credit]) out.text(text, 12, { colour: text === told ? "--fic" : "--ink2" });
    area.remove();
    probe.remove();
    for (const node of [svg, back]) node.setAttribute("height", Math.ceil(out.y + EDGE));
    return svg;
  } finally {
    root.style.colorScheme = scheme;
    root.classList.remove("stil");
  }
}

export async function save(state, kind) {
  const svg = compose(state), text = new XMLSerializer().serializeToString(svg);
  let blob = new Blob([text], { type: "image/svg+xml" });
  if (kind === "PNG") {
    const url = URL.createObjectURL(blob), image = new Image();
    image.src = url;
    await image.decode();
    const canvas = make("canvas", { width: image.width * SCALE, height: image.height * SCALE });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(url);
    blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
  }
  const name = state.data.titel.toLowerCase().normalize("NFD").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60);
  const link = make("a", { href: URL.createObjectURL(blob), download: `${name || "kaart"}.${kind.toLowerCase()}` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
