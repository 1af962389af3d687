// The few things every part needs: elements, text width, patterns.
const SVG = new Set(["svg", "g", "path", "text", "tspan", "defs", "pattern", "rect", "circle", "line", "style"]);

export function make(name, attributes = {}, parent = null, text = "") {
  const node = SVG.has(name)
    ? document.createElementNS("http://www.w3.org/2000/svg", name)
    : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text) node.textContent = text;
  parent?.append(node);
  return node;
}

const pen = document.createElement("canvas").getContext("2d");
const known = new Map();
let fonts = 0;

/** Forget all widths; what was laid out with them is laid out again. */
export function fontLoads() {
  known.clear();
  fonts += 1;
}

export const fontsSoFar = () => fonts;

export function measure(text, size, bold) {
  const key = `${bold} ${size} ${text}`;
  if (!known.has(key)) {
    pen.font = `${bold ? 650 : 400} ${size}px "Public Sans", Arial, sans-serif`;
    known.set(key, pen.measureText(text).width);
  }
  return known.get(key);
}

let maps = 0;

/** Hatch and dots; several maps on a page each have their own. */
export function patterns(svg) {
  const number = ++maps, defs = make("defs", {}, svg);
  const one = (name, size, attributes) => {
    const pattern = make("pattern", { id: `${name}-${number}`, width: size, height: size, patternUnits: "userSpaceOnUse", ...attributes }, defs);
    make("rect", { width: size, height: size, class: "onderlaag" }, pattern);
    svg.style.setProperty(`--${name}`, `url(#${name}-${number})`);
    return pattern;
  };
  make("rect", { width: 2, height: 6, class: "streep" }, one("arcering", 6, { patternTransform: "rotate(45)" }));
  make("circle", { cx: 3.5, cy: 3.5, r: 1.2, class: "streep" }, one("stippen", 7, {}));
}
