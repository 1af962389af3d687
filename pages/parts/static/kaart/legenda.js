// The legend: classes as one bar from low to high, then what is no class, each with its count.
import { make } from "./maak.js";

export const isClass = (look) => /^[kd]\d$/.test(look);

export function legend(parent, { legenda, ster, credit }, looks) {
  parent.replaceChildren();
  const count = new Map();
  for (const look of looks ?? []) count.set(look, (count.get(look) ?? 0) + 1);
  // A legend without a title is no scale: each entry stands by itself.
  const scale = legenda.titel ? legenda.vakken.filter(([look]) => isClass(look)) : [];
  const rest = legenda.vakken.filter((entry) => !scale.includes(entry));
  if (legenda.titel) make("p", { class: "kl-titel" }, parent, legenda.titel);
  for (const [name, entries] of [["klassen", scale], ["overig", rest]]) {
    if (!entries.length) continue;
    const list = make("ul", { class: `kl-${name}`, style: `--n:${entries.length}` }, parent);
    for (const [look, words] of entries) {
      const item = make("li", {}, list);
      make("span", { class: `vak ${look}`, "aria-hidden": "true" }, item);
      make("span", { class: "kl-woord" }, item, words);
      if (looks) make("small", {}, item, `${count.get(look) ?? 0} ${legenda.wat}`.trim());
    }
  }
  const lines = [ster && `${ster}.`, legenda.methode, credit && `${credit}.`.replace("..", ".")];
  make("p", { class: "kl-onder" }, parent, lines.filter(Boolean).join(" "));
}
