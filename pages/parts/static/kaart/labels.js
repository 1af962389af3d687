// Where names and figures stand, without a browser: everything in pixels of the drawing.
// A name stands in its area if it fits; else beside the land, with a line that crosses no other
// text; else only the figure stands; else nothing (the name is told on focus).
const NAME = 12, FIGURE = 13, LEADING = 1.15;
const CELL = 4;
const MANY = 60; // above this no lines are drawn to names: there is no room for them

export function halves(name) {
  const cuts = [...name.matchAll(/[ -]/g)].map((m) => m.index + 1);
  const cost = (cut) => Math.max(cut, name.length - cut);
  const cut = cuts.sort((a, b) => cost(a) - cost(b))[0];
  return cut ? [name.slice(0, cut).trim(), name.slice(cut)] : null;
}

const rowOf = (text) => ({ text, size: NAME, bold: false });
const rowsHeight = (rows) => rows.reduce((sum, r) => sum + r.size * LEADING, 0);

/** Rings as a grid in which the share of any rectangle that is filled is counted in one step. */
export function raster(parts, [left, top, right, bottom], cell) {
  const cols = Math.ceil((right - left) / cell) || 1, lines = Math.ceil((bottom - top) / cell) || 1;
  const filled = new Uint8Array(cols * lines), step = cols + 1;
  for (const ring of parts) {
    for (let row = 0; row < lines; row++) {
      const y = top + (row + 0.5) * cell, cuts = [];
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
        const [ax, ay] = ring[j], [bx, by] = ring[i];
        if (ay > y !== by > y) cuts.push((ax + (y - ay) * (bx - ax) / (by - ay) - left) / cell);
      }
      cuts.sort((a, b) => a - b);
      for (let n = 0; n + 1 < cuts.length; n += 2) {
        filled.fill(1, row * cols + clamp(Math.round(cuts[n]), cols), row * cols + clamp(Math.round(cuts[n + 1]), cols));
      }
    }
  }
  const sums = new Int32Array(step * (lines + 1));
  for (let row = 0; row < lines; row++) {
    for (let col = 0; col < cols; col++) {
      sums[(row + 1) * step + col + 1] = filled[row * cols + col]
        + sums[row * step + col + 1] + sums[(row + 1) * step + col] - sums[row * step + col];
    }
  }
  const share = ([x0, y0, x1, y1]) => {
    const west = Math.floor((x0 - left) / cell), east = Math.ceil((x1 - left) / cell);
    const north = Math.floor((y0 - top) / cell), south = Math.ceil((y1 - top) / cell);
    const a = clamp(west, cols), b = clamp(east, cols), c = clamp(north, lines) * step, d = clamp(south, lines) * step;
    // What lies beside the grid is no land.
    return (sums[d + b] - sums[c + b] - sums[d + a] + sums[c + a]) / Math.max((east - west) * (south - north), 1);
  };
  return { share, at: (x, y) => share([x, y, x + 0.1, y + 0.1]) > 0 };
}

const clamp = (v, most) => Math.min(Math.max(v, 0), most);

function frame(parts) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of parts.flat()) {
    box[0] = Math.min(box[0], x); box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x); box[3] = Math.max(box[3], y);
  }
  return box;
}

export const overlap = (a, b, gap = 0) =>
  a[0] < b[2] + gap && b[0] < a[2] + gap && a[1] < b[3] + gap && b[1] < a[3] + gap;

/** Does the line from p to q touch the box? (Liang–Barsky) */
export function crosses([px, py], [qx, qy], [x0, y0, x1, y1]) {
  let from = 0, to = 1;
  for (const [step, low, high] of [[qx - px, x0 - px, x1 - px], [qy - py, y0 - py, y1 - py]]) {
    if (step === 0) { if (low > 0 || high < 0) return false; continue; }
    const [a, b] = step > 0 ? [low / step, high / step] : [high / step, low / step];
    from = Math.max(from, a); to = Math.min(to, b);
    if (from > to) return false;
  }
  return true;
}

const turn = ([ax, ay], [bx, by], [cx, cy]) => (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
const meet = ([a, b], [c, d]) => turn(a, b, c) > 0 !== turn(a, b, d) > 0 && turn(c, d, a) > 0 !== turn(c, d, b) > 0;

/** Where the rows of an area fit inside it: name and figure, and the figure alone; or neither. */
function inside(area, figure, measure, many) {
  const wide = (row) => row.wide ?? measure(row.text, row.size, row.bold);
  if (area.box) return inTile(area, figure, wide);
  const box = frame(area.parts), step = Math.max(3, (box[2] - box[0]) / 50);
  let own = null; // made when first needed: most areas of a large map are too small to look at
  const fit = (rows) => {
    const w = rows.map(wide), high = rowsHeight(rows);
    if (Math.max(...w) > box[2] - box[0] || high > box[3] - box[1]) return null;
    own ??= raster(area.parts, box, 2);
    const stands = (x, y) => {
      let top = y - high / 2;
      return rows.every((row, n) => {
        const from = top + row.size * 0.2;
        top += row.size * LEADING;
        return own.share([x - w[n] / 2 - 3, from, x + w[n] / 2 + 3, from + row.size * 0.8]) >= 0.985;
      });
    };
    let best = stands(area.x, area.y) ? { rows, x: area.x, y: area.y, cost: 0 } : null;
    if (best || many) return best;
    for (let x = box[0] + step / 2; x < box[2]; x += step) {
      for (let y = box[1] + high / 2; y <= box[3] - high / 2; y += step) {
        const cost = Math.hypot(x - area.x, (y - area.y) * 1.5);
        if (!(cost >= best?.cost) && stands(x, y)) best = { rows, x, y, cost };
      }
    }
    return best;
  };
  const split = halves(area.naam), whole = fit([rowOf(area.naam), figure]);
  // One line, unless it is pushed aside and two lines would stand better.
  const broken = split && !(whole?.cost < 14) && fit([...split.map(rowOf), figure]);
  const named = broken && !(whole?.cost < broken.cost + 8) ? broken : whole;
  return { named, bare: named ? null : fit([figure]) };
}

function inTile(area, figure, wide) {
  const tries = [[rowOf(area.naam), figure]], split = halves(area.naam);
  if (split) tries.push([...split.map(rowOf), figure]);
  for (let n = area.naam.length - 2; n > 3; n--) {
    // A short name ends in a consonant: "Zoeterw." and not "Zoeterwo."
    tries.push([rowOf(`${area.naam.slice(0, n).replace(/[^b-df-hj-np-tv-z]+$/i, "")}.`), figure]);
  }
  const fits = (rows) => Math.max(...rows.map(wide)) / 2 <= area.box[0] && rowsHeight(rows) / 2 <= area.box[1];
  const at = (rows) => rows && { rows, x: area.x, y: area.y };
  return { named: at(tries.find(fits)), bare: at([[figure]].find(fits)) };
}

const boxOf = (rows, x, y, measure, anchor = "middle") => {
  const w = Math.max(...rows.map((r) => r.wide ?? measure(r.text, r.size, r.bold))), h = rowsHeight(rows);
  const left = anchor === "middle" ? x - w / 2 : anchor === "end" ? x - w : x;
  return [left, y - h / 2, left + w, y + h / 2];
};

/**
 * Lay out all texts of one map.
 * @param areas code, naam, x, y, high and wide (or box) in pixels, parts (rings in pixels)
 * @param districts naam, onder (a second line), parts in pixels; their names stand when `named`
 * @param figure widest figure in pixels: what stands moves for no recolouring
 * @returns {labels: Map(code -> {rows, x, y, anchor, leader?}), names: [{rows, x, y, anchor, leader?}]}
 */
export function layout({ areas, districts, width, height, figure, measure, named }) {
  const value = { text: "", size: FIGURE, bold: true, wide: figure };
  const labels = new Map(), waiting = [], boxes = [], leaders = [];
  const put = (area, { rows, x, y }) => {
    labels.set(area.code, { rows, x, y, anchor: "middle" });
    boxes.push(boxOf(rows, x, y, measure));
  };
  const many = areas.length > MANY;
  for (const area of areas) {
    const { named: found, bare } = inside(area, value, measure, many);
    if (found) put(area, found);
    else waiting.push({ area, bare });
  }
  if (many || areas.some((a) => a.box)) {
    for (const { area, bare } of waiting) if (bare) put(area, bare);
    return { labels, names: [] };
  }
  const ground = raster(areas.flatMap((a) => a.parts), [0, 0, width, height], CELL);
  const place = { ground, boxes, leaders, width, height, measure };
  // The figures that may stay inside are in the way of lines too, until their name went outside.
  const bare = new Map(waiting.filter((w) => w.bare).map(({ area, bare }) => [area.code, boxOf(bare.rows, bare.x, bare.y, measure)]));
  for (let left = waiting; left.length;) {
    const found = left.map((w) => ({ w, way: outside(w.area, value, place, [...bare].filter(([code]) => code !== w.area.code).map(([, box]) => box)) }))
      .filter((f) => f.way).sort((a, b) => a.way.cost - b.way.cost)[0];
    if (!found) {
      for (const { area, bare: own } of left) if (own) put(area, own);
      break;
    }
    labels.set(found.w.area.code, found.way);
    boxes.push(found.way.box);
    leaders.push(found.way.leader);
    bare.delete(found.w.area.code);
    left = left.filter((w) => w !== found.w);
  }
  return { labels, names: named ? districtNames(districts, place) : [] };
}

/** The nearest place beside the land for a name, with a line that crosses no text. */
function outside(area, value, { ground, boxes, leaders, width, height, measure }, alsoBoxes) {
  const rows = [rowOf(area.naam), value], w = boxOf(rows, 0, 0, measure)[2] * 2, h = rowsHeight(rows);
  const far = Math.min(width * 0.3, 190), from = [area.x, area.y];
  let best = null;
  for (let n = 0; n < 32; n++) {
    const angle = n * Math.PI / 16, dx = Math.cos(angle), dy = Math.sin(angle);
    const anchor = dx < -0.4 ? "end" : dx > 0.4 ? "start" : "middle";
    let over = 0;
    for (let d = 8; d < far; d += 6) {
      const end = [area.x + dx * d, area.y + dy * d];
      if (ground.at(...end)) { over += 6; if (over > 90) break; continue; }
      const x = end[0] + (anchor === "end" ? -4 : anchor === "start" ? 4 : 0);
      const y = end[1] + (anchor === "middle" ? Math.sign(dy) * (h / 2 + 2) : 0);
      const left = anchor === "middle" ? x - w / 2 : anchor === "end" ? x - w : x;
      const box = [left, y - h / 2, left + w, y + h / 2];
      if (box[0] < 0 || box[1] < 0 || box[2] > width || box[3] > height) break;
      const cost = d + over + Math.abs(dy) * 12;
      if (best && cost >= best.cost) break;
      if (ground.share([box[0] - 3, box[1] - 3, box[2] + 3, box[3] + 3])) continue;
      const all = [...boxes, ...alsoBoxes];
      if (all.some((b) => overlap(b, box, 4) || crosses(from, end, b))) continue;
      if (leaders.some((l) => meet(l, [from, end]) || crosses(...l, box))) continue;
      best = { rows, x, y, anchor, box, cost, leader: [from, end] };
      break;
    }
  }
  return best;
}

/** Names of districts beside the land, each nearest to its own. */
function districtNames(districts, { ground, boxes, leaders, width, height, measure }) {
  const edges = districts.map((d) => d.parts.flat().filter((_, n, all) => n % Math.ceil(all.length / 120) === 0));
  const gap = (box, [x, y]) => Math.hypot(Math.max(box[0] - x, 0, x - box[2]), Math.max(box[1] - y, 0, y - box[3]));
  const nearest = (box, points) => points.reduce((best, p) => (gap(box, p) < gap(box, best) ? p : best));
  const names = [];
  for (const [n, district] of districts.entries()) {
    if (!district.naam) continue;
    const rows = [{ text: district.naam, size: NAME, bold: true }, ...under(district.onder, measure)];
    const [, , half, tall] = boxOf(rows, 0, 0, measure), centre = middle(edges[n]);
    let best = null;
    for (let x = half + 2; x < width - half; x += 12) {
      for (let y = tall + 2; y < height - tall; y += 12) {
        const box = [x - half, y - tall, x + half, y + tall];
        if (ground.share([box[0] - 6, box[1] - 4, box[2] + 6, box[3] + 4])) continue;
        if (boxes.some((b) => overlap(b, box, 8)) || leaders.some((l) => crosses(...l, box))) continue;
        const own = nearest(box, edges[n]), away = gap(box, own);
        if (away > 70) continue;
        const other = Math.min(...edges.filter((_, m) => m !== n).map((e) => gap(box, nearest(box, e))));
        // Close to its own district and far from any other: a name may not be read as another's.
        const cost = away + Math.max(0, 70 - other) + Math.hypot(x - centre[0], y - centre[1]) / 12;
        if (!best || cost < best.cost) best = { rows, x, y, anchor: "middle", box, cost, own, away, mixed: other < away + 10 };
      }
    }
    if (!best || best.mixed) continue;
    if (best.away > 16) {
      const line = [[Math.min(Math.max(best.own[0], best.box[0]), best.box[2]), Math.min(Math.max(best.own[1], best.box[1]), best.box[3])], best.own];
      if (boxes.some((b) => crosses(...line, b)) || leaders.some((l) => meet(l, line))) continue;
      best.leader = line;
      leaders.push(line);
    }
    boxes.push(best.box);
    names.push(best);
  }
  return names;
}

function under(text, measure) {
  if (!text) return [];
  return (measure(text, NAME, false) > 130 && halves(text) || [text]).map(rowOf);
}

const middle = (points) => [0, 1].map((i) => points.reduce((sum, p) => sum + p[i], 0) / points.length);
