// Sends recorded care conversations through the webhook door of a running Visavis, dated now:
//   npm run replay -- FILE [--rate 20] [--url http://127.0.0.1:3000] [--email …] [--password …]
// The format of FILE is described in the README. Signs in as the demonstration's administrator.
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { io } from 'socket.io-client';

const ticksPerSecond = 20;
const largestBatch = 500;
const lastPushWaitMs = 5_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rate: { type: 'string', default: '20' },
    url: { type: 'string', default: 'http://127.0.0.1:3000' },
    email: { type: 'string', default: 'admin@brueckenfunk.example' },
    password: { type: 'string', default: 'vis-a-vis' },
  },
});

/** Ends with one sentence; the stack would tell a user nothing. */
function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** @returns {{ externalId: string, threadId: string, inReplyTo?: string, authorId: string, author: string, text: string, language?: string }[]} */
function readTurns(file) {
  const lines = contentOf(file)
    .split('\n')
    .filter((line) => line.trim() !== '');
  return lines.flatMap((line, index) => {
    const conversation = parseLine(line, index);
    let previous;
    return conversation.turns
      .map((turn, position) => ({ ...turn, externalId: `${conversation.id}-${position}` }))
      .filter((turn) => turn.role === 'customer')
      .map((turn) => {
        const post = {
          externalId: turn.externalId,
          threadId: String(conversation.id),
          inReplyTo: previous, // Pseudonyms repeat from conversation to conversation; the people behind them do not.
          authorId: `${conversation.id}-${turn.author}`,
          author: turn.author,
          text: turn.text,
          language: conversation.lang,
        };
        previous = turn.externalId;
        return post;
      });
  });
}

function contentOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    return fail(`${file} cannot be read (${error.code}).`);
  }
}

function parseLine(line, index) {
  try {
    const conversation = JSON.parse(line);
    if (conversation.id !== undefined && Array.isArray(conversation.turns)) return conversation;
  } catch {
    // Falls through to the sentence below.
  }
  return fail(`Line ${index + 1} is not a conversation: expected JSON with "id" and "turns".`);
}

async function post(path, { body, cookie, headers = {} }) {
  const response = await fetch(new URL(path, values.url), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: new URL(values.url).origin,
      ...(cookie && { cookie }),
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  }).catch((error) =>
    fail(
      `Nothing answers at ${values.url} (${error.cause?.code ?? error.message}). Start it with "npm start" first.`,
    ),
  );
  const answer = await response.json().catch(() => ({}));
  if (!response.ok)
    fail(`POST ${path} was refused with ${response.status}: ${answer.error?.message ?? 'no reason given'}`);
  return { answer, response };
}

async function signIn() {
  const { response } = await post('/api/session', {
    body: { email: values.email, password: values.password },
  });
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** Notes when a post is on a screen: the push of its conversation carries the instant of the newest post. */
async function watchScreen(cookie, channelId, sentAt, latencies) {
  const socket = io(values.url, {
    path: '/realtime',
    transports: ['websocket'],
    extraHeaders: { cookie, origin: new URL(values.url).origin },
  });
  socket.on('conversation.upserted', ({ conversation }) => {
    if (conversation.channel.id !== channelId) return;
    const sent = sentAt.get(conversation.lastCustomerMessageAt);
    if (sent === undefined) return;
    latencies.push(performance.now() - sent);
    sentAt.delete(conversation.lastCustomerMessageAt);
  });
  await new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  }).catch((error) => fail(`The live connection was refused: ${error.message}`));
  return socket;
}

function percentile(sorted, share) {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}

function drawProgress(done, total) {
  if (!process.stdout.isTTY && done < total) return;
  const width = 30;
  const filled = Math.round((done / total) * width);
  process.stdout.write(
    `\r[${'#'.repeat(filled)}${'.'.repeat(width - filled)}] ${done} of ${total}${done === total ? '\n' : ''}`,
  );
}

const file =
  positionals[0] ?? fail('Which file? npm run replay -- FILE [--rate 20] [--url http://127.0.0.1:3000]');
const rate = Number(values.rate);
if (!(rate > 0 && rate <= ticksPerSecond * largestBatch))
  fail(`--rate is posts a second, above 0 and up to ${ticksPerSecond * largestBatch}.`);
const turns = readTurns(file);
if (turns.length === 0) fail(`${file} holds no customer turns.`);

const cookie = await signIn();
const { answer: channel } = await post('/api/channels', {
  cookie,
  body: { network: 'webhook', name: 'Replay', settings: {} },
});
const sentAt = new Map();
const latencies = [];
const socket = await watchScreen(cookie, channel.id, sentAt, latencies);

const totals = { accepted: 0, duplicates: 0, rejected: 0 };
let lastInstant = 0;
/** The hook path alone: the address in front may differ from the one this script talks to. */
const hookPath = new URL(channel.hookUrl).pathname;

async function send(batch) {
  const posts = batch.map((turn) => {
    lastInstant = Math.max(lastInstant + 1, Date.now());
    return {
      externalId: turn.externalId,
      threadId: turn.threadId,
      inReplyTo: turn.inReplyTo,
      kind: turn.inReplyTo === undefined ? 'mention' : 'comment',
      visibility: 'public',
      author: { externalId: turn.authorId, name: turn.author, handle: turn.author },
      text: turn.text,
      language: turn.language,
      postedAt: new Date(lastInstant).toISOString(),
    };
  });
  const body = JSON.stringify(posts);
  for (const post of posts) sentAt.set(post.postedAt, performance.now());
  const signature = `sha256=${createHmac('sha256', channel.secret).update(body).digest('hex')}`;
  const { answer } = await post(hookPath, { body, headers: { 'x-visavis-signature': signature } });
  totals.accepted += answer.accepted;
  totals.duplicates += answer.duplicates;
  totals.rejected += answer.rejected.length;
  for (const { code, message } of answer.rejected) console.error(`\nRejected (${code}): ${message}`);
}

const started = performance.now();
let next = 0;
while (next < turns.length) {
  const owed = Math.min(turns.length, Math.floor(((performance.now() - started) / 1000) * rate) + 1);
  if (owed > next) {
    await send(turns.slice(next, Math.min(owed, next + largestBatch)));
    next = Math.min(owed, next + largestBatch);
    drawProgress(next, turns.length);
  } else {
    await new Promise((resolve) => setTimeout(resolve, 1000 / ticksPerSecond));
  }
}
const seconds = (performance.now() - started) / 1000;
const waitUntil = performance.now() + lastPushWaitMs;
while (sentAt.size > 0 && performance.now() < waitUntil)
  await new Promise((resolve) => setTimeout(resolve, 50));
socket.close();

latencies.sort((a, b) => a - b);
console.log(
  `accepted ${totals.accepted}, duplicates ${totals.duplicates}, rejected ${totals.rejected} in ${seconds.toFixed(1)} s`,
);
console.log(
  latencies.length === 0
    ? 'No post was seen on the screen.'
    : `post to screen: p50 ${percentile(latencies, 0.5).toFixed(0)} ms, p99 ${percentile(latencies, 0.99).toFixed(0)} ms (${latencies.length} seen; the others were already covered by a newer state)`,
);
