// From "Mehmet becomes available" to the next conversation on his screen, with 5,000 waiting in his team that ask for
// forty skills: his request, the fact, the placement, the push to his socket. Beside the request alone, as its answer.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { io } from 'socket.io-client';
import { call, openDoor, percentile, signIn, startProduct } from './product.mjs';

const waiting = 5_000;
const colleagues = 40;
const skills = 40;
const rounds = 200;
const answerWithinMs = 10_000;

export async function measureAvailability({ scale, isFullSize, say }) {
  const many = Math.max(20, Math.round(rounds * scale));
  const product = await startProduct();
  try {
    const mehmet = await aTeamThatWaits(product, Math.max(200, Math.round(waiting * scale)));
    say(`available-to-screen: ${many} times …`);
    const { latencies, requests } = await comeAndGo(product, mehmet, many);
    const p99 = percentile(latencies, 0.99);
    return [
      {
        name: 'available-to-screen p50',
        unit: 'ms',
        value: percentile(latencies, 0.5),
        limit: { name: 'the request alone p50, ms', value: percentile(requests, 0.5) },
      },
      {
        name: 'available-to-screen p99',
        unit: 'ms',
        value: p99,
        limit: { name: 'the request alone p99, ms', value: percentile(requests, 0.99) },
        aim: 'p99 < 500 ms',
        met: isFullSize ? p99 < 500 : null,
      },
    ];
  } finally {
    await product.stop();
  }
}

/** Mehmet with three of forty skills and room for one, colleagues who are busy, and a line that asks for everything. */
async function aTeamThatWaits(product, many) {
  const { database } = product;
  const door = await openDoor(product, 'Availability');
  const teamId = randomUUID();
  const agentId = randomUUID();
  await database.query(`INSERT INTO team (id, name, created_at) VALUES ($1, 'Availability', now())`, [
    teamId,
  ]);
  await database.query('UPDATE channel SET team_id = $1 WHERE id = $2', [teamId, door.channelId]);
  await database.query(
    `INSERT INTO agent (id, email, password_hash, role, display_name, public_name, mark, availability, availability_since,
       availability_set_at, capacity, created_at)
     SELECT p.id, p.email, (SELECT password_hash FROM agent WHERE email = 'admin@brueckenfunk.example'), 'agent', p.name,
       p.name, p.mark, 'busy', now(), now(), p.capacity, now()
     FROM (SELECT $1::uuid AS id, 'mehmet@bench.example' AS email, 'Mehmet' AS name, 'Z0' AS mark, 1 AS capacity
       UNION ALL SELECT gen_random_uuid(), n || '@bench.example', 'Kollegin ' || n, 'Z' || n, 8
       FROM generate_series(1, $2::int) n) p`,
    [agentId, colleagues],
  );
  await database.query(
    `INSERT INTO team_member (team_id, agent_id) SELECT $1, id FROM agent WHERE email LIKE '%@bench.example'`,
    [teamId],
  );
  await database.query(
    `INSERT INTO skill (id, name, created_at) SELECT md5('skill' || n)::uuid, 'Skill ' || n, now()
     FROM generate_series(0, $1::int - 1) n`,
    [skills],
  );
  await database.query(
    `INSERT INTO agent_skill (agent_id, skill_id, level)
     SELECT a.id, md5('skill' || n)::uuid, 2 FROM agent a CROSS JOIN generate_series(0, $2::int - 1) n
     WHERE a.email LIKE '%@bench.example' AND CASE WHEN a.id = $1 THEN n < 3 ELSE (n + ascii(a.mark)) % 4 = 0 END`,
    [agentId, skills],
  );
  await fillLine(database, { teamId, channelId: door.channelId, many });
  return { agentId, cookie: await signIn(product.url, 'mehmet@bench.example') };
}

async function fillLine(database, { teamId, channelId, many }) {
  await database.query(
    `INSERT INTO contact (id, display_name, created_at)
     SELECT md5('waiting' || n)::uuid, 'Kundin ' || n, now() FROM generate_series(1, $1::int) n`,
    [many],
  );
  await database.query(
    `INSERT INTO conversation (id, channel_id, team_id, contact_id, root_external_id, kind, visibility, status, subject,
       excerpt, language, unread, needs, last_customer_message_at, last_message_at, created_at)
     SELECT md5('line' || n)::uuid, $1, $2, md5('waiting' || n)::uuid, 'line-' || n, 'mention', 'public', 'new',
       'Vorgang ' || n, 'Seit heute früh ist das Internet weg.', 'de', true,
       CASE WHEN n % 5 = 0 THEN '{}'::text[] ELSE ARRAY['skill:' || md5('skill' || n % ${skills})::uuid || ':2'] END,
       at.at, at.at, at.at
     FROM generate_series(1, $3::int) n
     CROSS JOIN LATERAL (SELECT now() - interval '2 hours' - n * interval '1 second' AS at) at`,
    [channelId, teamId, many],
  );
  await database.query('VACUUM (ANALYZE) conversation, contact, agent, team_member');
}

/** Available, one arrives, busy again, closed: the same again with the next one. */
async function comeAndGo({ url }, { agentId, cookie }, many) {
  const socket = io(url, {
    path: '/realtime',
    extraHeaders: { cookie, origin: url },
    transports: ['websocket'],
    forceNew: true,
  });
  await once(socket, 'connect');
  const latencies = [];
  const requests = [];
  for (let round = 0; round < many; round += 1) {
    const arrival = nextOnScreen(socket, agentId);
    const started = performance.now();
    await call(url, cookie, '/api/me/availability', { method: 'PUT', body: { availability: 'available' } });
    requests.push(performance.now() - started);
    const { at, conversation } = await arrival;
    latencies.push(at - started);
    await call(url, cookie, '/api/me/availability', { method: 'PUT', body: { availability: 'busy' } });
    await call(url, cookie, `/api/conversations/${conversation.id}`, {
      method: 'PATCH',
      body: { version: conversation.version, status: 'closed' },
    });
  }
  socket.close();
  return { latencies, requests };
}

/** The first conversation that is his and new to him. */
function nextOnScreen(socket, agentId) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Nothing came.')), answerWithinMs);
    const listen = ({ conversation }) => {
      if (conversation.assignee?.id !== agentId || conversation.status === 'closed') return;
      clearTimeout(timer);
      socket.off('conversation.upserted', listen);
      resolve({ at: performance.now(), conversation });
    };
    socket.on('conversation.upserted', listen);
  });
}
