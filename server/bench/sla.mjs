// Clocks at a million open ones: starting ten thousand, noting ten thousand that fall due, how late a breach is stored
// while nothing else happens, and business time beside minutes counted one by one.
import { setTimeout as delay } from 'node:timers/promises';
import { addBusinessMinutes, weekdays } from '@visavis/shared/sla/business-time';
import { allHeard, idFunction, startInside } from './inside.mjs';

const openClocks = 1_000_000;
const chunk = 100_000;
const batch = 10_000;
const storm = 100_000;
const turnsAtOnce = 500;
const idleRounds = 5;
const idleMs = 2_000;
const targetMs = 3_600_000;

export async function measure({ scale, isFullSize, say }) {
  const arithmetic = measureArithmetic(scale);
  const inside = await startInside('sla');
  const product = {
    ...inside,
    deadlines: await inside.service('sla/deadlines.service', 'DeadlinesService'),
    sla: await inside.service('sla/sla.service', 'SlaService'),
    uow: await inside.service('platform/database/unit-of-work', 'UnitOfWork'),
  };
  try {
    const count = Math.round(openClocks * scale);
    await seedClocks(product.database, count, say);
    const many = Math.max(500, Math.round(batch * scale));
    say(`sla: ${many} start, ${many} fall due …`);
    const started = await measureStart(product, many);
    await allHeard(product.database);
    const bareUpdate = await measureBareUpdate(product.database, many);
    const swept = await measureSweep(product, many);
    await allHeard(product.database);
    const lag = await measureLag(product);
    const stormCount = Math.min(count - many, Math.round(storm * scale));
    say(`sla: ${stormCount} fall due in one second …`);
    const stormed = await measureStorm(product, stormCount);
    return [
      {
        name: `sla: start ${many} clocks`,
        unit: 'ms',
        value: started.ms,
        limit: { name: 'their rows by one statement, ms', value: started.bareMs },
      },
      {
        name: `sla: note ${many} deadlines`,
        unit: 'ms',
        value: swept.ms,
        limit: { name: 'one bare update of as many, ms', value: bareUpdate },
        aim: 'under 1 s',
        met: isFullSize ? swept.ms < 1_000 : null,
      },
      {
        name: 'sla: deadlines told other than once',
        unit: '',
        value: swept.wrong,
        limit: { name: 'deadlines', value: many },
        aim: 'none',
        met: swept.wrong === 0,
      },
      {
        name: 'sla: breach stored after its deadline, worst',
        unit: 'ms',
        value: Math.max(...lag),
        limit: { name: 'the timer alone, ms', value: await timerAlone() },
        aim: 'at most 1 s',
        met: Math.max(...lag) <= 1_000,
      },
      {
        name: `sla: note ${stormCount} deadlines of one second, two workers`,
        unit: 'ms',
        value: stormed.ms,
        limit: { name: 'one bare update of as many, ms', value: stormed.bareMs },
      },
      {
        name: 'sla: deadlines of that second told other than once',
        unit: '',
        value: stormed.wrong,
        limit: { name: 'deadlines', value: stormCount },
        aim: 'none',
        met: stormed.wrong === 0,
      },
      arithmetic,
    ];
  } finally {
    await product.stop();
  }
}

const hours = JSON.stringify({
  timeZone: 'UTC',
  weekly: Object.fromEntries(weekdays.map((day) => [day, [['00:00', '24:00']]])),
});

/** Open clocks that fall due one after the other from tomorrow on. */
async function seedClocks(database, count, say) {
  await database.query(idFunction);
  await database.query(
    `INSERT INTO team (id, name, created_at) VALUES (md5('team')::uuid, 'Bench', now()) ON CONFLICT DO NOTHING`,
  );
  await database.query(
    `INSERT INTO channel (id, network, name, team_id, since, health_since, created_at)
     VALUES (md5('channel')::uuid, 'webhook', 'Bench', md5('team')::uuid, '1970-01-01', now(), now())`,
  );
  await database.query(
    `INSERT INTO contact (id, display_name, created_at) VALUES (md5('contact')::uuid, 'Kundin', now())`,
  );
  for (let from = 0; from < count; from += chunk) {
    const to = Math.min(count, from + chunk) - 1;
    await addConversations(database, 'open', from, to);
    await database.query(
      `INSERT INTO sla_target (id, conversation_id, metric, turn, policy_id, policy_name, calendar_name, hours,
         target_minutes, started_at, fetch_delay_ms, deadline_at, warn_at)
       SELECT bench_id('clock', n), bench_id('open', n), 'firstResponse', 1, md5('policy')::uuid, 'Standard',
         'Bench', $3, 60, now(), 0, now() + interval '1 day' + n * interval '50 ms',
         now() + interval '1 day' + n * interval '50 ms' - interval '20 minutes'
       FROM generate_series($1::int, $2::int) n`,
      [from, to, hours],
    );
    if (count > chunk) say(`sla: ${to + 1} of ${count} clocks`);
  }
  await database.query('VACUUM (ANALYZE) conversation, sla_target');
}

/** Closed to placement, which would have a million to look through beside what is measured. */
async function addConversations(database, name, from, to) {
  await database.query(
    `INSERT INTO conversation (id, channel_id, team_id, contact_id, root_external_id, kind, visibility, status,
       last_customer_message_at, last_message_at, created_at, do_not_route)
     SELECT bench_id($3, n), md5('channel')::uuid, md5('team')::uuid, md5('contact')::uuid, $3 || n, 'mention',
       'public', 'open', now(), now(), now(), true
     FROM generate_series($1::int, $2::int) n`,
    [from, to, name],
  );
}

/** A customer's message in each of so many conversations, as intake hands them on. */
async function arrive(database, name, count, postedAt) {
  await addConversations(database, name, 1, count);
  const { rows } = await database.query(
    `INSERT INTO message (id, conversation_id, channel_id, external_id, type, visibility, sequence, text, posted_at,
       ordered_at, received_at, is_own)
     SELECT gen_random_uuid(), c.id, c.channel_id, c.root_external_id, 'inbound', 'public', 1, 'Kein Netz.', $2, $2, $2,
       true
     FROM conversation c WHERE c.root_external_id LIKE $1
     RETURNING id AS "messageId", conversation_id AS "conversationId", channel_id AS "channelId"`,
    [`${name}%`, postedAt],
  );
  const { rows: teams } = await database.query(`SELECT md5('team')::uuid AS id`);
  return rows.map((row) => ({
    ...row,
    teamId: teams[0].id,
    postedAt,
    receivedAt: postedAt,
    isFirst: true,
    replyCount: 0,
  }));
}

async function measureStart({ database, sla, uow }, count) {
  const turns = await arrive(database, 'new', count, new Date());
  const started = performance.now();
  for (let from = 0; from < turns.length; from += turnsAtOnce)
    await uow.run((tx) => sla.startClocks(tx, turns.slice(from, from + turnsAtOnce)));
  const ms = performance.now() - started;
  const bare = performance.now();
  await database.query('BEGIN');
  await database.query(
    `CREATE TEMP TABLE bare ON COMMIT DROP AS SELECT * FROM sla_target
     WHERE conversation_id IN (SELECT id FROM conversation WHERE root_external_id LIKE 'new%')`,
  );
  await database.query('ROLLBACK');
  return { ms, bareMs: performance.now() - bare };
}

async function measureBareUpdate(database, count) {
  const client = await database.connect();
  try {
    const started = performance.now();
    await client.query('BEGIN');
    await client.query(
      `UPDATE sla_target SET warned_at = warn_at
       WHERE id IN (SELECT id FROM sla_target WHERE deadline_at > now() ORDER BY deadline_at LIMIT $1)`,
      [count],
    );
    await client.query('ROLLBACK');
    return performance.now() - started;
  } finally {
    client.release();
  }
}

/** As many as are to fall due at once have done so; two sweeps at the same time afterwards, as of two workers. */
async function measureSweep({ database, deadlines }, count) {
  // Those that were started before would fall due with them.
  await database.query(`UPDATE sla_target SET cancelled_at = now() WHERE started_at > now() - interval '1 hour'
    AND turn = 1 AND conversation_id IN (SELECT id FROM conversation WHERE root_external_id LIKE 'new%')`);
  const ids = await fallDue(database, count, '12 hours');
  const now = new Date(Date.now() + 12 * 3_600_000 + 1_000);
  const started = performance.now();
  await deadlines.keepDeadlines(now);
  const ms = performance.now() - started;
  await Promise.all([deadlines.keepDeadlines(now), deadlines.keepDeadlines(now)]);
  return { ms, wrong: await toldOtherThanOnce(database, ids) };
}

/** So many in the same second, noted by two workers at once. */
async function measureStorm({ database, deadlines }, count) {
  const bareMs = await measureBareUpdate(database, count);
  const ids = await fallDue(database, count, '18 hours');
  const now = new Date(Date.now() + 18 * 3_600_000 + 1_000);
  const started = performance.now();
  await Promise.all([deadlines.keepDeadlines(now), deadlines.keepDeadlines(now)]);
  return { ms: performance.now() - started, bareMs, wrong: await toldOtherThanOnce(database, ids) };
}

/** Lets so many of those that are due the earliest fall due together. @returns their ids */
async function fallDue(database, count, inTime) {
  const { rows } = await database.query(
    `UPDATE sla_target SET deadline_at = now() + $2::interval, warn_at = NULL
     WHERE id IN (SELECT id FROM sla_target WHERE deadline_at > now() + interval '23 hours' AND breached_at IS NULL
                  ORDER BY deadline_at LIMIT $1)
     RETURNING id`,
    [count, inTime],
  );
  await database.query('VACUUM (ANALYZE) sla_target');
  return rows.map(({ id }) => id);
}

async function toldOtherThanOnce(database, ids) {
  const told = await database.query(
    `SELECT payload->>'targetId' AS id, count(*)::int AS times FROM domain_event
     WHERE type = 'sla.changed' AND payload->>'change' = 'breached' GROUP BY 1`,
  );
  const times = new Map(told.rows.map((row) => [row.id, row.times]));
  return ids.filter((id) => times.get(id) !== 1).length;
}

/** One clock at a time falls due while nothing else happens. */
async function measureLag({ database, sla, uow }) {
  const lags = [];
  for (let round = 0; round < idleRounds; round += 1) {
    const deadline = Date.now() + idleMs;
    const [turn] = await arrive(database, `idle${round}-`, 1, new Date(deadline - targetMs));
    await uow.run((tx) => sla.startClocks(tx, [turn]));
    for (;;) {
      const { rows } = await database.query(
        `SELECT breached_at FROM sla_target WHERE conversation_id = $1 AND breached_at IS NOT NULL`,
        [turn.conversationId],
      );
      if (rows.length > 0) break;
      await delay(5);
    }
    lags.push(Math.max(0, Date.now() - deadline));
  }
  return lags;
}

async function timerAlone() {
  const deadline = performance.now() + 200;
  await delay(200);
  return performance.now() - deadline;
}

/** Two working days of a Berlin office, by our arithmetic and by asking the wall clock minute by minute. */
function measureArithmetic(scale) {
  const office = {
    timeZone: 'Europe/Berlin',
    weekly: Object.fromEntries(
      weekdays.slice(0, 5).map((day) => [
        day,
        [
          ['09:00', '12:00'],
          ['13:00', '17:00'],
        ],
      ]),
    ),
  };
  const start = Date.UTC(2026, 10, 20, 9);
  const target = 840;
  const perSecond = (calls, call) => {
    const started = performance.now();
    for (let index = 0; index < calls; index += 1) call(new Date(start + index * 60_000));
    return (calls / (performance.now() - started)) * 1000;
  };
  perSecond(2_000, (at) => addBusinessMinutes(office, at, target));
  return {
    name: 'sla: business time',
    unit: 'targets/s',
    value: perSecond(Math.max(5_000, 200_000 * scale), (at) => addBusinessMinutes(office, at, target)),
    limit: {
      name: 'stepping by minutes, targets/s',
      value: perSecond(Math.max(2, Math.round(20 * scale)), (at) => stepByMinutes(at, target)),
    },
  };
}

const wall = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Berlin',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

function stepByMinutes(startedAt, minutes) {
  let at = startedAt.getTime();
  for (let left = minutes; left > 0; at += 60_000) {
    const parts = Object.fromEntries(wall.formatToParts(at).map(({ type, value }) => [type, value]));
    const minute = Number(parts.hour) * 60 + Number(parts.minute);
    const isWeekday = parts.weekday !== 'Sat' && parts.weekday !== 'Sun';
    if (isWeekday && ((minute >= 540 && minute < 720) || (minute >= 780 && minute < 1020))) left -= 1;
  }
  return new Date(at);
}
