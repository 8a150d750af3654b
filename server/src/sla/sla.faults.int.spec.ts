import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { aChannel } from '../../test/factories/a-channel.ts';
import { aConversation, aCustomerMessage, conversations } from '../../test/factories/a-conversation.ts';
import { aPolicy, ofTeamHours } from '../../test/factories/a-policy.ts';
import { aPost } from '../../test/factories/a-post.ts';
import { recordPosts } from '../../test/factories/an-arrived-conversation.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { ConversationState } from '../conversations/conversation.types.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { DeadlinesRepository } from './deadlines.repository.ts';
import { DeadlinesService } from './deadlines.service.ts';
import { SlaModule } from './sla.module.ts';
import { SlaService } from './sla.service.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ modules: [SlaModule] });
});
beforeEach(async () => {
  await app.reset();
  app.clock.set('2026-11-20T10:00:00Z');
});
afterAll(() => app.close());

const sla = () => app.get(SlaService);
const sweep = (now: string) => app.get(DeadlinesService).keepDeadlines(new Date(now));
const run = <T>(work: (tx: Tx) => Promise<T>) => app.get(UnitOfWork).run(work);

interface Row {
  startedAt: Date;
  deadlineAt: Date | null;
  breachedAt: Date | null;
  metAt: Date | null;
  delay: number;
  calendarName: string;
}

function clocksOf(id: string): Promise<Row[]> {
  return app.database.query(
    `SELECT started_at AS "startedAt", deadline_at AS "deadlineAt", breached_at AS "breachedAt", met_at AS "metAt",
            fetch_delay_ms::float8 AS delay, calendar_name AS "calendarName"
     FROM sla_target WHERE conversation_id = $1 ORDER BY id`,
    [id],
  );
}

async function writes(
  conversation: ConversationState,
  postedAt: string,
  receivedAt = postedAt,
): Promise<void> {
  const given = { postedAt: new Date(postedAt), receivedAt: new Date(receivedAt) };
  const message = await aCustomerMessage(app, conversation, given);
  const { channelId, teamId, replyCount } = conversation;
  await run((tx) =>
    sla().startClocks(tx, [{ ...message, channelId, teamId, replyCount, isFirst: replyCount === 0 }]),
  );
}

const answer = ({ id }: ConversationState, acceptedAt: string) =>
  run((tx) =>
    sla().recordResponses(tx, [{ conversationId: id, messageId: newId(), acceptedAt: new Date(acceptedAt) }]),
  );

/** So many conversations of one team, each with a clock that is due a second after 11:00, for ever at a time. */
async function manyClocks(count: number, deadline = '2026-11-20T11:00:01Z'): Promise<void> {
  const { channelId, teamId, contactId } = await aConversation(app);
  await app.database.query(
    `INSERT INTO conversation (id, channel_id, team_id, contact_id, root_external_id, kind, visibility, status,
                               last_customer_message_at, last_message_at, created_at)
     SELECT md5('many' || n)::uuid, $1, $2, $3, 'many-' || n, 'mention', 'public', 'open', $4, $4, $4
     FROM generate_series(1, $5::int) n`,
    [channelId, teamId, contactId, app.clock.now(), count],
  );
  await app.database.query(
    `INSERT INTO sla_target (id, conversation_id, metric, turn, policy_id, policy_name, calendar_name, hours,
                             target_minutes, started_at, fetch_delay_ms, deadline_at)
     SELECT md5('clock' || n)::uuid, md5('many' || n)::uuid, 'firstResponse', 1, gen_random_uuid(), 'Standard', 'Team',
            '{"timeZone": "UTC", "weekly": {}}', 60, $1, 0, $2
     FROM generate_series(1, $3::int) n`,
    [app.clock.now(), new Date(deadline), count],
  );
  await app.database.query('ANALYZE sla_target, conversation');
}

const breachesTold = () =>
  app.database.query<{ told: number; clocks: number }>(
    `SELECT count(*)::int AS told, count(DISTINCT payload->>'targetId')::int AS clocks FROM domain_event
     WHERE type = 'sla.changed' AND payload->>'change' = 'breached'`,
  );

const NIGHT = [['22:00', '06:00']] as const;
const ANY_NIGHT = {
  timeZone: 'Europe/Berlin',
  weekly: { mon: NIGHT, tue: NIGHT, wed: NIGHT, thu: NIGHT, fri: NIGHT, sat: NIGHT, sun: NIGHT },
};

describe('a clock', () => {
  test.each([
    // Saturday 22:00 to Sunday 06:00 has seven hours in March, so the eighth is the first of the next night; nine in October.
    ['the night that is an hour short', '2026-03-28T21:00:00Z', '2026-03-29T21:00:00Z'],
    ['the night that is an hour long', '2026-10-24T20:00:00Z', '2026-10-25T04:00:00Z'],
  ])('counts the hours there are in %s', async (_, postedAt, dueAt) => {
    app.clock.set(postedAt);
    const conversation = await aConversation(app);
    await ofTeamHours(app, conversation.teamId, ANY_NIGHT);
    await aPolicy(app, { targets: { firstResponse: 8 * 60 } });
    await writes(conversation, postedAt);
    expect(await clocksOf(conversation.id)).toMatchObject([{ deadlineAt: new Date(dueAt) }]);
  });

  test('of a calendar that never opens is never due, and can be met', async () => {
    const conversation = await aConversation(app);
    await ofTeamHours(app, conversation.teamId, { weekly: {} });
    await writes(conversation, '2026-11-20T10:00:00Z');
    await sweep('2036-01-01T00:00:00Z');
    expect(await clocksOf(conversation.id)).toMatchObject([{ deadlineAt: null, breachedAt: null }]);
    await answer(conversation, '2026-11-21T10:00:00Z');
    expect(await clocksOf(conversation.id)).toMatchObject([{ metAt: new Date('2026-11-21T10:00:00Z') }]);
  });

  test('with a target of zero is late at once, one of a year in a year', async () => {
    const [none, year] = [await aConversation(app), await aConversation(app, { kind: 'review' })];
    await aPolicy(app, {
      conditions: [{ field: 'kind', anyOf: ['review'] }],
      targets: { firstResponse: 365 * 24 * 60 },
    });
    await app.database.query(
      `UPDATE sla_policy SET targets = targets || '{"firstResponse": 0}' WHERE is_fallback`,
    );
    await writes(none, '2026-11-20T10:00:00Z');
    await writes(year, '2026-11-20T10:00:00Z');
    await sweep('2026-11-20T10:00:00.001Z');
    expect(await clocksOf(none.id)).toMatchObject([{ breachedAt: new Date('2026-11-20T10:00:00Z') }]);
    expect(await clocksOf(year.id)).toMatchObject([
      { breachedAt: null, deadlineAt: new Date('2027-11-20T10:00:00Z') },
    ]);
  });

  test('of ten years, a minute a week, is never due, and its post is stored like any other', async () => {
    const conversation = await aConversation(app);
    await ofTeamHours(app, conversation.teamId, { weekly: { mon: [['09:00', '09:01']] } });
    await aPolicy(app, { targets: { firstResponse: 10 * 366 * 24 * 60 } });
    await writes(conversation, '2026-11-20T10:00:00Z');
    expect(await clocksOf(conversation.id)).toMatchObject([{ deadlineAt: null, breachedAt: null }]);
  });

  test('keeps its calendar when that is edited, and the next one takes the new', async () => {
    const [before, after] = [await aConversation(app), await aConversation(app)];
    await writes(before, '2026-11-20T10:00:00Z');
    await ofTeamHours(app, before.teamId, { weekly: { mon: [['09:00', '17:00']] }, timeZone: 'UTC' });
    await writes(after, '2026-11-20T10:00:00Z');
    expect(await clocksOf(before.id)).toMatchObject([{ deadlineAt: new Date('2026-11-20T11:00:00Z') }]);
    expect(await clocksOf(after.id)).toMatchObject([{ deadlineAt: new Date('2026-11-23T10:00:00Z') }]);
  });

  test('of ten years ago is as late as it is, with the delay of our fetch', async () => {
    const conversation = await aConversation(app);
    await writes(conversation, '2016-11-20T10:00:00Z', '2026-11-20T10:00:00Z');
    await sweep('2026-11-20T10:00:01Z');
    expect(await clocksOf(conversation.id)).toMatchObject([
      { breachedAt: new Date('2016-11-20T11:00:00Z'), delay: 3652 * 86_400_000 },
    ]);
  });

  test('of ten years ago rests on the holidays of its time', async () => {
    const conversation = await aConversation(app);
    const nine: [string, string][] = [['09:00', '17:00']];
    const weekly = { mon: nine, tue: nine, wed: nine, thu: nine, fri: nine };
    await ofTeamHours(app, conversation.teamId, { timeZone: 'UTC', weekly, country: 'DE' });
    // Half an hour before a weekend with the first day of Christmas on its Sunday and the second on Monday.
    await writes(conversation, '2016-12-23T16:30:00Z', '2026-11-20T10:00:00Z');
    expect(await clocksOf(conversation.id)).toMatchObject([{ deadlineAt: new Date('2016-12-27T09:30:00Z') }]);
  });

  test('is late at its deadline although every process was down through it', async () => {
    const conversation = await aConversation(app);
    await writes(conversation, '2026-11-20T10:00:00Z');
    const later = await createTestApp({ modules: [SlaModule], keepData: true });
    later.clock.set('2026-11-23T08:00:00Z');
    await later.get(DeadlinesService).keepDeadlines();
    await later.close();
    expect(await clocksOf(conversation.id)).toMatchObject([{ breachedAt: new Date('2026-11-20T11:00:00Z') }]);
  });

  test('is not late again, or earlier, when the server’s clock is set back', async () => {
    const conversation = await aConversation(app);
    await writes(conversation, '2026-11-20T10:00:00Z');
    await sweep('2026-11-20T11:00:10Z');
    await sweep('2026-11-20T09:00:00Z');
    await sweep('2026-11-20T11:00:20Z');
    expect(await clocksOf(conversation.id)).toMatchObject([{ breachedAt: new Date('2026-11-20T11:00:00Z') }]);
    expect(await breachesTold()).toEqual([{ told: 1, clocks: 1 }]);
  });

  test('of a post that the network dates into the future starts when we had it', async () => {
    const channel = await aChannel(app);
    const { customerTurns } = await recordPosts(app, channel, [
      aPost({ postedAt: new Date('2031-01-01T00:00:00Z') }),
    ]);
    await run((tx) => sla().startClocks(tx, customerTurns));
    expect(await clocksOf(customerTurns[0]!.conversationId)).toMatchObject([
      { startedAt: app.clock.now(), delay: 0, deadlineAt: new Date('2026-11-20T11:00:00Z') },
    ]);
  });

  test('that was called late by a server whose clock was ahead is met in time by an answer in time', async () => {
    const conversation = await aConversation(app);
    await writes(conversation, '2026-11-20T10:00:00Z');
    app.clock.set('2026-11-20T13:00:00Z');
    await app.get(DeadlinesService).keepDeadlines();
    app.clock.set('2026-11-20T10:20:00Z');
    await answer(conversation, '2026-11-20T10:20:00Z');
    expect(await clocksOf(conversation.id)).toMatchObject([
      { metAt: new Date('2026-11-20T10:20:00Z'), breachedAt: null },
    ]);
  });

  test('of a database restored to yesterday is late at its own deadline, and told of once', async () => {
    const channel = await aChannel(app);
    const arrives = async (externalId: string, postedAt: string) => {
      const { customerTurns } = await recordPosts(app, channel, [
        aPost({ externalId, postedAt: new Date(postedAt), author: { externalId } }),
      ]);
      await run((tx) => sla().startClocks(tx, customerTurns));
      return customerTurns[0]!.conversationId;
    };
    const kept = await arrives('kept', '2026-11-20T10:00:00Z');
    const [backup] = await app.database.query<{ id: string }>(`SELECT max(id) AS id FROM domain_event`);
    app.clock.set('2026-11-20T12:00:00Z');
    await arrives('lost', '2026-11-20T11:59:00Z');
    await sweep('2026-11-20T13:30:00Z');
    expect(await breachesTold()).toEqual([{ told: 2, clocks: 2 }]);
    // The backup of 10:00 knows nothing of all that.
    await app.database.query(`DELETE FROM conversation WHERE root_external_id = 'lost'`);
    await app.database.query(`UPDATE sla_target SET breached_at = NULL, warned_at = NULL`);
    await app.database.query(`DELETE FROM domain_event WHERE id > $1`, [backup!.id]);
    app.clock.set('2026-11-21T12:00:00Z');
    await sweep('2026-11-21T12:00:00Z');
    const again = await arrives('lost', '2026-11-20T11:59:00Z');
    await sweep('2026-11-21T12:00:01Z');
    await sweep('2026-11-21T12:00:02Z');
    expect(await clocksOf(kept)).toMatchObject([{ breachedAt: new Date('2026-11-20T11:00:00Z') }]);
    expect(await clocksOf(again)).toMatchObject([
      { breachedAt: new Date('2026-11-20T12:59:00Z'), delay: 24 * 3_600_000 + 60_000 },
    ]);
    expect(await breachesTold()).toEqual([{ told: 2, clocks: 2 }]);
  });

  test('answered with an earlier time than its start, as after a step of clocks, is met at its start', async () => {
    const conversation = await aConversation(app);
    await writes(conversation, '2026-11-20T10:00:00Z');
    await app.database.query(`UPDATE sla_turn SET received_at = '2026-11-20T09:00:00Z'`);
    await answer(conversation, '2026-11-20T09:59:00Z');
    expect(await clocksOf(conversation.id)).toMatchObject([
      { metAt: new Date('2026-11-20T10:00:00Z'), breachedAt: null },
    ]);
  });
});

describe('thousands of clocks', () => {
  test('run on as they were when their calendar is edited, at the price of one', async () => {
    await manyClocks(5_000);
    const running = () =>
      app.database.query(`SELECT id, deadline_at, hours, xmin::text FROM sla_target ORDER BY id`);
    const before = await running();
    const [team] = await app.database.query<{ id: string }>(
      `SELECT DISTINCT team_id AS id FROM conversation`,
    );
    await ofTeamHours(app, team!.id, { weekly: { mon: [['09:00', '17:00']] }, timeZone: 'UTC' });
    await app.settle();
    // Not even written: no row has another transaction.
    expect(await running()).toEqual(before);
  });

  test.each([
    ['none a second before', '2026-11-20T11:00:00Z', 0],
    ['all in that second', '2026-11-20T11:00:01Z', 3_000],
  ])('that fall due in the same second: %s', async (_, now, noted) => {
    await manyClocks(3_000);
    await sweep(now);
    expect(await breachesTold()).toEqual([{ told: noted, clocks: noted }]);
  });
});

describe('a storm', () => {
  test('of ten thousand deadlines in one second is noted once each, by two workers at once', async () => {
    await manyClocks(10_000);
    const other = await createTestApp({ modules: [SlaModule], keepData: true });
    const now = new Date('2026-11-20T11:00:02Z');
    await Promise.all([app, other].map((worker) => worker.get(DeadlinesService).keepDeadlines(now)));
    await other.close();
    expect(await breachesTold()).toEqual([{ told: 10_000, clocks: 10_000 }]);
    const [row] = await app.database.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM sla_target WHERE breached_at = deadline_at`,
    );
    expect(row?.count).toBe(10_000);
  });

  test('costs the same few statements for ten and for five thousand', async () => {
    const statements = async (count: number) => {
      await app.reset();
      await manyClocks(count);
      const repository = app.get(DeadlinesRepository);
      const noting = jest.spyOn(repository, 'note');
      await sweep('2026-11-20T11:00:02Z');
      const calls = noting.mock.calls.length;
      noting.mockRestore();
      return calls;
    };
    expect(await statements(5_000)).toBe(await statements(10));
  });

  test('that was noted is not noted again', async () => {
    for (const conversation of await conversations(app, 30))
      await writes(conversation, '2026-11-20T10:00:00Z');
    await sweep('2026-11-20T11:00:00Z');
    expect(await breachesTold()).toEqual([{ told: 30, clocks: 30 }]);
    await sweep('2026-11-20T11:00:00Z');
    expect(await breachesTold()).toEqual([{ told: 30, clocks: 30 }]);
  });
});
