import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aConversation } from '../../test/factories/a-conversation.ts';
import { anOrganisation } from '../../test/factories/an-organisation.ts';
import { aTeam } from '../../test/factories/a-team.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { ConversationsModule } from '../conversations/conversations.module.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { ReportFiguresModule } from './report-figures.module.ts';
import { ReportStateRepository } from './report-state.repository.ts';
import { RollupsService } from './rollups.service.ts';

let app: TestApp;
let rollups: RollupsService;
beforeAll(async () => {
  app = await createTestApp({ modules: [ReportFiguresModule, ConversationsModule] });
  rollups = app.get(RollupsService);
});
beforeEach(async () => {
  await app.reset();
  await anOrganisation(app);
  app.clock.set('2026-11-20T10:00:00Z');
});
afterAll(() => app.close());

const HOUR = 3_600_000;
const START = Date.parse('2026-01-30T22:00:00Z');
const at = (hours: number): Date => new Date(START + hours * HOUR);
const run = (sql: string, params: readonly unknown[]) => app.database.query(sql, params);
const sums = () =>
  app.database.query<{ n: number }>(
    `SELECT dimension, grain, day::text, team_id, value, measure, bucket, n FROM report_rollup
     ORDER BY dimension, grain, day, team_id, value, measure, bucket`,
  );
const sumOf = async (measure: string): Promise<number> => {
  const [row] = await app.database.query<{ n: number }>(
    `SELECT coalesce(sum(n), 0)::int AS n FROM report_rollup WHERE dimension = 'all' AND grain = 'day' AND measure = $1`,
    [measure],
  );
  return row!.n;
};

async function message(conversationId: string, hours: number, agentId: string | null = null): Promise<void> {
  await run(
    `INSERT INTO message (id, conversation_id, channel_id, external_id, type, visibility, sequence, agent_id, author_snapshot,
       delivery_state, text, posted_at, ordered_at, received_at)
     SELECT $1::uuid, c.id, c.channel_id, $1::uuid::text, CASE WHEN $4::uuid IS NULL THEN 'inbound' ELSE 'reply' END, 'public', 1, $4::uuid,
       CASE WHEN $4::uuid IS NOT NULL THEN '{}'::jsonb END, CASE WHEN $4::uuid IS NOT NULL THEN 'sent' END, 'x', $3::timestamptz, $3::timestamptz, $3::timestamptz
     FROM conversation c WHERE c.id = $2`,
    [newId(), conversationId, at(hours), agentId],
  );
}

interface GivenClock {
  metric?: string;
  turn?: number;
  started: number;
  met?: number;
  breached?: boolean;
  cancelled?: string;
}

async function clock(conversationId: string, given: GivenClock): Promise<void> {
  const open = [['00:00', '24:00']];
  const hours = {
    timeZone: 'Europe/Berlin',
    weekly: { mon: open, tue: open, wed: open, thu: open, fri: open, sat: [], sun: [] },
    holidays: [],
  };
  await run(
    `INSERT INTO sla_target (id, conversation_id, metric, turn, policy_id, policy_name, hours, target_minutes, started_at,
       fetch_delay_ms, deadline_at, met_at, breached_at, cancelled_at, cancel_reason)
     VALUES ($1::uuid, $2, $3, $4, $1::uuid, 'Standard', $5, 60, $6, 0, $7, $8, $9, $10, $11)
     ON CONFLICT (conversation_id, metric, turn) DO UPDATE SET met_at = excluded.met_at,
       started_at = excluded.started_at, deadline_at = excluded.deadline_at,
       breached_at = excluded.breached_at, cancelled_at = excluded.cancelled_at, cancel_reason = excluded.cancel_reason`,
    [
      newId(),
      conversationId,
      given.metric ?? 'firstResponse',
      given.turn ?? 1,
      JSON.stringify(hours),
      at(given.started),
      at(given.started + 1),
      given.met === undefined ? null : at(given.met),
      given.breached === true ? at(given.started + 1) : null,
      given.cancelled === undefined ? null : at(given.started + 1),
      given.cancelled ?? null,
    ],
  );
}

/** The sums as they would be if they were built for the first time now. */
async function builtAnew(): Promise<unknown[]> {
  await rollups.askRebuild();
  await rollups.rebuild();
  return sums();
}

describe('sums of reports', () => {
  it('count an answered conversation where each part of it happened', async () => {
    const jana = await anAgent(app);
    const { id } = await aConversation(app);
    await message(id, 0);
    await message(id, 5, jana.id);
    await clock(id, { started: 0, met: 5, breached: true });
    await rollups.count([id]);
    expect(await sumOf('conversations')).toBe(1);
    expect(await sumOf('answered')).toBe(1);
    expect(await sumOf('firstResponseDue')).toBe(1);
    expect(await sumOf('firstResponseKept')).toBe(0);
    // It began on a Friday at 23:00 in Berlin and was answered on Saturday, when nobody works.
    const [begun] = await app.database.query<{ day: string; hour: number }>(
      `SELECT day::text, hour FROM report_fact WHERE measure = 'conversations'`,
    );
    expect(begun).toEqual({ day: '2026-01-30', hour: 23 });
    const durations = await app.database.query<{ measure: string; day: string }>(
      `SELECT measure, day::text, bucket FROM report_fact WHERE measure LIKE 'firstResponse%g' OR measure LIKE '%Calendar' ORDER BY 1`,
    );
    expect(durations).toEqual([
      { measure: 'firstResponseCalendar', day: '2026-01-31', bucket: 60 },
      { measure: 'firstResponseWorking', day: '2026-01-31', bucket: 44 },
    ]);
    expect(await rollups.check()).toBe(0);
  });

  it('take back a breach that was none, and everything of what is spam or no more', async () => {
    const { id } = await aConversation(app);
    await message(id, 0);
    await clock(id, { started: 0, breached: true });
    await rollups.count([id]);
    expect(await sumOf('firstResponseDue')).toBe(1);
    await clock(id, { started: 0, met: 0.5 });
    await rollups.count([id]);
    await rollups.count([id]);
    expect([await sumOf('firstResponseDue'), await sumOf('firstResponseKept')]).toEqual([1, 1]);
    await run(`UPDATE conversation SET is_spam = true WHERE id = $1`, [id]);
    await rollups.count([id]);
    expect(await sums()).toEqual([]);
    await run(`UPDATE conversation SET is_spam = false WHERE id = $1`, [id]);
    await rollups.count([id]);
    await run(`DELETE FROM conversation WHERE id = $1`, [id]);
    await rollups.count([id]);
    expect(await sums()).toEqual([]);
  });

  it('count what needed no answer apart, with its reason', async () => {
    const { id } = await aConversation(app);
    await message(id, 0);
    await clock(id, { started: 0, cancelled: 'courtesy' });
    await rollups.count([id]);
    expect([await sumOf('noAnswerNeeded'), await sumOf('firstResponseDue')]).toEqual([1, 0]);
  });

  it('follow facts as they come, without being asked', async () => {
    const { id } = await aConversation(app);
    await message(id, 0);
    await run(`UPDATE conversation SET status = 'open' WHERE id = $1`, [id]);
    await app
      .get(UnitOfWork)
      .run(async (tx) => tx.emit({ type: 'conversation.changed', conversationId: id, teamId: id }));
    await app.settle();
    expect(await sumOf('messages')).toBe(1);
  });

  it('are found out when they are wrong, and are right again when built anew', async () => {
    const { id } = await aConversation(app);
    await message(id, 0);
    await rollups.count([id]);
    await builtAnew();
    await run(`UPDATE report_rollup SET n = 7 WHERE dimension = 'all' AND measure = 'messages'`, []);
    expect(await rollups.check()).toBe(2);
    await builtAnew();
    expect(await rollups.check()).toBe(0);
    expect(await sumOf('messages')).toBe(1);
  });

  it('are proved against messages and clocks, not against what was counted of them', async () => {
    const { id } = await aConversation(app);
    const other = (await aConversation(app)).id;
    await message(id, 0);
    await clock(id, { started: 0, met: 0.5 });
    await message(other, 3);
    await rollups.count([id, other]);
    expect(await rollups.check()).toBe(0);
    await run(`UPDATE message SET deleted_at = now() WHERE conversation_id = $1`, [other]);
    expect(await rollups.check()).toBe(1);
    await run(`UPDATE sla_target SET breached_at = deadline_at WHERE conversation_id = $1`, [id]);
    expect(await rollups.check()).toBe(2);
    await run(`DELETE FROM conversation WHERE id = $1`, [id]);
    expect(await rollups.check()).toBe(2);
    await builtAnew();
    expect(await rollups.check()).toBe(0);
  });

  it('are not called wrong of a conversation that is still to be counted', async () => {
    const { id } = await aConversation(app);
    await message(id, 0);
    expect(await rollups.check()).toBe(1);
    await run(
      `WITH fact AS (INSERT INTO domain_event (type, payload, occurred_at)
         VALUES ('conversation.changed', json_build_object('conversationId', $1::text), now()) RETURNING id)
       INSERT INTO domain_event_delivery (event_id, listener, due_at)
       SELECT id, 'reports.count', now() + interval '1 hour' FROM fact`,
      [id],
    );
    expect(await rollups.check()).toBe(0);
  });

  it('stop when they are told to, and go on where they stopped', async () => {
    const { id } = await aConversation(app);
    await message(id, 0);
    await rollups.askRebuild();
    await rollups.rebuild(AbortSignal.abort());
    expect(await sums()).toEqual([]);
    expect(await rollups.check(AbortSignal.abort())).toBeNull();
    await rollups.rebuild();
    expect(await sumOf('messages')).toBe(1);
  });

  describe('of which a month is built already', () => {
    const sumsOfMessages = () =>
      app.database.query<{ day: string; n: number }>(
        `SELECT day::text, n::int FROM report_rollup
         WHERE dimension = 'all' AND grain = 'month' AND measure = 'messages' ORDER BY 1`,
      );
    let id: string;
    beforeEach(async () => {
      id = (await aConversation(app)).id;
      await message(id, 0);
      await message(id, 100);
      await builtAnew();
      // As another worker, or one that was stopped, leaves it; no sum is right, so that one sees which are built.
      await rollups.askRebuild();
      await run(`UPDATE report_state SET rebuild_after = $1, rebuild_month = '2026-01-01'`, [id]);
      await run(`UPDATE report_rollup SET n = 7`, []);
    });

    it('are built from the next month on', async () => {
      await rollups.rebuild();
      expect(await sumsOfMessages()).toEqual([
        { day: '2026-01-01', n: 7 },
        { day: '2026-02-01', n: 1 },
      ]);
      expect((await app.get(ReportStateRepository).find())?.rebuildAskedAt).toBeNull();
    });

    it('take along what came since, and are built from the next month on all the same', async () => {
      const late = (await aConversation(app)).id;
      await message(late, 0);
      await message(late, 100);
      await rollups.rebuild();
      expect(await sumsOfMessages()).toEqual([
        { day: '2026-01-01', n: 8 },
        { day: '2026-02-01', n: 2 },
      ]);
      await builtAnew();
      expect(await rollups.check()).toBe(0);
    });

    it('are built from the first month on when somebody asked again', async () => {
      await rollups.askRebuild();
      await rollups.rebuild();
      expect(await sumsOfMessages()).toEqual([
        { day: '2026-01-01', n: 1 },
        { day: '2026-02-01', n: 1 },
      ]);
    });

    it('lose what is no more, however late that is heard of', async () => {
      await builtAnew();
      await rollups.askRebuild();
      await run(`UPDATE report_state SET rebuild_after = $1, rebuild_month = '2026-01-01'`, [id]);
      await run(`DELETE FROM conversation WHERE id = $1`, [id]);
      await rollups.rebuild();
      await rollups.count([id]);
      expect(await sums()).toEqual([]);
    });
  });

  it('are the same when several build them at once', async () => {
    const { id } = await aConversation(app);
    await message(id, 0);
    await message(id, 100);
    await rollups.askRebuild();
    await Promise.all([rollups.rebuild(), rollups.rebuild(), rollups.rebuild()]);
    expect(await sumOf('messages')).toBe(2);
    expect(await rollups.check()).toBe(0);
  });

  it('keep tags as they are written', async () => {
    const { id } = await aConversation(app);
    const tags = ['{a,b}', 'sagt "nie"', 'C:\\Pfad', 'Ä, Ö'];
    await run(`UPDATE conversation SET tags = $2 WHERE id = $1`, [id, tags]);
    await message(id, 0);
    await builtAnew();
    const found = await app.database.query<{ value: string }>(
      `SELECT DISTINCT value FROM report_rollup WHERE dimension = 'tag'`,
    );
    expect(found.map(({ value }) => value).toSorted()).toEqual(tags.toSorted());
    expect(await rollups.check()).toBe(0);
  });

  it('equal those built anew after any history', async () => {
    const teams = [await aTeam(app), await aTeam(app)];
    const people = [await anAgent(app), await anAgent(app)];
    const index = fc.integer({ min: 0, max: 5 });
    const hour = fc.integer({ min: 0, max: 900 });
    const step = fc.oneof(
      fc.record({ kind: fc.constant('customer' as const), index, hour }),
      fc.record({ kind: fc.constant('reply' as const), index, hour, who: fc.integer({ min: 0, max: 1 }) }),
      fc.record({
        kind: fc.constant('clock' as const),
        index,
        hour,
        met: fc.option(hour, { nil: undefined }),
      }),
      fc.record({ kind: fc.constant('breach' as const), index, hour }),
      fc.record({ kind: fc.constant('move' as const), index, who: fc.integer({ min: 0, max: 1 }) }),
      fc.record({ kind: fc.constant('tag' as const), index, tags: fc.subarray(['netz', 'rechnung', 'tv']) }),
      fc.record({ kind: fc.constant('reopen' as const), index, hour }),
      fc.record({ kind: fc.constant('spam' as const), index }),
      fc.record({ kind: fc.constant('erase' as const), index }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
        const ids: string[] = [];
        for (let count = 0; count < 6; count += 1) ids.push((await aConversation(app)).id);
        for (const one of steps) {
          const id = ids[one.index]!;
          const [there] = await app.database.query(`SELECT FROM conversation WHERE id = $1`, [id]);
          if (there === undefined) continue;
          if (one.kind === 'customer') await message(id, one.hour);
          if (one.kind === 'reply') await message(id, one.hour, people[one.who]!.id);
          if (one.kind === 'clock')
            await clock(id, {
              started: one.hour,
              met: one.met === undefined ? one.hour + 3 : one.hour + one.met,
            });
          if (one.kind === 'breach') await clock(id, { started: one.hour, breached: true });
          if (one.kind === 'move')
            await run(`UPDATE conversation SET team_id = $2 WHERE id = $1`, [id, teams[one.who]!.id]);
          if (one.kind === 'tag')
            await run(`UPDATE conversation SET tags = $2 WHERE id = $1`, [id, one.tags]);
          if (one.kind === 'spam')
            await run(`UPDATE conversation SET is_spam = NOT is_spam WHERE id = $1`, [id]);
          if (one.kind === 'erase') await run(`DELETE FROM conversation WHERE id = $1`, [id]);
          if (one.kind === 'reopen')
            await run(
              `INSERT INTO conversation_event (id, conversation_id, type, at) VALUES ($1, $2, 'reopened', $3)`,
              [newId(), id, at(one.hour)],
            );
          await rollups.count([id]);
        }
        const followed = await sums();
        expect(await rollups.check()).toBe(0);
        expect(await builtAnew()).toEqual(followed);
      }),
      { numRuns: 12 },
    );
  });
});
