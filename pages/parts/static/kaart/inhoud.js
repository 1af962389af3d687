// The figures of a map come apart from what is marked on it: they are sent when they change.
const contents = new Map(); // key of the map -> { inhoud, fresh, turn, waiting }
let sent = 0;

const unpack = async (bytes) => JSON.parse(await peilUitpakken(bytes));

function contentOf(key) {
  if (!contents.has(key)) contents.set(key, { turn: 0, waiting: [] });
  return contents.get(key);
}

export async function inhoud({ data }) {
  const turn = ++sent, fresh = await unpack(data).catch(() => null);
  const places = fresh ? [contentOf(fresh.kaart)] : contents.values(); // unreadable: all who wait say so
  for (const place of places) {
    if (turn < place.turn) continue;
    Object.assign(place, { turn, fresh, inhoud: fresh?.inhoud });
    for (const done of place.waiting.splice(0)) done();
  }
}

/** What is to be drawn: the figures and what is marked, as soon as both are there. */
export async function whole(data) {
  const light = await unpack(data), place = contentOf(light.kaart);
  while (place.inhoud !== light.inhoud) {
    await new Promise((done) => place.waiting.push(done));
    if (!place.fresh) throw new Error("unreadable");
  }
  return { ...place.fresh, ...light };
}
