// Geometry to pictures, without a browser: everything in units of a picture that is 1000 wide.
export const UNITS = 1000;
const ASPECT = 2.6; // a label is about this much wider than high; the build measures room so
const METRES = 111_320; // of one degree of latitude
// Suffix of a level -> how many metres it leaves out, coarse to fine.
export const LEVELS = [["-grof", 400], ["-midden", 100], ["", 25]];

export const rings = (geometry) =>
  geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat();

const span = (points, i) =>
  points.reduce(([a, b], p) => [Math.min(a, p[i]), Math.max(b, p[i])], [Infinity, -Infinity]);

const round = ([x, y]) => [Math.round(x * 10) / 10, Math.round(y * 10) / 10];
const line = (points) => "M" + points.map((p) => p.join(" ")).join("L") + "Z";
export const path = (parts) => parts.map(line).join("");

/** The suffix of the coarsest level that is fine enough where a pixel is so many metres. */
export const level = (metres) => LEVELS.find(([, left]) => left <= metres * 1.25)?.[0] ?? "";

/** Areas and district lines from GeoJSON; null when none of the codes is there. */
export function boundaries(gemeenten, districten, codes) {
  const features = gemeenten.features.filter((f) => codes.has(f.properties.code));
  if (!features.length) return null;
  const points = features.flatMap((f) => rings(f.geometry).flat());
  const [west, east] = span(points, 0), [south, north] = span(points, 1);
  // One cosine for the whole picture: the shapes keep their form at this size.
  const squeeze = Math.cos(((south + north) / 2) * Math.PI / 180);
  const scale = UNITS / ((east - west) * squeeze);
  const put = ([x, y]) => round([(x - west) * squeeze * scale, (north - y) * scale]);
  const areas = features.map(({ properties: p, geometry }) => {
    const [x, y] = put(p.label), high = p.straal * scale;
    const parts = rings(geometry).map((ring) => ring.map(put));
    return { code: p.code, naam: p.naam, district: p.district, parts, path: path(parts), x, y, high, wide: high * ASPECT };
  });
  const near = new Set(features.map((f) => f.properties.district));
  const districts = districten.features.filter((f) => near.has(f.properties.code)).map((f) => {
    const parts = rings(f.geometry).map((ring) => ring.map(put));
    return { code: f.properties.code, naam: f.properties.naam, parts, path: path(parts) };
  });
  return { areas, districts, width: UNITS, height: (north - south) * scale, metres: METRES / scale };
}

/** The same picture from equal hexagons (odd-r, pointy-top). */
export function hexagons({ tegels }, codes) {
  const own = tegels.filter((t) => codes.has(t.code));
  if (!own.length) return null;
  const at = ({ col, row }) => [col + 0.5 * (row & 1), row * 0.866];
  const [left, right] = span(own.map(at), 0), [top, bottom] = span(own.map(at), 1);
  // A district of three tiles is not blown up to the size of a map of thirty.
  const size = Math.min(UNITS / (right - left + 1), UNITS / 4);
  const shift = (UNITS - (right - left + 1) * size) / 2, reach = size * 0.5773;
  const put = (t) => [shift + (at(t)[0] - left + 0.5) * size, reach + (at(t)[1] - top) * size];
  const corner = ([x, y], n) => {
    const angle = (n * 60 - 90) * Math.PI / 180;
    return round([x + reach * Math.cos(angle), y + reach * Math.sin(angle)]);
  };
  const six = [0, 1, 2, 3, 4, 5];
  const areas = own.map((t) => {
    const [x, y] = put(t), parts = [six.map((n) => corner([x, y], n))];
    return { code: t.code, naam: t.naam, district: t.district, parts, path: path(parts), x, y, box: [size * 0.47, size * 0.4] };
  });
  // The edge of a district: every side that has no tile of the same district behind it.
  const home = new Map(own.map((t) => [`${t.col} ${t.row}`, t.district]));
  const beside = ({ col, row }) => {
    const odd = row & 1; // the six neighbours, in the order of the sides
    return [[col + odd, row - 1], [col + 1, row], [col + odd, row + 1], [col - 1 + odd, row + 1], [col - 1, row], [col - 1 + odd, row - 1]];
  };
  const edge = own.flatMap((t) => beside(t).flatMap(([col, row], n) =>
    home.get(`${col} ${row}`) === t.district ? [] : [`M${corner(put(t), n).join(" ")}L${corner(put(t), n + 1).join(" ")}`]));
  return { areas, districts: [{ path: edge.join("") }], width: UNITS, height: (bottom - top) * size + reach * 2, metres: 0 };
}

/** The nearest area in a direction; what lies aside counts double. Gaps are jumped over. */
export function neighbour(areas, from, [dx, dy]) {
  let best = null, least = Infinity;
  for (const area of areas) {
    const x = area.x - from.x, y = area.y - from.y;
    const ahead = x * dx + y * dy, aside = Math.abs(x * dy) + Math.abs(y * dx);
    // Straight ahead first; what is more aside than ahead only when there is nothing else.
    const far = ahead + 2 * aside + (aside > 2 * ahead ? 1e4 : 0);
    if (ahead > 1 && far < least) { least = far; best = area; }
  }
  return best;
}

/** Areas from north-west to south-east. */
export const reading = (areas) => [...areas].sort((a, b) => a.y + a.x / 3 - b.y - b.x / 3);
