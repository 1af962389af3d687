// Streamlit has English words built in (streamlit #1353), also where a browser is Dutch; this puts
// Dutch ones in their place: in text, and in the names that a screen reader says.
const WOORDEN = {
  // Choosing
  "Choose an option": "Kies",
  "Choose options": "Kies",
  "No results": "Niets gevonden",
  "No options to select.": "Niets te kiezen",
  "No options to select": "Niets te kiezen",
  "Selected values": "Gekozen",
  "Selectbox": "Keuzelijst",
  "Selectbox options": "Keuzes",
  "Multiselect": "Keuzelijst",
  "Multiselect options": "Keuzes",
  "Suggestions": "Keuzes",
  "Show suggestions": "Toon keuzes",
  "Clear value": "Wis keuze",
  "Clear entry": "Wis invoer",
  "Clear all": "Wis alles",
  "Select all": "Kies alles",
  "Scroll tabs left": "Tabbladen naar links",
  "Scroll tabs right": "Tabbladen naar rechts",
  "Scrollable table": "Tabel die u kunt schuiven",
  "Expander": "Uitklappen",
  "Pagination": "Bladeren",
  "Next page": "Volgende pagina",
  "Previous page": "Vorige pagina",
  // Typing, numbers, dates, files
  "Press Enter to apply": "Druk op Enter",
  "Press Enter to submit form": "Druk op Enter om te versturen",
  "Press Ctrl+Enter to apply": "Druk op Ctrl+Enter",
  "Press ⌘+Enter to apply": "Druk op ⌘+Enter",
  "Press Ctrl+Enter to submit form": "Druk op Ctrl+Enter om te versturen",
  "Press ⌘+Enter to submit form": "Druk op ⌘+Enter om te versturen",
  "Invalid value.": "Deze waarde kan niet.",
  "Invalid input.": "Deze invoer kan niet.",
  "Show password": "Toon wachtwoord",
  "Hide password": "Verberg wachtwoord",
  "Increment": "Verhoog",
  "Decrement": "Verlaag",
  "Number is above the allowed range.": "Dit getal is te hoog.",
  "Number is below the allowed range.": "Dit getal is te laag.",
  "Choose date": "Kies een datum",
  "Choose date range": "Kies een periode",
  "Clear date": "Wis datum",
  "Clear dates": "Wis datums",
  "Date range": "Periode",
  "Calendar": "Kalender",
  "Select...": "Kies…",
  "Use arrow keys to navigate dates. Enter to select. Escape to close.":
    "Kies een dag met de pijltjes. Enter kiest, Escape sluit.",
  "End date must be >= start date": "De laatste dag mag niet voor de eerste liggen.",
  "Upload": "Bestand kiezen",
  "file upload": "bestand kiezen",
  "Add files": "Bestanden toevoegen",
  "Browse files": "Bestand kiezen",
  "Drag and drop a file here": "Sleep een bestand hierheen",
  "Drag and drop file here": "Sleep een bestand hierheen",
  "Drag and drop files here": "Sleep bestanden hierheen",
  "Error:": "Let op:",
  "Download failed": "Downloaden is niet gelukt",
  "Failed to generate file for download":
    "Het bestand is niet gemaakt. Open de knop ‘Rapport’ opnieuw; daar staat waarom.",
  "Deferred download not properly configured": "Het bestand is niet gemaakt. Laad de pagina opnieuw.",
  "Network error": "Geen verbinding",
  // Around the page
  "Navigate to home page": "Naar de eerste pagina",
  "Logo": "Ondermijning & Weerbaarheid",
  "App Logo": "Ondermijning & Weerbaarheid",
  "Header Logo": "Ondermijning & Weerbaarheid",
  "App pages": "Pagina's",
  "Main menu": "Menu",
  "Skip to main content": "Naar de inhoud",
  "Sidebar": "Zijkant",
  "Expand sidebar": "Menu openen",
  "Collapse sidebar": "Menu sluiten",
  "Open navigation": "Menu openen",
  "View less": "Toon minder",
  "Notifications": "Meldingen",
  "Toolbar action": "Knop",
  "Settings": "Instellingen",
  "Appearance": "Weergave",
  "Theme": "Kleuren",
  "Choose app theme": "Kies licht of donker",
  "System": "Systeem",
  "Light": "Licht",
  "Dark": "Donker",
  "Use system setting": "Als het systeem",
  "Wide mode": "Breed",
  "Print": "Afdrukken",
  "Rerun": "Opnieuw laden",
  "Always rerun": "Altijd opnieuw laden",
  "File change.": "Het dashboard is vernieuwd.",
  "Clear cache": "Geheugen wissen",
  "Record a screencast": "Scherm opnemen",
  "Record screen": "Scherm opnemen",
  "Start recording!": "Begin met opnemen",
  "Stop recording": "Stop met opnemen",
  "Cancel recording": "Opname afbreken",
  "Also record audio": "Neem ook geluid op",
  "Press `Esc` any time to stop recording.": "Druk op Esc om te stoppen.",
  "Preview your video below:": "Bekijk de opname:",
  "Save video to disk": "Bewaar de opname",
  "This will record a video with the contents of your screen, so you can easily share what you're seeing with others.":
    "Dit neemt uw scherm op, zodat u kunt laten zien wat u ziet.",
  "Due to limitations with some browsers, this feature is only supported on recent desktop versions of Chrome, Firefox, and Edge.":
    "Dit werkt alleen in een nieuwe Chrome, Firefox of Edge op een computer.",
  "About": "Over",
  "Get help": "Hulp",
  "Report a bug": "Fout melden",
  "Made with Streamlit v": "Gemaakt met Streamlit ",
  "Copy version to clipboard": "Kopieer de versie",
  "Copy": "Kopiëren",
  "Copied": "Gekopieerd",
  "Running...": "Bezig…",
  "Please wait...": "Even wachten…",
  "Stop": "Stop",
  "Stopping...": "Stoppen…",
  "Fullscreen": "Volledig scherm",
  "View fullscreen": "Volledig scherm",
  "Close fullscreen": "Volledig scherm sluiten",
  "Exit fullscreen": "Volledig scherm sluiten",
  "Close": "Sluiten",
  "Cancel": "Annuleren",
  "Dismiss": "Sluiten",
  "Done": "Klaar",
  "Download as CSV": "Download als CSV",
  "Download plot as a PNG": "Download als PNG",
  "Reset axes": "Hele figuur",
  // When something is wrong
  "Error": "Fout",
  "Warning": "Let op",
  "Connection error": "Geen verbinding",
  "CONNECTING": "VERBINDEN",
  "Connecting": "Verbinden",
  "Connecting to Streamlit server": "Verbinding met het dashboard zoeken",
  "Unable to connect to Streamlit server": "Geen verbinding met het dashboard",
  "Streamlit server is not responding. Are you connected to the internet?":
    "Het dashboard antwoordt niet. Kijk of uw verbinding werkt, en probeer het opnieuw.",
  "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:":
    "Het dashboard antwoordt niet. Draait het nog? Start het opnieuw met:",
  "streamlit run yourscript.py": "make run",
  "Connection timed out.": "Het duurde te lang. Probeer het opnieuw.",
  "Try again": "Probeer opnieuw",
  "Retry": "Probeer opnieuw",
  "Continue anyway": "Ga door",
  "Script execution error": "Er ging iets fout",
  "No message": "Geen bericht",
  "Unknown error": "Onbekende fout",
  "Page not found": "Pagina niet gevonden",
  "The page that you have requested does not seem to exist. Running the app's main page.":
    "Deze pagina is er niet. U ziet nu de eerste pagina.",
};
// What holds a number or a name.
const PATRONEN = [
  [/^(\d+) more$/, "nog $1"], // what does not fit in the menu
  [/^View (\d+) more$/, "Toon nog $1"],
  [/^Remove (.+)$/, "Haal weg: $1"],
  [/^Add: (.+)$/, "Voeg toe: $1"],
  [/^Select (\d+) matches$/, "Kies deze $1"],
  [/^Selected (.+)\. ([^.]*)$/, "$2, gekozen: $1"],
  [/^Selected \. ([^.]*)$/, "$1, gekozen: niets"],
  [/^(\d+) options? available\.$/, "$1 keuzes."],
  [/^(.+), selected$/, "$1, gekozen"],
  [/^Entered group (.+), with (\d+) options?\. ?(.*?)(?:, selected)?$/, "Groep $1, $2 keuzes. $3"],
  [/^Page (\d+)$/, "Pagina $1"],
  [/^(.+) \(required\)$/, "$1 (verplicht)"],
  [/^You can only select up to (\d+) options?\. Remove an option first\.$/, "U kunt er $1 kiezen. Haal er eerst een weg."],
  [/^(\d+)\.(\d)(B|KB|MB)$/, "$1,$2 $3"], // how large a file is
  [/^(?:Limit )?(\d+)MB per file(?: • (.*))?$/, "Hoogstens $1 MB per bestand $2"],
  [/^(?:Error: )?.+ files are not allowed\.$/,
    "Dit soort bestand kunnen wij niet lezen. Kies een XLSX, XLSM, CSV, TXT of JSON."],
  [/^(?:Error: )?File must be (\d+)(?:\.\d+)?MB or smaller\.$/,
    "Dit bestand is te groot: hoogstens $1 MB. Er is niets verstuurd. Verdeel het, bijvoorbeeld per jaar."],
  [/^Number is above the allowed range\. .* equal to (.+)\.$/, "Dit getal is te hoog. Het hoogste is $1."],
  [/^Number is below the allowed range\. .* equal to (.+)\.$/, "Dit getal is te laag. Het laagste is $1."],
  [/^Made with Streamlit v(.*)$/, "Gemaakt met Streamlit $1"],
  [/^You have requested page \/(.*), but no corresponding file .*$/,
    "De pagina $1 is er niet. U ziet nu de eerste pagina."],
  [/^Connection failed with status (\d+).*$/, "De verbinding is mislukt (code $1). Probeer het opnieuw."],
];
// Names only: as text these are words of our own too.
const NAMEN = { "Open": "Openen" };
const KENMERKEN = ["aria-label", "title", "placeholder", "alt", "aria-roledescription"];
// Our own drawings are Dutch already, and large.
const EIGEN = '.tekening, svg, [data-testid^="stBidiComponent"]';

/** The Dutch for this text of Streamlit; null when there is nothing to change. */
function inHetNederlands(tekst) {
  if (Object.hasOwn(WOORDEN, tekst)) return WOORDEN[tekst] === tekst ? null : WOORDEN[tekst];
  for (const [patroon, nieuw] of PATRONEN)
    if (patroon.test(tekst)) return tekst.replace(patroon, nieuw).trim();
  return null;
}

function vertaalTekst(knoop) {
  const tekst = knoop.nodeValue.trim();
  const nieuw = tekst && inHetNederlands(tekst);
  if (nieuw) knoop.nodeValue = knoop.nodeValue.replace(tekst, () => nieuw);
}

function vertaalElement(element) {
  for (const naam of KENMERKEN) {
    const tekst = element.getAttribute(naam);
    // A name is no Markdown: what was escaped for the label is heard as a backslash.
    if (naam === "aria-label" && /\\[^\w\s]/.test(tekst ?? "")) {
      element.setAttribute(naam, tekst.replace(/\\([^\w\s])/g, "$1"));
      continue;
    }
    const nieuw = tekst && (Object.hasOwn(NAMEN, tekst) ? NAMEN[tekst] : inHetNederlands(tekst));
    if (nieuw) element.setAttribute(naam, nieuw);
  }
}

function vertaal(knoop) {
  if (knoop.nodeType === Node.TEXT_NODE) return knoop.parentElement?.closest(EIGEN) || vertaalTekst(knoop);
  if (knoop.nodeType !== Node.ELEMENT_NODE || knoop.closest(EIGEN)) return;
  vertaalElement(knoop);
  for (const kind of knoop.childNodes) vertaal(kind);
}

// Streamlit hangs its lists and menus outside every landmark: who walks by landmarks misses them.
function baken(knoop) {
  const los = knoop.nodeType === Node.ELEMENT_NODE && knoop.closest("body > div:not(#root, [role])");
  if (!los || !los.querySelector("[role=listbox], [role=menu]")) return;
  los.setAttribute("role", "region");
  los.setAttribute("aria-label", "Keuzes");
}

// The place to drop a file says that it is nothing, and yet can be reached: it is a group.
function bestandsvak(knoop) {
  if (knoop.nodeType !== Node.ELEMENT_NODE) return;
  const naam = "[data-testid=stFileUploaderDropzone]";
  const vak = knoop.closest(naam) ?? knoop.querySelector(naam);
  if (vak?.getAttribute("role") !== "presentation") return;
  vak.setAttribute("role", "group");
  vak.setAttribute("aria-label", "Bestand");
}

new MutationObserver((lijst) => {
  document.documentElement.lang = "nl";
  for (const { type, target, addedNodes } of lijst) {
    if (type === "attributes") {
      if (!target.closest(EIGEN)) vertaalElement(target);
    } else if (type === "characterData") {
      if (!target.parentElement?.closest(EIGEN)) vertaalTekst(target);
    } else {
      addedNodes.forEach(vertaal);
      addedNodes.forEach(baken);
      addedNodes.forEach(bestandsvak);
    }
  }
}).observe(document.documentElement, {
  subtree: true,
  childList: true,
  characterData: true,
  attributes: true,
  attributeFilter: KENMERKEN,
});
vertaal(document.body);

// Who does not see that the page changed hears its title: another page, area or indicator.
{
  const melding = document.createElement("div");
  melding.setAttribute("role", "status");
  melding.className = "peil-melding";
  document.body.append(melding);
  let titel = document.title;
  let wacht;
  new MutationObserver(() => {
    clearTimeout(wacht);
    wacht = setTimeout(() => {
      if (document.title === titel) return;
      titel = document.title;
      // The first title is read by the browser itself.
      if (navigator.userActivation?.hasBeenActive !== false) melding.textContent = titel;
    }, 600);
  }).observe(document.head, { subtree: true, childList: true, characterData: true });
}
