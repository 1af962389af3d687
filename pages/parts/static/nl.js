// Streamlit has English words built in (streamlit #1353); this puts Dutch ones in their place.
const WOORDEN = {
  "Choose an option": "Kies",
  "Choose options": "Kies",
  "No results": "Niets gevonden",
  "No options to select.": "Niets te kiezen",
  "Selected values": "Gekozen",
  "Clear value": "Wis keuze",
  "Clear all": "Wis alles",
  "Navigate to home page": "Naar de eerste pagina",
  "Logo": "Ondermijning & Weerbaarheid",
  "App pages": "Pagina's",
  "Main menu": "Menu",
  "Skip to main content": "Naar de inhoud",
  "Settings": "Instellingen",
  "Appearance": "Weergave",
  "Choose app theme": "Kies licht of donker",
  "System": "Systeem",
  "Light": "Licht",
  "Dark": "Donker",
  "Use system setting": "Als het systeem",
  "Wide mode": "Breed",
  "Print": "Afdrukken",
  "Record a screencast": "Scherm opnemen",
  "Record screen": "Scherm opnemen",
  "Running...": "Bezig…",
  "Stop": "Stop",
  "Fullscreen": "Volledig scherm",
  "View fullscreen": "Volledig scherm",
  "Close fullscreen": "Volledig scherm sluiten",
  "Exit fullscreen": "Volledig scherm sluiten",
  "Close": "Sluiten",
  "Connection error": "Geen verbinding",
  "CONNECTING": "VERBINDEN",
  "Connecting": "Verbinden",
  "Download as CSV": "Download als CSV",
  "Page not found": "Pagina niet gevonden",
  "Expand sidebar": "Menu openen",
  "Collapse sidebar": "Menu sluiten",
  "Open navigation": "Menu openen",
  "Select all": "Kies alles",
  "Download plot as a PNG": "Download als PNG",
  "Reset axes": "Hele figuur",
};
const KENMERKEN = ["aria-label", "title", "placeholder", "alt"];

function vertaalTekst(knoop) {
  const tekst = knoop.nodeValue.trim();
  // What does not fit in the menu: "4 more".
  const meer = /^(\d+) more$/.exec(tekst);
  const nieuw = meer ? `nog ${meer[1]}` : Object.hasOwn(WOORDEN, tekst) ? WOORDEN[tekst] : null;
  if (nieuw && nieuw !== tekst) knoop.nodeValue = knoop.nodeValue.replace(tekst, nieuw);
}

function vertaalElement(element) {
  for (const naam of KENMERKEN) {
    const tekst = element.getAttribute(naam);
    if (tekst && Object.hasOwn(WOORDEN, tekst) && WOORDEN[tekst] !== tekst)
      element.setAttribute(naam, WOORDEN[tekst]);
    // A select box is named "Selected X. Label" by Streamlit.
    if (naam === "aria-label" && tekst?.startsWith("Remove "))
      element.setAttribute(naam, tekst.replace("Remove ", "Haal weg: "));
    const keuze = naam === "aria-label" && tekst && /^Selected (.*)\. ([^.]*)$/.exec(tekst);
    if (keuze) element.setAttribute(naam, `${keuze[2]}, gekozen: ${keuze[1] || "niets"}`);
  }
}

function vertaal(knoop) {
  if (knoop.nodeType === Node.TEXT_NODE) return vertaalTekst(knoop);
  // Our own drawings are Dutch already, and large.
  if (knoop.nodeType !== Node.ELEMENT_NODE || knoop.closest(".tekening, svg")) return;
  vertaalElement(knoop);
  for (const kind of knoop.childNodes) vertaal(kind);
}

new MutationObserver((lijst) => {
  document.documentElement.lang = "nl";
  for (const { type, target, addedNodes } of lijst) {
    if (type === "attributes") {
      if (!target.closest(".tekening, svg")) vertaalElement(target);
    } else if (type === "characterData") vertaalTekst(target);
    else addedNodes.forEach(vertaal);
  }
}).observe(document.documentElement, {
  subtree: true,
  childList: true,
  characterData: true,
  attributes: true,
  attributeFilter: KENMERKEN,
});
vertaal(document.body);

// Back must lead to the view before. Streamlit adds two steps too many: the query of the next
// page at the address of this one, and what a page fills in by itself (the newest period).
{
  const push = history.pushState.bind(history);
  let half = null;
  let touched = false;
  for (const name of ["pointerdown", "keydown"]) addEventListener(name, () => (touched = true), true);
  addEventListener("popstate", () => (touched = false), true);
  history.pushState = (state, title, url) => {
    const next = new URL(url ?? location.href, location.href);
    const turns = next.pathname !== location.pathname;
    const repeats = turns && half?.search === next.search && Date.now() - half.at < 3000;
    const skip = repeats || (!turns && !touched);
    half = turns ? null : { search: next.search, at: Date.now() };
    touched &&= !turns;
    return skip ? history.replaceState(state, title, url) : push(state, title, url);
  };
}
