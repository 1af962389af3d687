// One search box over areas, indicators and themes. Python gives what can be found, in groups;
// this finds it while one types: without accents, in any word order, with a typing error or two.
export const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
  .replace(/[^\p{L}\p{N}]+/gu, " ").trim();

// The least number of letters wrong, missing, too many or swapped; more than `most` is all the same.
export function typos(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = [], row = [...Array(b.length + 1).keys()];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] !== b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    [before, row] = [row, next];
  }
  return row[b.length];
}

// How far a word is from what was typed: 0 the word itself, null something else.
function distance(typed, word) {
  if (word === typed) return 0;
  if (word.startsWith(typed)) return 1;
  if (typed.length > 2 && word.includes(typed)) return 2;
  const most = typed.length < 4 ? 0 : typed.length < 8 ? 1 : 2;
  // What is typed may be the beginning of a word, with an error in it.
  const starts = [-1, 0, 1].map((more) => word.slice(0, typed.length + more));
  const wrong = Math.min(...[word, ...starts].map((start) => typos(typed, start, most)));
  return wrong <= most ? 2 + wrong : null;
}

function score(words, row) {
  let sum = 0;
  for (const typed of words) {
    const of = (text, more) => fold(text).split(" ").map((word) => distance(typed, word))
      .filter((n) => n !== null).map((n) => n + more);
    const best = Math.min(...of(row.naam, 0), ...of(row.bij ?? "", 2), ...of(row.ook ?? "", 1));
    if (best === Infinity) return null;
    sum += best;
  }
  // A name that begins like this is meant more often than one that ends like this.
  return fold(row.naam).startsWith(words[0]) ? sum - 1.5 : sum;
}

// The groups with what fits, best first; everything when nothing was typed.
export function find(groups, text, most = 6) {
  const words = fold(text).split(" ").filter(Boolean);
  if (!words.length) return groups;
  return groups.map((group) => {
    const found = group.rijen.map((row) => ({ row, score: score(words, row) }))
      .filter((f) => f.score !== null).sort((a, b) => a.score - b.score);
    return { ...group, rijen: found.slice(0, most).map((f) => f.row), best: found[0]?.score };
  }).filter((group) => group.rijen.length).sort((a, b) => a.best - b.best);
}

function make(name, attributes, inside) {
  const node = inside.appendChild(document.createElement(name));
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}

function list(state) {
  const { box, input, voice } = state;
  const groups = find(state.data?.groepen ?? [], input.value);
  box.replaceChildren();
  state.rows = [];
  for (const [number, group] of groups.entries()) {
    const head = `${box.id}-${number}`;
    const part = make("div", { role: "group", "aria-labelledby": head }, box);
    make("div", { id: head, class: "zoek-kop" }, part).textContent = group.titel;
    for (const row of group.rijen) {
      const id = `${box.id}-o${state.rows.length}`;
      const option = make("div", { role: "option", id, "aria-selected": "false" }, part);
      make("span", {}, option).textContent = row.naam;
      if (row.bij) make("small", {}, option).textContent = row.bij;
      option.onpointerdown = (event) => event.preventDefault(); // the box keeps the focus
      option.onclick = () => take(state, row);
      state.rows.push({ row, option });
    }
  }
  const typed = Boolean(input.value.trim());
  box.hidden = !state.rows.length;
  state.none.hidden = !box.hidden;
  const count = state.rows.length === 1 ? "1 gevonden" : `${state.rows.length} gevonden`;
  voice.textContent = typed ? (state.rows.length ? count : "Niets gevonden") : "";
  point(state, typed && state.rows.length ? 0 : -1);
}

function point(state, number) {
  state.rows[state.at]?.option.setAttribute("aria-selected", "false");
  state.at = number;
  const option = state.rows[number]?.option;
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  if (option) state.input.setAttribute("aria-activedescendant", option.id);
  else state.input.removeAttribute("aria-activedescendant");
}

function open(state, wide) {
  state.panel.hidden = !wide;
  state.input.setAttribute("aria-expanded", String(wide));
  if (wide) list(state);
  else { state.voice.textContent = ""; state.input.removeAttribute("aria-activedescendant"); }
}

function take(state, row) {
  state.input.value = "";
  open(state, false);
  state.choose(row.doel);
}

function key(state, event) {
  const shut = state.panel.hidden, last = state.rows.length - 1;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (shut) return open(state, true);
    const step = event.key === "ArrowDown" ? 1 : -1;
    point(state, state.at < 0 && step < 0 ? last : (state.at + step + last + 1) % (last + 1));
  } else if (event.key === "Enter" && !shut && state.rows[state.at]) {
    event.preventDefault();
    take(state, state.rows[state.at].row);
  } else if (event.key === "Escape") {
    if (shut) state.input.value = "";
    open(state, false);
  }
}

function build(parent, id) {
  const root = make("div", { class: "zoek" }, parent);
  const input = make("input", {
    type: "text", role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
    "aria-controls": id, autocomplete: "off", spellcheck: "false", enterkeyhint: "go",
  }, root);
  const panel = make("div", { class: "zoek-lijst", hidden: "" }, root);
  const box = make("div", { role: "listbox", id }, panel);
  const none = make("p", { class: "zoek-niets", hidden: "" }, panel);
  none.textContent = "Niets gevonden. Probeer een ander woord.";
  const voice = make("div", { class: "vh", role: "status" }, root);
  const state = { root, input, panel, box, none, voice, rows: [], at: -1 };
  root.state = state;
  input.onfocus = () => input.select();
  input.onclick = () => open(state, true);
  input.oninput = () => open(state, true);
  input.onkeydown = (event) => key(state, event);
  input.onblur = () => open(state, false);
  return state;
}

let boxes = 0;

export default async function ({ data: bytes, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(":scope > .zoek");
  const state = root?.state ?? build(parentElement, `zoek-${++boxes}`);
  state.choose = (target) => setTriggerValue("ga", target);
  if (state.bytes === bytes) return;
  state.bytes = bytes;
  const data = JSON.parse(await peilUitpakken(bytes));
  if (state.bytes !== bytes) return;
  state.data = data;
  state.input.setAttribute("aria-label", data.label);
  state.box.setAttribute("aria-label", data.label);
  state.input.placeholder = data.label;
}
