// The parts of the search box that need no browser. Run by tests/pages/test_map_script.py.
import assert from "node:assert/strict";
import test from "node:test";
import { find, fold, typos } from "../../pages/parts/zoek.js";

const row = (naam, bij = "", ook = "") => ({ doel: naam, naam, bij, ook });
const groups = [
  { titel: "Gemeenten", rijen: [row("Zilverdam", "District X", "'s-Zilverdam|Oud Meer"), row("Groenstad-Meer"), row("Étangbourg")] },
  { titel: "Indicatoren", rijen: [row("Productie van zilver", "ZZ-01 · Thema"), row("Zilverhandel", "ZZ-02 · Thema"), row("Meldingen")] },
];
const names = (text, most) => find(groups, text, most).flatMap((g) => g.rijen.map((r) => r.naam));

test("case, accents and punctuation do not matter", () => {
  assert.equal(fold(" 'S-Zilverdam,  ÉÉN "), "s zilverdam een");
  assert.deepEqual(names("ETANGBOURG"), ["Étangbourg"]);
  assert.deepEqual(names("meer groenstad"), ["Groenstad-Meer"]);
});

test("a letter wrong, missing, too many or swapped is one error", () => {
  for (const wrong of ["zilferdam", "zilverdm", "zilverdaam", "zilvedram"]) assert.equal(typos("zilverdam", wrong, 2), 1);
  assert.ok(typos("zilverdam", "groenstad", 2) > 2);
});

test("an error is forgiven, also in the beginning of a word", () => {
  assert.equal(names("zilferdam")[0], "Zilverdam");
  assert.equal(names("groensatd")[0], "Groenstad-Meer");
  assert.equal(names("meldigne")[0], "Meldingen");
});

test("three letters must be right, and nonsense finds nothing", () => {
  assert.deepEqual(names("xyz"), []);
  assert.deepEqual(names("xyzzyqwk"), []);
  assert.ok(!names("gra").includes("Groenstad-Meer"));
});

test("every word that was typed must fit", () => {
  assert.deepEqual(names("zilver xyzzy"), []);
  assert.deepEqual(names("zilver productie"), ["Productie van zilver"]);
});

test("other names and codes are searched, and not shown", () => {
  assert.deepEqual(names("oud meer"), ["Zilverdam"]);
  assert.deepEqual(names("ZZ-02"), ["Zilverhandel"]);
});

test("a name that begins like it comes first, and the group of the best first", () => {
  assert.deepEqual(find(groups, "zilverhandel")[0].titel, "Indicatoren");
  const found = find(groups, "zilver").find((g) => g.titel === "Indicatoren");
  assert.deepEqual(found.rijen.map((r) => r.naam), ["Zilverhandel", "Productie van zilver"]);
});

test("a group shows no more than was asked, and all of it when nothing was typed", () => {
  assert.equal(find(groups, "zilver", 1).find((g) => g.titel === "Indicatoren").rijen.length, 1);
  assert.equal(find(groups, "  "), groups);
});
