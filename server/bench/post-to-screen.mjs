// From the hook's answer to the event in 200 connected clients, at 20 posts a second, beside a bare Socket.IO
// broadcast of the same size from a process of its own.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { io } from 'socket.io-client';
import { aPost, freePort, openDoor, percentile, startProduct } from './product.mjs';

const clients = 200;
const postsPerSecond = 20;
const seconds = 30;
const settleMs = 2_000;

export async function measure({ scale, isFullSize, hasFourCores, say }) {
  const rounds = Math.max(60, Math.round(postsPerSecond * seconds * scale));
  const product = await startProduct();
  let ours;
  try {
    say(`post-to-screen: ${clients} clients, ${rounds} posts …`);
    ours = await throughProduct(product, rounds);
  } finally {
    await product.stop();
  }
  const bare = await throughBareServer(ours.bytes, rounds);
  const p99 = percentile(ours.latencies, 0.99);
  const bareP99 = percentile(bare, 0.99);
  return [
    {
      name: 'post-to-screen p50',
      unit: 'ms',
      value: percentile(ours.latencies, 0.5),
      limit: { name: 'bare broadcast p50, ms', value: percentile(bare, 0.5) },
    },
    {
      name: 'post-to-screen p99',
      unit: 'ms',
      value: p99,
      limit: { name: 'bare broadcast p99, ms', value: bareP99 },
      aim: 'p99 ≤ 4 × bare',
      met: isFullSize && hasFourCores ? p99 <= 4 * bareP99 : null,
    },
  ];
}

async function throughProduct(product, rounds) {
  const door = await openDoor(product, 'Bench');
  const acceptedAt = new Map();
  const arrivals = [];
  let bytes = 0;
  const sockets = await connect(
    clients,
    product.url,
    { path: '/realtime', extraHeaders: { cookie: product.cookie, origin: product.url } },
    (socket) =>
      socket.on('conversation.upserted', (push) => {
        const { conversation } = push;
        if (conversation.channel.id !== door.channelId) return;
        bytes ||= JSON.stringify(push).length;
        arrivals.push({ key: conversation.lastCustomerMessageAt, at: performance.now(), socket: socket.id });
      }),
  );
  const start = Date.now();
  await paced(rounds, async (round) => {
    const postedAt = new Date(start + round);
    await door.send([aPost(round, postedAt)]);
    acceptedAt.set(postedAt.toISOString(), performance.now());
  });
  await delay(settleMs);
  for (const socket of sockets) socket.close();
  return { latencies: firstArrivals(arrivals, acceptedAt), bytes };
}

/** The first sight of each post in each client; a push may overtake the hook's answer and then took no time. */
function firstArrivals(arrivals, acceptedAt) {
  const seen = new Set();
  const latencies = [];
  for (const { key, at, socket } of arrivals) {
    const accepted = acceptedAt.get(key);
    if (accepted === undefined || seen.has(`${key} ${socket}`)) continue;
    seen.add(`${key} ${socket}`);
    latencies.push(Math.max(0, at - accepted));
  }
  if (latencies.length < acceptedAt.size * clients) {
    throw new Error(`Only ${latencies.length} of ${acceptedAt.size * clients} events arrived.`);
  }
  return latencies;
}

async function throughBareServer(bytes, rounds) {
  const port = await freePort();
  const child = fork(fileURLToPath(new URL('./bare-broadcast.mjs', import.meta.url)), [
    String(port),
    String(bytes),
  ]);
  await once(child, 'message');
  const sentAt = new Map();
  const latencies = [];
  const sockets = await connect(clients, `http://127.0.0.1:${port}`, {}, (socket) =>
    socket.on('event', ({ round }) => latencies.push(performance.now() - sentAt.get(round))),
  );
  await paced(rounds, async (round) => {
    sentAt.set(round, performance.now());
    child.send(round);
  });
  await delay(settleMs);
  for (const socket of sockets) socket.close();
  child.kill();
  return latencies;
}

async function connect(count, url, options, listen) {
  const sockets = Array.from({ length: count }, () =>
    io(url, { ...options, transports: ['websocket'], forceNew: true }),
  );
  for (const socket of sockets) listen(socket);
  await Promise.all(
    sockets.map(
      (socket) =>
        new Promise((resolve, reject) => {
          socket.once('connect', resolve);
          socket.once('connect_error', reject);
        }),
    ),
  );
  await delay(settleMs);
  return sockets;
}

/** Rounds at the pace of posts, whatever the work of a round takes. */
async function paced(rounds, work) {
  const started = performance.now();
  const running = [];
  for (let round = 0; round < rounds; round += 1) {
    const due = started + (round * 1000) / postsPerSecond;
    await delay(Math.max(0, due - performance.now()));
    running.push(work(round));
  }
  await Promise.all(running);
}
