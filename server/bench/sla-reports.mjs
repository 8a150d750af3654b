// Reports of thirteen months over a million conversations: read from the sums, the sums built anew from the rows, and
// proved. Two questions a conversation: what its reader waits for, beside the same answer from the rows themselves.
import { sumRanges } from '@visavis/shared/reports/report-period';
import { weekdays } from '@visavis/shared/sla/business-time';
import { admin, seedPlaces, startInside, timed } from './inside.mjs';
import { percentile } from './product.mjs';

const conversations = 1_000_000;
const chunk = 50_000;
const rounds = 15;
const days = { from: '2025-11-01', to: '2026-11-21' };
const dayCount = 386;

export async function measure({ scale, isFullSize, say }) {
  const inside = await startInside('reports');
  const product = {
    ...inside,
    figures: await inside.service('reports/figures.service', 'FiguresService'),
    rollups: await inside.service('reports/rollups.service', 'RollupsService'),
    reader: admin,
  };
  try {
    const count = Math.max(5_000, Math.round(conversations * scale));
    await seed(product.database, count, say);
    say('sla-reports: rebuild …');
    const rebuilt = await timed(async () => {
      await product.rollups.askRebuild();
      await product.rollups.rebuild();
    });
    const bareScan = await timed(() =>
      product.database.query(`SELECT count(*), count(DISTINCT m.ordered_at) FROM message m`),
    );
    const checked = await timed(() => product.rollups.check());
    await product.database.query('VACUUM (ANALYZE) report_rollup, report_fact');
    const ranges = sumRanges(days);
    const read = async (by) => {
      const times = [];
      for (let round = 0; round < rounds; round += 1)
        times.push(
          (await timed(() => product.figures.read(product.reader, { ...days, groupBy: by, compare: 'year' })))
            .ms,
        );
      return percentile(times, 0.5);
    };
    const bare = await timed(() =>
      product.database.query(
        `SELECT measure, sum(n) FROM report_fact WHERE day >= $1 AND day <= $2 GROUP BY measure`,
        [days.from, days.to],
      ),
    );
    const figures = [];
    for (const by of ['team', 'channel', 'hour'])
      figures.push({
        name: `sla-reports: 13 months by ${by}, ${count} conversations`,
        unit: 'ms',
        value: await read(by),
        limit: { name: 'one sum over the facts, ms', value: bare.ms },
        aim: 'under 1 s',
        met: null,
      });
    for (const figure of figures) figure.met = isFullSize ? figure.value < 1_000 : null;
    return [
      ...figures,
      {
        name: `sla-reports: rebuild from ${count} conversations`,
        unit: 'ms',
        value: rebuilt.ms,
        limit: { name: 'one scan of their messages, ms', value: bareScan.ms },
      },
      {
        name: `sla-reports: prove all sums (${ranges.length} ranges a report)`,
        unit: 'ms',
        value: checked.ms,
        limit: { name: 'one sum over the facts, ms', value: bare.ms },
        aim: 'no difference',
        met: checked.result === 0,
      },
    ];
  } finally {
    await product.stop();
  }
}

const hours = JSON.stringify({
  timeZone: 'Europe/Berlin',
  weekly: Object.fromEntries(weekdays.map((day, index) => [day, index < 5 ? [['08:00', '18:00']] : []])),
  holidays: ['2025-12-25', '2025-12-26', '2026-01-01'],
});

/** Five teams, ten channels, thirty people; each conversation with a message, a reply and a clock, spread over 386 days. */
async function seed(database, count, say) {
  await seedPlaces(database);
  for (let from = 0; from < count; from += chunk) {
    const params = [from, Math.min(count, from + chunk) - 1, count];
    const at = `('2025-11-01'::timestamptz + (n::float8 / $3) * interval '${dayCount} days')`;
    const answered = `${at} + (n % 400) * interval '1 minute'`;
    const series = `FROM generate_series($1::int, $2::int) n WHERE $3::int > 0`;
    await database.query(
      `INSERT INTO conversation (id, channel_id, team_id, contact_id, root_external_id, kind, visibility, status, language,
         tags, last_customer_message_at, last_message_at, created_at)
       SELECT md5('c' || n)::uuid, md5('channel' || n % 10)::uuid, md5('team' || n % 5)::uuid, md5('contact')::uuid, 'c' || n,
         (ARRAY['mention', 'comment', 'message'])[1 + n % 3], 'public', 'waiting', (ARRAY['de', 'en', 'tr'])[1 + (n / 7) % 3],
         CASE WHEN n % 4 = 0 THEN ARRAY['netz'] ELSE '{}' END, ${at}, ${at}, ${at} ${series}`,
      params,
    );
    await database.query(
      `INSERT INTO message (id, conversation_id, channel_id, external_id, type, visibility, sequence, agent_id,
         author_snapshot, delivery_state, text, posted_at, ordered_at, received_at)
       SELECT md5(k || n)::uuid, md5('c' || n)::uuid, md5('channel' || n % 10)::uuid, k || n, k, 'public', 1,
         CASE WHEN k = 'reply' THEN md5('agent' || (n / 3) % 30)::uuid END, CASE WHEN k = 'reply' THEN '{}'::jsonb END,
         CASE WHEN k = 'reply' THEN 'sent' END, 'Kein Netz.', t, t, t
       FROM generate_series($1::int, $2::int) n
       CROSS JOIN LATERAL (VALUES ('inbound', ${at}), ('reply', ${answered})) v(k, t) WHERE $3::int > 0`,
      params,
    );
    await database.query(
      `INSERT INTO sla_target (id, conversation_id, metric, turn, policy_id, policy_name, hours, target_minutes,
         started_at, fetch_delay_ms, deadline_at, met_at, met_by_message_id, breached_at)
       SELECT md5('t' || n)::uuid, md5('c' || n)::uuid, 'firstResponse', 1, md5('policy')::uuid, 'Standard', '${hours}', 240,
         ${at}, 0, ${at} + interval '4 hours', ${answered}, md5('reply' || n)::uuid,
         CASE WHEN n % 400 > 240 THEN ${at} + interval '4 hours' END ${series}`,
      params,
    );
    say(`sla-reports: ${params[1] + 1} of ${count} conversations`);
  }
  await database.query('VACUUM (ANALYZE) conversation, message, sla_target');
}
