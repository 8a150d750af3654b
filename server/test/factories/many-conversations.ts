import type { TestApp } from '../test-app.ts';
import { aTeam } from './a-team.ts';
import { anAgent } from './an-agent.ts';
import { aChannelRow } from './a-conversation.ts';

/** A grown inbox: ids to ask with, out of what is alike in all of it. */
export interface GrownInbox {
  teamIds: string[];
  closedTeamId: string;
  channelIds: string[];
  agentIds: string[];
}

const AGENTS = 20;
const TEAMS = 8;
const CHANNELS = 6;

/** Teams, channels and people for `growTo`. */
export async function aGrownInbox(app: TestApp): Promise<GrownInbox> {
  const teams = [];
  for (let count = 0; count < TEAMS; count += 1) teams.push(await aTeam(app));
  const closed = await aTeam(app, { isClosed: true });
  const teamIds = [...teams, closed].map(({ id }) => id);
  const channelIds = [];
  for (let count = 0; count < CHANNELS; count += 1) {
    const [teamId] = teamIds.slice(count % TEAMS);
    channelIds.push(await aChannelRow(app, { ...(teamId !== undefined && { teamId }) }));
  }
  const agentIds = [];
  for (let count = 0; count < AGENTS; count += 1) {
    const own = teamIds[count % TEAMS];
    agentIds.push((await anAgent(app, { teamIds: own === undefined ? [] : [own] })).id);
  }
  return { teamIds, closedTeamId: closed.id, channelIds, agentIds };
}

/** Ids that a number decides, so that rows of a million can name each other. */
const idOf = (kind: string, number: string): string =>
  `(lpad(to_hex(${number}), 8, '0') || '-0000-7000-8000-0000000000${kind}')::uuid`;

/**
 * Fills the tables up to `count` conversations, set-based: one in twenty is not closed, one in two hundred is spam, a
 * third of the contacts wrote more than once, each has one message and one in fifty a note. The hundred newest of each kind look the same
 * however many lie behind them.
 *
 * @param from where the last call ended
 */
export async function growTo(app: TestApp, inbox: GrownInbox, count: number, from = 0): Promise<void> {
  const params = [from, count, inbox.teamIds, inbox.channelIds, inbox.agentIds, app.clock.now()];
  const run = (sql: string) => app.database.query(sql, params.slice(0, highestParameter(sql)));
  await run(`INSERT INTO contact (id, display_name, created_at)
    SELECT ${idOf('c0', 'n')}, 'Kundin ' || n, '2026-01-01' FROM generate_series($1::int + 1, $2::int) n
    WHERE n % 3 <> 0`);
  await run(`INSERT INTO contact_identity (id, contact_id, scope, external_id, network, handle, name, created_at)
    SELECT ${idOf('d0', 'n')}, ${idOf('c0', 'n')}, 'webhook', 'customer-' || n, 'webhook', 'kundin_' || n,
      (ARRAY['Anna', 'Bora', 'Çelik', 'Dörte', 'Emre'])[1 + n % 5] || ' ' || md5(n::text), '2026-01-01'
    FROM generate_series($1::int + 1, $2::int) n WHERE n % 3 <> 0`);
  await run(CONVERSATIONS);
  await run(`INSERT INTO message (id, conversation_id, channel_id, external_id, type, visibility, sequence, identity_id,
      text, posted_at, ordered_at, received_at)
    SELECT ${idOf('e0', 'n')}, ${idOf('a0', 'n')}, ($4::uuid[])[1 + n % ${CHANNELS}], 'post-' || n, 'inbound', 'public', 1,
      ${idOf('d0', 'n - (n % 3 = 0)::int')},
      'Seit gestern geht mein Anschluss nicht. ' || CASE WHEN n % 5000 = 7 THEN 'Glasfaserstörung ' ELSE '' END || md5(n::text),
      $6, $6, $6
    FROM generate_series($1::int + 1, $2::int) n WHERE $3::uuid[] IS NOT NULL AND $5::uuid[] IS NOT NULL`);
  await run(`INSERT INTO message (id, conversation_id, channel_id, type, visibility, sequence, agent_id, text, posted_at,
      ordered_at, received_at)
    SELECT ${idOf('f0', 'n')}, ${idOf('a0', 'n')}, ($4::uuid[])[1 + n % ${CHANNELS}], 'note', 'internal', 2,
      ($5::uuid[])[1], 'Bitte ansehen.', $6, $6, $6
    FROM generate_series($1::int + 1, $2::int) n WHERE n % 50 = 1 AND $3::uuid[] IS NOT NULL`);
  await run(`INSERT INTO message_mention (message_id, agent_id, seen_at)
    SELECT ${idOf('f0', 'n')}, ($5::uuid[])[1 + (n / 50) % ${AGENTS}], CASE WHEN n % 1000 <> 1 THEN $6::timestamptz END
    FROM generate_series($1::int + 1, $2::int) n WHERE n % 50 = 1 AND $3::uuid[] IS NOT NULL AND $4::uuid[] IS NOT NULL`);
  for (const table of ['contact', 'contact_identity', 'conversation', 'message', 'message_mention'])
    await app.database.query(`VACUUM ANALYZE ${table}`);
}

/** Every tenth is one of the closed team; the higher the number, the longer ago. */
const CONVERSATIONS = `
  INSERT INTO conversation (id, channel_id, team_id, contact_id, root_external_id, kind, visibility, status, assignee_id,
    subject, excerpt, tags, is_spam, closed_at, snoozed_until, due_at, due_metric, due_started_at, due_warn_at,
    answer_due_at, answer_started_at, answer_warn_at, last_customer_message_at, last_message_at, created_at)
  SELECT ${idOf('a0', 'n')}, ($4::uuid[])[1 + n % ${CHANNELS}],
    ($3::uuid[])[CASE WHEN n % 10 = 0 THEN ${TEAMS + 1} ELSE 1 + (n / 7) % ${TEAMS} END],
    ${idOf('c0', 'n - (n % 3 = 0)::int')}, 'post-' || n, 'mention', 'public', s.status,
    CASE WHEN n % 2 = 0 THEN ($5::uuid[])[1 + (n / 2) % ${AGENTS}] END, 'Anschluss gestört', 'Seit gestern geht nichts',
    CASE WHEN n % 4 = 0 THEN '{netz}' WHEN n % 997 = 1 THEN '{selten}' ELSE '{}' END::text[], n % 200 = 199,
    CASE WHEN s.status = 'closed' THEN at.at END, CASE WHEN s.status = 'snoozed' THEN at.at + interval '9 days' END,
    CASE WHEN s.status IN ('new', 'open') THEN at.at + interval '3 days' END,
    CASE WHEN s.status IN ('new', 'open') THEN 'firstResponse' END, CASE WHEN s.status IN ('new', 'open') THEN at.at END,
    CASE WHEN s.status IN ('new', 'open') THEN at.at + interval '2 days' END,
    CASE WHEN s.status IN ('new', 'open') THEN at.at + interval '3 days' END, CASE WHEN s.status IN ('new', 'open') THEN at.at END,
    CASE WHEN s.status IN ('new', 'open') THEN at.at + interval '2 days' END, at.at, at.at, at.at
  FROM generate_series($1::int + 1, $2::int) n
  CROSS JOIN LATERAL (SELECT CASE n % 100 WHEN 11 THEN 'new' WHEN 22 THEN 'open' WHEN 33 THEN 'open'
    WHEN 44 THEN 'waiting' WHEN 55 THEN 'snoozed' ELSE 'closed' END AS status) s
  CROSS JOIN LATERAL (SELECT $6::timestamptz - n * interval '1 minute' AS at) at`;

function highestParameter(sql: string): number {
  return Math.max(...[...sql.matchAll(/\$(\d)/g)].map(([, digit]) => Number(digit)));
}
