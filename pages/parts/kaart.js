// The map: fetches the geometry once, gets the values with every rerun, recolours in place.
const SVG = "http://www.w3.org/2000/svg";
// A label is about this much wider than high; the build of the geometry counts on the same number.
const VERHOUDING = 2.6;
const opgehaald = new Map();

function haal(adres) {
  if (!opgehaald.has(adres))
    opgehaald.set(
      adres,
      fetch(adres).then((antwoord) => {
        if (!antwoord.ok) throw new Error(antwoord.status);
        return antwoord.json();
      }),
    );
  return opgehaald.get(adres);
}

function maak(naam, kenmerken, ouder) {
  const element = document.createElementNS(SVG, naam);
  for (const [k, v] of Object.entries(kenmerken)) element.setAttribute(k, v);
  ouder?.appendChild(element);
  return element;
}

const ringen = ({ type, coordinates }) => (type === "Polygon" ? coordinates : coordinates.flat());

function passend(vormen, breedte, hoogst) {
  const punten = vormen.flatMap((v) => ringen(v.geometry).flat());
  const [xs, ys] = [punten.map((p) => p[0]), punten.map((p) => p[1])];
  const rand = (lijst) => lijst.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [180, -180]);
  const [[x0, x1], [y0, y1]] = [rand(xs), rand(ys)];
  const krimp = Math.cos(((y0 + y1) / 2) * (Math.PI / 180));
  const schaal = Math.min((breedte - 12) / ((x1 - x0) * krimp), (hoogst - 12) / (y1 - y0));
  const links = (breedte - (x1 - x0) * krimp * schaal) / 2;
  return {
    schaal,
    hoogte: (y1 - y0) * schaal + 12,
    punt: ([x, y]) => [links + (x - x0) * krimp * schaal, 6 + (y1 - y) * schaal],
  };
}

const pad = (geometrie, punt) =>
  ringen(geometrie)
    .map((ring) => `M${ring.map((p) => punt(p).map((v) => v.toFixed(1)).join(",")).join("L")}Z`)
    .join("");

function patronen(svg) {
  const defs = maak("defs", {}, svg);
  const arcering = { id: "kaart-arcering", width: 6, height: 6, patternUnits: "userSpaceOnUse" };
  const streep = maak("pattern", { ...arcering, patternTransform: "rotate(45)" }, defs);
  maak("rect", { width: 6, height: 6, class: "grond" }, streep);
  maak("rect", { width: 2, height: 6, class: "streep" }, streep);
  const punten = maak("pattern", { ...arcering, id: "kaart-stippen" }, defs);
  maak("rect", { width: 6, height: 6, class: "grond" }, punten);
  maak("circle", { cx: 3, cy: 3, r: 1, class: "streep" }, punten);
}

function label(laag, eigenschappen, cijfer, beeld) {
  const { label: plek, straal, naam } = eigenschappen;
  if (!plek || !cijfer) return;
  const [x, y] = beeld.punt(plek);
  const hoog = 2 * straal * beeld.schaal;
  const breed = hoog * VERHOUDING;
  const regels = [];
  if (hoog > 26 && breed > naam.length * 6.4) regels.push(["naam", naam]);
  if (hoog > 11 && breed > cijfer.teken.length * 7) regels.push(["getal", cijfer.teken]);
  regels.forEach(([soort, tekst], i) => {
    const plaats = { x, y: y + 4 + (i - (regels.length - 1) / 2) * 14, class: `${soort} ${cijfer.look}` };
    maak("text", plaats, laag).textContent = tekst;
  });
}

function teken(vlak, gemeenten, districten, data, kies) {
  const svg = vlak.querySelector("svg");
  const breedte = Math.max(vlak.clientWidth, 240);
  const beeld = passend(gemeenten.features, breedte, Math.min(620, breedte * 1.15));
  svg.replaceChildren();
  svg.setAttribute("viewBox", `0 0 ${breedte} ${beeld.hoogte.toFixed(0)}`);
  svg.setAttribute("height", beeld.hoogte.toFixed(0));
  patronen(svg);
  const [vlakken, lijnen, namen] = ["vlakken", "lijnen", "namen"].map((c) => maak("g", { class: c }, svg));
  const knoppen = gemeenten.features.map((vorm) => {
    const { code, naam } = vorm.properties;
    const cijfer = data.gebieden[code];
    const element = maak("path", { d: pad(vorm.geometry, beeld.punt), role: "link", tabindex: -1 }, vlakken);
    element.setAttribute("class", `gemeente ${cijfer?.look ?? "ontbreekt"}`);
    element.setAttribute("aria-label", [naam, ...(cijfer?.woorden ?? []).slice(1)].join(", "));
    element.dataset.code = code;
    element._plek = beeld.punt(vorm.properties.label ?? ringen(vorm.geometry)[0][0]);
    element._woorden = cijfer?.woorden ?? [naam];
    label(namen, vorm.properties, cijfer, beeld);
    return element;
  });
  for (const soort of ["rand", "district"])
    for (const vorm of districten?.features ?? [])
      maak("path", { d: pad(vorm.geometry, beeld.punt), class: soort }, lijnen);
  const gekozen = gemeenten.features.find((v) => v.properties.code === data.gekozen);
  for (const soort of gekozen ? ["gekozenrand", "gekozen"] : [])
    maak("path", { d: pad(gekozen.geometry, beeld.punt), class: soort }, lijnen);
  const focus = maak("path", { class: "focus" }, lijnen);
  bedien(vlak, knoppen, focus, kies);
}

// One stop for the tab key; the arrows walk to the nearest area in that direction.
function bedien(vlak, knoppen, focus, kies) {
  const uitleg = vlak.querySelector(".uitleg");
  const toon = (knop) => {
    focus.setAttribute("d", knop.getAttribute("d"));
    uitleg.replaceChildren(...knop._woorden.map((t) => Object.assign(document.createElement("div"), { textContent: t })));
    const [x, y] = knop._plek;
    uitleg.hidden = false;
    uitleg.style.left = `${Math.min(Math.max(x - 110, 0), Math.max(vlak.clientWidth - 240, 0))}px`;
    uitleg.style.top = `${y + 16}px`;
  };
  const verberg = () => {
    focus.removeAttribute("d");
    uitleg.hidden = true;
  };
  const richting = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const buur = (knop, [rx, ry]) => {
    const afstand = (ander) => {
      const [dx, dy] = [ander._plek[0] - knop._plek[0], ander._plek[1] - knop._plek[1]];
      const vooruit = dx * rx + dy * ry;
      return vooruit <= 0 ? Infinity : vooruit + 2 * Math.abs(dx * ry) + 2 * Math.abs(dy * rx);
    };
    const dichtst = knoppen.filter((k) => k !== knop).sort((a, b) => afstand(a) - afstand(b))[0];
    return dichtst && afstand(dichtst) < Infinity ? dichtst : knop;
  };
  knoppen[0]?.setAttribute("tabindex", 0);
  for (const knop of knoppen) {
    knop.onmouseenter = knop.onfocus = () => toon(knop);
    knop.onmouseleave = knop.onblur = verberg;
    knop.onclick = () => kies(knop.dataset.code);
    knop.onkeydown = (g) => {
      if (g.key === "Enter") kies(knop.dataset.code);
      if (g.key === "Escape") verberg();
      if (!richting[g.key]) return;
      g.preventDefault();
      const volgende = buur(knop, richting[g.key]);
      knop.setAttribute("tabindex", -1);
      volgende.setAttribute("tabindex", 0);
      volgende.focus();
    };
  }
}

const OPZET =
  '<div class="vlak-kaart"><svg role="group" width="100%"></svg><div class="uitleg" hidden></div></div>' +
  '<div class="onder"></div>';

export default function ({ data, parentElement, setTriggerValue }) {
  let doek = parentElement.querySelector(":scope > .tekening");
  if (!doek) {
    doek = document.createElement("div");
    doek.className = "tekening kaart";
    doek.innerHTML = OPZET;
    parentElement.appendChild(doek);
  }
  const vlak = doek.querySelector(".vlak-kaart");
  vlak.querySelector("svg").setAttribute("aria-label", data.alt);
  doek.querySelector(".onder").innerHTML = data.legenda;
  const kies = (code) => setTriggerValue("ga", `gebied:${code}`);
  const kaarten = Promise.all([haal(data.gemeenten), data.districten ? haal(data.districten) : null]);
  let breedte = 0;
  const opnieuw = () =>
    kaarten
      .then(([g, d]) => {
        breedte = vlak.clientWidth;
        // A region may be larger than what is asked: draw the areas that have an answer.
        const vormen = g.features.filter((v) => v.properties.code in data.gebieden);
        const namen = new Set(vormen.map((v) => v.properties.district));
        const randen = (d?.features ?? []).filter((v) => namen.has(v.properties.code));
        teken(vlak, { features: vormen }, { features: randen }, data, kies);
      })
      .catch(() => {
        vlak.innerHTML =
          '<div class="state fout" role="alert">De kaart laadt niet. De tabel werkt wel. Probeer opnieuw.</div>';
      });
  const wacht = new ResizeObserver(() => vlak.clientWidth !== breedte && opnieuw());
  wacht.observe(vlak);
  opnieuw();
  return () => wacht.disconnect();
}
