// Posts a second through the whole journey: signed hook, contacts, conversations, messages, rules, clocks, facts.
// Beside it the raw bulk insert of the same messages into a bare table with the same indexes.
import { setTimeout as delay } from 'node:timers/promises';
import { aPost, openDoor, startProduct } from './product.mjs';

const posts = 100_000;
const batch = 500;
const duplicateShare = 0.2;
const drainWithinMs = 300_000;

export async function measure({ scale, isFullSize, hasFourCores, say }) {
  const product = await startProduct();
  try {
    const batches = makeBatches(Math.round(posts * scale));
    const door = await openDoor(product, 'Bench');
    say(`intake: ${batches.length} batches of ${batch} …`);
    const started = performance.now();
    let accepted = 0;
    for (const [at, some] of batches.entries()) {
      accepted += (await door.send(some)).accepted;
      if ((at + 1) % 40 === 0) say(`intake: ${at + 1} of ${batches.length} batches`);
    }
    const seconds = (performance.now() - started) / 1000;
    const heard = await untilHeard(product.database, started);
    const sent = batches.length * batch;
    const raw = await rawInsert(product.database, door.channelId);
    const perSecond = sent / seconds;
    const isEnough = perSecond >= 0.15 * raw && (!hasFourCores || perSecond >= 2_000);
    return [
      {
        name: 'intake',
        unit: 'posts/s',
        value: perSecond,
        limit: { name: 'raw bulk insert, rows/s', value: raw },
        aim: '≥ 0.15 of raw; 2,000/s on four cores',
        met: isFullSize && hasFourCores ? isEnough : null,
      },
      {
        name: 'intake: until every listener has heard',
        unit: 'posts/s',
        value: accepted / heard,
        limit: { name: 'accepted without listeners, posts/s', value: accepted / seconds },
      },
    ];
  } finally {
    await product.stop();
  }
}

/** A fifth of what is sent was sent before. */
function makeBatches(count) {
  const fresh = Math.round(count * (1 - duplicateShare));
  const numbers = Array.from({ length: count }, (_, at) =>
    at % 5 === 4 ? Math.floor(at / 5) * 4 + (at % 4) : Math.floor(at / 5) * 4 + (at % 5),
  );
  const start = Date.now();
  const all = numbers.map((number) => aPost(number % fresh, new Date(start + (number % fresh))));
  return Array.from({ length: Math.ceil(all.length / batch) }, (_, at) =>
    all.slice(at * batch, (at + 1) * batch),
  );
}

/** Seconds from the start until no fact is owed to any listener. */
async function untilHeard(database, started) {
  const until = performance.now() + drainWithinMs;
  while (performance.now() < until) {
    const { rows } = await database.query(`SELECT count(*)::int AS owed FROM domain_event_delivery`);
    if (rows[0].owed === 0) return (performance.now() - started) / 1000;
    await delay(100);
  }
  throw new Error('Listeners had not heard everything after five minutes.');
}

/** Rows a second when the messages just stored are written again in batches, with nothing else. */
async function rawInsert(database, channelId) {
  await database.query(
    'CREATE TABLE bench_message (LIKE message INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING INDEXES)',
  );
  const { rows: columns } = await database.query(
    `SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'message' AND is_generated = 'NEVER' ORDER BY ordinal_position`,
  );
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  const { rows } = await database.query('SELECT id FROM message WHERE channel_id = $1 ORDER BY id', [
    channelId,
  ]);
  const ids = rows.map(({ id }) => id);
  const chunks = Array.from({ length: Math.ceil(ids.length / batch) }, (_, at) =>
    ids.slice(at * batch, (at + 1) * batch),
  );
  const payloads = [];
  for (const chunk of chunks) {
    const found = await database.query('SELECT * FROM message WHERE id = ANY($1)', [chunk]);
    payloads.push(JSON.stringify(found.rows));
  }
  const started = performance.now();
  for (const payload of payloads)
    await database.query(
      `INSERT INTO bench_message (${names}) SELECT ${names} FROM json_populate_recordset(null::bench_message, $1)`,
      [payload],
    );
  return ids.length / ((performance.now() - started) / 1000);
}
