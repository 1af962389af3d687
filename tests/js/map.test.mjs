// The parts of the map that need no browser. Run by tests/pages/test_map_script.py.
import assert from "node:assert/strict";
import test from "node:test";
import { crosses, halves, layout, overlap, raster } from "../../pages/parts/static/kaart/labels.js";
import { boundaries, hexagons, level, neighbour, reading, rings, UNITS } from "../../pages/parts/static/kaart/vorm.js";

const square = (code, x, y, size = 0.1, district = "A") => ({
  properties: { code, naam: code, district, label: [x + size / 2, y + size / 2], straal: size / 6 },
  geometry: { type: "Polygon", coordinates: [[[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]] },
});
const country = { features: [square("nw", 4, 52.1), square("no", 4.1, 52.1), square("zw", 4, 52), square("zo", 4.1, 52)] };
const districts = { features: [{ properties: { code: "A", naam: "District A" }, geometry: country.features[0].geometry }] };
const all = new Set(["nw", "no", "zw", "zo"]);
const measure = (text, size) => text.length * size * 0.55;

test("a picture keeps the form of the land and puts the north above", () => {
  const picture = boundaries(country, districts, all);
  assert.equal(picture.width, UNITS);
  const wanted = UNITS * 0.2 / (0.2 * Math.cos(52.1 * Math.PI / 180));
  assert.ok(Math.abs(picture.height - wanted) < 2);
  const at = Object.fromEntries(picture.areas.map((a) => [a.code, a]));
  assert.ok(at.nw.y < at.zw.y && at.nw.x < at.no.x);
  assert.ok(Math.abs(picture.metres - 13.7) < 0.2); // 0,2 degree at 52 degrees, over 1000 units
});

test("only the areas that are asked for are drawn, with the districts they lie in", () => {
  const picture = boundaries(country, districts, new Set(["zo"]));
  assert.deepEqual(picture.areas.map((a) => a.code), ["zo"]);
  assert.equal(picture.districts.length, 1);
  assert.equal(boundaries(country, districts, new Set(["elders"])), null);
});

test("a shape of several parts keeps them all", () => {
  const two = { type: "MultiPolygon", coordinates: [[[[0, 0], [1, 0], [1, 1]]], [[[2, 2], [3, 2], [3, 3]]]] };
  assert.equal(rings(two).length, 2);
});

test("the coarsest level is taken that is fine enough for the size", () => {
  assert.equal(level(400), "-grof");
  assert.equal(level(90), "-midden");
  assert.equal(level(50), "");
  assert.equal(level(1), "");
});

test("tiles that touch in the layout share a side, and a district's edge is its outside", () => {
  const tegels = [
    { code: "a", naam: "A", district: "X", col: 0, row: 0 },
    { code: "b", naam: "B", district: "X", col: 1, row: 0 },
    { code: "c", naam: "C", district: "Y", col: 0, row: 1 },
  ];
  const { areas, districts: [edge] } = hexagons({ tegels }, new Set(["a", "b", "c"]));
  const corners = areas.map((a) => new Set(a.parts[0].map((p) => p.map(Math.round).join(" "))));
  const shared = (m, n) => [...corners[m]].filter((c) => corners[n].has(c)).length;
  assert.deepEqual([shared(0, 1), shared(0, 2), shared(1, 2)], [2, 2, 2]);
  // 18 sides; the one between a and b (drawn by both) is no edge.
  assert.equal(edge.path.split("M").length - 1, 16);
});

test("arrows go to the nearest area in that direction and jump over a gap", () => {
  const areas = [
    { code: "mid", x: 0, y: 0 }, { code: "far", x: 500, y: 20 }, { code: "up", x: 10, y: -40 }, { code: "aside", x: 30, y: 200 },
  ];
  const [mid] = areas, go = (way) => neighbour(areas, mid, way)?.code;
  assert.equal(go([1, 0]), "far");
  assert.equal(go([0, -1]), "up");
  assert.equal(go([0, 1]), "aside");
  assert.equal(go([-1, 0]), undefined);
});

test("every area of a country of islands can be reached by arrows", () => {
  const areas = Array.from({ length: 60 }, (_, n) => ({ code: n, x: (n * 73) % 211, y: (n * 137) % 307 }));
  const seen = new Set([areas[0]]), ways = [[1, 0], [-1, 0], [0, 1], [0, -1]];
  for (const area of seen) for (const way of ways) { const next = neighbour(areas, area, way); if (next) seen.add(next); }
  assert.equal(seen.size, areas.length);
});

test("reading order begins in the north-west", () => {
  const order = reading([{ code: "zo", x: 9, y: 9 }, { code: "nw", x: 0, y: 0 }, { code: "no", x: 9, y: 0 }]);
  assert.deepEqual(order.map((a) => a.code), ["nw", "no", "zo"]);
});

test("a long name breaks near its middle", () => {
  assert.deepEqual(halves("Eerste Twee-Drie"), ["Eerste", "Twee-Drie"]);
  assert.equal(halves("Aadorp"), null);
});

test("the grid tells how much of a box is land", () => {
  const land = raster([[[10, 10], [50, 10], [50, 50], [10, 50]]], [0, 0, 100, 100], 2);
  assert.equal(land.share([12, 12, 20, 20]), 1);
  assert.equal(land.share([60, 60, 90, 90]), 0);
  assert.ok(Math.abs(land.share([30, 20, 70, 40]) - 0.5) < 0.06);
  const own = raster([[[10, 10], [50, 10], [50, 50], [10, 50]]], [10, 10, 50, 50], 2);
  assert.ok(Math.abs(own.share([0.5, 20.5, 20.5, 25]) - 0.5) < 0.06); // half of it beside the grid
  assert.ok(land.at(30, 30) && !land.at(5, 5));
});

test("a line that passes through a box is seen, one beside it is not", () => {
  assert.ok(crosses([0, 0], [10, 10], [4, 4, 6, 6]));
  assert.ok(!crosses([0, 0], [10, 0], [4, 4, 6, 6]));
  assert.ok(!crosses([0, 0], [3, 3], [4, 4, 6, 6]));
  assert.ok(overlap([0, 0, 4, 4], [5, 0, 9, 4], 2) && !overlap([0, 0, 4, 4], [5, 0, 9, 4]));
});

const block = (code, naam, x, y, w, h) => ({
  code, naam, x: x + w / 2, y: y + h / 2, high: h / 2, wide: w, parts: [[[x, y], [x + w, y], [x + w, y + h], [x, y + h]]],
});
const arrange = (areas, options = {}) => layout({ areas, districts: [], width: 600, height: 400, figure: 26, measure, named: false, ...options });

test("a name that fits stands in its area; one that does not stands beside the land with a line", () => {
  const { labels } = arrange([block("a", "Groot", 200, 100, 200, 200), block("b", "Klein", 400, 100, 16, 16)]);
  assert.equal(labels.get("a").leader, undefined);
  assert.ok(labels.get("b").leader);
  assert.ok(labels.get("b").box[0] > 400);
});

test("an area far from free space shows its figure only, and a tiny one nothing", () => {
  const around = [block("n", "Noord", 0, 0, 600, 180), block("z", "Zuid", 0, 215, 600, 185), block("w", "West", 0, 180, 280, 35), block("o", "Oost", 330, 180, 270, 35)];
  const figure = arrange([...around, block("m", "Middelburgerwoude", 280, 180, 50, 35)]).labels.get("m");
  assert.deepEqual(figure.rows.map((r) => r.text), [""]);
  assert.equal(arrange([...around, block("m", "Middelburgerwoude", 280, 180, 12, 12)]).labels.get("m"), undefined);
});

test("no text lies on another, on a line, or outside the drawing", () => {
  const small = Array.from({ length: 8 }, (_, n) => block(`k${n}`, `Kleindorp ${n}`, 200 + n * 24, 180, 22, 30));
  const { labels } = arrange([block("g", "Groot", 180, 60, 220, 118), ...small, block("h", "Ook groot", 180, 212, 220, 120)]);
  const found = [...labels.values()].filter((l) => l.leader);
  assert.ok(found.length >= 2);
  for (const one of found) {
    const [x0, y0, x1, y1] = one.box;
    assert.ok(x0 >= 0 && y0 >= 0 && x1 <= 600 && y1 <= 400);
    for (const other of found) {
      if (one === other) continue;
      assert.ok(!overlap(one.box, other.box));
      assert.ok(!crosses(...one.leader, other.box));
    }
  }
});

test("names of districts stand beside their own land; a single one of many areas needs none", () => {
  const west = block("w", "West", 100, 100, 200, 200), east = block("o", "Oost", 300, 100, 200, 200);
  const both = [{ code: "W", naam: "District West", onder: "", parts: west.parts }, { code: "O", naam: "District Oost", onder: "de rest", parts: east.parts }];
  const { names } = arrange([west, east], { districts: both, named: true });
  assert.equal(names.length, 2);
  assert.ok(names[0].x < 300 && names[1].x > 300);
  assert.deepEqual(names[1].rows.map((r) => r.text), ["District Oost", "de rest"]);
  assert.equal(arrange([west, east], { districts: both }).names.length, 0);
});

test("hundreds of areas are laid out without lines to names", () => {
  const many = Array.from({ length: 342 }, (_, n) => block(`m${n}`, `Gemeente ${n}`, (n % 19) * 30, Math.floor(n / 19) * 20, 30, 20));
  assert.ok([...arrange(many).labels.values()].every((l) => !l.leader));
});
