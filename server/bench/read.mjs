// The newest 50 of a view, one conversation, and one word, over HTTP at 10,000 and at 1,000,000 conversations, with one
// client and with 50. The limit of each is the bare query that finds the same rows, on a connection of its own.
import { percentile, startProduct } from './product.mjs';
import { seedConversations } from './seed.mjs';

const sizes = { small: 10_000, large: 1_000_000 };
const listAimMs = 6;
const largeToSmallAim = 1.3;
const aloneMs = 8_000;
const crowdMs = 8_000;
const crowd = 50;
const warmUps = 30;

const reads = {
  list: {
    path: () => '/api/conversations?view=all&limit=50',
    bare: 'SELECT * FROM conversation WHERE NOT is_spam ORDER BY last_customer_message_at DESC, id DESC LIMIT 50',
  },
  open: {
    path: ({ ids, turn }) => `/api/conversations/${ids[turn % ids.length]}`,
    bare: `SELECT * FROM message WHERE conversation_id = (SELECT id FROM conversation ORDER BY last_customer_message_at DESC, id DESC LIMIT 1)
           ORDER BY ordered_at DESC LIMIT 200`,
  },
  search: {
    path: ({ turn }) =>
      `/api/conversations?view=all&limit=50&q=vorgang${String((turn * 37) % 1_000).padStart(4, '0')}`,
    bare: `SELECT conversation_id FROM message WHERE search @@ to_tsquery('simple', 'vorgang0500:*') LIMIT 50`,
  },
};

export async function measure({ scale, isFullSize, hasFourCores, names, say }) {
  const product = await startProduct();
  try {
    const wanted = Object.keys(reads).filter((name) => names.has(name));
    const results = {};
    for (const [size, count] of Object.entries(sizes)) {
      say(`read: seeding ${Math.round(count * scale)} conversations …`);
      await seedConversations(product.database, Math.round(count * scale), say);
      const ids = await newestIds(product.database);
      for (const name of wanted) {
        say(`read: ${name}, ${size} …`);
        results[`${name} ${size}`] = await measureRead(product, reads[name], ids, scale);
      }
    }
    return wanted.flatMap((name) => figuresOf(name, results, { isFullSize, hasFourCores }));
  } finally {
    await product.stop();
  }
}

async function newestIds(database) {
  const { rows } = await database.query(
    'SELECT id FROM conversation ORDER BY last_customer_message_at DESC, id DESC LIMIT 200',
  );
  return rows.map(({ id }) => id);
}

async function measureRead(product, read, ids, scale) {
  const request = async (turn) => {
    const started = performance.now();
    await product.call(read.path({ ids, turn }));
    return performance.now() - started;
  };
  for (let turn = 0; turn < warmUps; turn += 1) await request(turn);
  const alone = await repeated(1, Math.max(2_000, aloneMs * scale), request);
  const together = await repeated(crowd, Math.max(2_000, crowdMs * scale), request);
  const bare = await repeated(1, 1_500, async () => {
    const started = performance.now();
    await product.database.query(read.bare);
    return performance.now() - started;
  });
  return { alone, together, bare };
}

/** Times of a number of clients that ask one after the other for a while. */
async function repeated(clients, forMs, request) {
  const times = [];
  const until = performance.now() + forMs;
  let turn = 0;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < until) times.push(await request((turn += 1)));
    }),
  );
  return times;
}

function figuresOf(name, results, { isFullSize, hasFourCores }) {
  const smallP99 = percentile(results[`${name} small`].alone, 0.99);
  const counts = isFullSize && hasFourCores;
  return ['small', 'large'].flatMap((size) => {
    const { alone, together, bare } = results[`${name} ${size}`];
    const label = `${name}, ${size === 'small' ? '10 thousand' : 'a million'}`;
    const [p50, p99] = [percentile(alone, 0.5), percentile(alone, 0.99)];
    const isList = name === 'list';
    return [
      {
        name: `${label}: p50`,
        unit: 'ms',
        value: p50,
        limit: { name: 'bare query p50, ms', value: percentile(bare, 0.5) },
        ...(isList && { aim: `≤ ${listAimMs} ms`, met: counts ? p50 <= listAimMs : null }),
      },
      {
        name: `${label}: p99`,
        unit: 'ms',
        value: p99,
        limit: {
          name: size === 'large' ? 'at 10 thousand p99, ms' : 'bare query p99, ms',
          value: size === 'large' ? smallP99 : percentile(bare, 0.99),
        },
        ...(isList &&
          size === 'large' && {
            aim: `≤ ${largeToSmallAim} × the small one`,
            met: counts ? p99 <= largeToSmallAim * smallP99 : null,
          }),
      },
      {
        name: `${label}: 50 clients p50`,
        unit: 'ms',
        value: percentile(together, 0.5),
        limit: { name: 'one client p50, ms', value: p50 },
      },
      {
        name: `${label}: 50 clients p99`,
        unit: 'ms',
        value: percentile(together, 0.99),
        limit: { name: 'one client p99, ms', value: p99 },
      },
    ];
  });
}
