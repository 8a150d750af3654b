import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { aConversation, aCustomerMessage } from '../../test/factories/a-conversation.ts';
import { aPolicy, ofTeamHours } from '../../test/factories/a-policy.ts';
import { aTeam } from '../../test/factories/a-team.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { ConversationState, CustomerTurn } from '../conversations/conversation.types.ts';
import { RecordReplyService } from '../conversations/record-reply.service.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { SlaListeners } from './sla.listeners.ts';
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

const at = (time: string) => new Date(`2026-11-20T${time}Z`);
const sla = () => app.get(SlaService);
const run = <T>(work: (tx: Tx) => Promise<T>) => app.get(UnitOfWork).run(work);

interface Clock {
  metric: string;
  turn: number;
  startedAt: Date;
  fetchDelayMs: number;
  deadlineAt: Date | null;
  warnAt: Date | null;
  metAt: Date | null;
  breachedAt: Date | null;
  cancelledAt: Date | null;
  targetMinutes: number;
}

function clocksOf(id: string): Promise<Clock[]> {
  return app.database.query(
    `SELECT metric, turn, started_at AS "startedAt", fetch_delay_ms::int AS "fetchDelayMs", deadline_at AS "deadlineAt",
            warn_at AS "warnAt", met_at AS "metAt", breached_at AS "breachedAt", cancelled_at AS "cancelledAt",
            target_minutes AS "targetMinutes"
     FROM sla_target WHERE conversation_id = $1 ORDER BY id`,
    [id],
  );
}

const reasonsOf = async (id: string) =>
  (
    await app.database.query<{ reason: string | null }>(
      `SELECT cancel_reason AS reason FROM sla_target WHERE conversation_id = $1 ORDER BY turn`,
      [id],
    )
  ).map(({ reason }) => reason);

async function dueOf(id: string): Promise<Record<string, unknown> | undefined> {
  const [row] = await app.database.query<Record<string, unknown>>(
    `SELECT due_at AS at, due_metric AS metric, due_met_at AS "metAt", version FROM conversation WHERE id = $1`,
    [id],
  );
  return row;
}

/** A customer's message, as `recordInbound` hands it on. */
async function writes(
  conversation: ConversationState,
  postedAt: Date,
  receivedAt: Date = postedAt,
): Promise<CustomerTurn> {
  const message = await aCustomerMessage(app, conversation, { postedAt, receivedAt });
  const { channelId, teamId, replyCount } = conversation;
  return { ...message, channelId, teamId, replyCount, isFirst: replyCount === 0 };
}

async function starts(conversation: ConversationState, ...turns: CustomerTurn[]): Promise<void> {
  await run((tx) => sla().startClocks(tx, turns));
  expect(turns.every((turn) => turn.conversationId === conversation.id)).toBe(true);
}

/** A reply is accepted; the conversation counts it before the clock hears of it. */
async function answers(conversation: { id: string }, acceptedAt: Date): Promise<void> {
  await app.database.query(`UPDATE conversation SET reply_count = reply_count + 1 WHERE id = $1`, [
    conversation.id,
  ]);
  const response = { conversationId: conversation.id, messageId: newId(), acceptedAt };
  await run((tx) => sla().recordResponses(tx, [response]));
}

/** A conversation whose customer asked at ten o'clock. */
async function aQuestion(): Promise<{ conversation: ConversationState; first: CustomerTurn }> {
  const conversation = await aConversation(app);
  const first = await writes(conversation, at('10:00:00'));
  await starts(conversation, first);
  return { conversation, first };
}

/** The network has taken a reply that was written before. */
async function accepts({ id }: ConversationState, messageId: string, acceptedAt: Date): Promise<void> {
  await run((tx) => sla().recordResponses(tx, [{ conversationId: id, messageId, acceptedAt }]));
}

/** Handed to the outbox, not accepted yet. */
async function aWrittenReply({ id }: ConversationState, inReplyToMessageId: string): Promise<string> {
  const agent = await anAgent(app);
  const reply = {
    id: newId(),
    conversationId: id,
    agentId: agent.id,
    authorSnapshot: { agentId: agent.id, publicName: 'Jana K.', mark: 'JK', faceVersion: 0, teamName: null },
    visibility: 'public',
    text: 'Ich sehe nach. ^JK',
    signature: '^JK',
    checkCode: 'ABCDEFGHJKMNP',
    language: null,
    inReplyToMessageId,
    mediaIds: [],
    deliveryState: 'held',
    deliveryNextAt: null,
  } as const;
  await run((tx) => app.get(RecordReplyService).recordReply(tx, { ...reply, mediaIds: [] }));
  return reply.id;
}

describe('a clock', () => {
  test('starts when the customer posted, and shows apart how long it took to reach us', async () => {
    const conversation = await aConversation(app);
    await starts(conversation, await writes(conversation, at('09:58:00'), at('10:00:00')));
    expect(await clocksOf(conversation.id)).toEqual([
      {
        metric: 'firstResponse',
        turn: 1,
        startedAt: at('09:58:00'),
        fetchDelayMs: 120_000,
        deadlineAt: at('10:58:00'),
        warnAt: at('10:38:00'),
        metAt: null,
        breachedAt: null,
        cancelledAt: null,
        targetMinutes: 60,
      },
    ]);
    expect(await dueOf(conversation.id)).toEqual({
      at: at('10:58:00'),
      metric: 'firstResponse',
      metAt: null,
      version: conversation.version + 1,
    });
  });

  test('starts once however often and in whatever order the customer writes', async () => {
    const conversation = await aConversation(app);
    const [first, second, third] = [
      await writes(conversation, at('10:05:00')),
      await writes(conversation, at('10:01:00')),
      await writes(conversation, at('10:03:00')),
    ];
    await starts(conversation, first, third);
    await starts(conversation, first);
    expect(await clocksOf(conversation.id)).toMatchObject([{ startedAt: at('10:03:00') }]);
    await starts(conversation, second);
    expect(await clocksOf(conversation.id)).toMatchObject([
      { turn: 1, startedAt: at('10:01:00'), deadlineAt: at('11:01:00') },
    ]);
  });

  test('is met when the network took the reply, not when we heard of it; saying so twice changes nothing', async () => {
    const conversation = await aConversation(app);
    await starts(conversation, await writes(conversation, at('10:00:00')));
    app.clock.set(at('10:20:00'));
    await answers(conversation, at('10:12:00'));
    const met = await clocksOf(conversation.id);
    expect(met).toMatchObject([{ metAt: at('10:12:00'), breachedAt: null }]);
    expect(await dueOf(conversation.id)).toMatchObject({ at: at('11:00:00'), metAt: at('10:12:00') });
    const again = { conversationId: conversation.id, messageId: newId(), acceptedAt: at('10:15:00') };
    await run((tx) => sla().recordResponses(tx, [again]));
    expect(await clocksOf(conversation.id)).toEqual(met);
  });

  test('runs for the next response after a reply, and shows the running one before the met one', async () => {
    const conversation = await aConversation(app);
    await starts(conversation, await writes(conversation, at('10:00:00')));
    await answers(conversation, at('10:10:00'));
    await starts(conversation, await writes(conversation, at('10:30:00')));
    expect(await clocksOf(conversation.id)).toMatchObject([
      { metric: 'firstResponse', turn: 1, metAt: at('10:10:00') },
      { metric: 'nextResponse', turn: 1, deadlineAt: at('12:30:00'), metAt: null },
    ]);
    expect(await dueOf(conversation.id)).toMatchObject({ metric: 'nextResponse', metAt: null });
    await answers(conversation, at('10:40:00'));
    await starts(conversation, await writes(conversation, at('10:50:00')));
    expect((await clocksOf(conversation.id)).at(-1)).toMatchObject({ metric: 'nextResponse', turn: 2 });
  });

  test('starts anew for what reached us after the reply had gone out, whichever we heard of first', async () => {
    const conversation = await aConversation(app);
    await starts(conversation, await writes(conversation, at('10:00:00')));
    await starts(conversation, await writes(conversation, at('10:10:30'), at('10:10:40')));
    await answers(conversation, at('10:10:35'));
    expect(await clocksOf(conversation.id)).toMatchObject([
      { metric: 'firstResponse', metAt: at('10:10:35') },
      { metric: 'nextResponse', startedAt: at('10:10:30'), metAt: null },
    ]);
  });

  test('runs on for what came while a reply was on its way, and it is our turn again', async () => {
    const { conversation, first } = await aQuestion();
    app.clock.set(at('10:10:00'));
    const reply = await aWrittenReply(conversation, first.messageId);
    await starts(conversation, await writes(conversation, at('10:10:04')));
    const acceptedAt = at('10:10:09');
    const accepted = { messageId: reply, externalId: 'reply-1', permalink: null, acceptedAt };
    await run(async (tx) => {
      await app.get(RecordReplyService).recordAcceptedReplies(tx, [accepted]);
      await sla().recordResponses(tx, [{ conversationId: conversation.id, messageId: reply, acceptedAt }]);
    });
    expect(await clocksOf(conversation.id)).toMatchObject([
      { metric: 'firstResponse', metAt: acceptedAt },
      { metric: 'nextResponse', startedAt: at('10:10:04'), metAt: null },
    ]);
    const [row] = await app.database.query(`SELECT status FROM conversation WHERE id = $1`, [
      conversation.id,
    ]);
    expect(row).toEqual({ status: 'open' });
  });

  test('is breached at its deadline when the reply came later, also when no timer noticed', async () => {
    const conversation = await aConversation(app);
    await starts(conversation, await writes(conversation, at('10:00:00')));
    await answers(conversation, at('11:30:00'));
    expect(await clocksOf(conversation.id)).toMatchObject([
      { metAt: at('11:30:00'), breachedAt: at('11:00:00') },
    ]);
  });

  test('is taken for neither met nor missed when somebody closes without an answer', async () => {
    const conversation = await aConversation(app);
    await starts(conversation, await writes(conversation, at('10:00:00')));
    app.clock.set(at('10:20:00'));
    await run((tx) => sla().dismiss(tx, [conversation.id]));
    expect(await clocksOf(conversation.id)).toMatchObject([
      { cancelledAt: at('10:20:00'), metAt: null, breachedAt: null },
    ]);
    expect(await dueOf(conversation.id)).toMatchObject({ at: null, metric: null });
  });

  test('is met by the reply that was on its way when somebody closed', async () => {
    const { conversation, first } = await aQuestion();
    app.clock.set(at('10:10:00'));
    const messageId = await aWrittenReply(conversation, first.messageId);
    app.clock.set(at('10:10:03'));
    await run((tx) => sla().dismiss(tx, [conversation.id]));
    await starts(conversation, await writes(conversation, at('10:10:05')));
    for (let time = 0; time < 2; time += 1) await accepts(conversation, messageId, at('10:10:10'));
    expect(await clocksOf(conversation.id)).toMatchObject([
      { startedAt: at('10:00:00'), metAt: at('10:10:10'), breachedAt: null, cancelledAt: null },
      { startedAt: at('10:10:05'), metAt: null, cancelledAt: null },
    ]);
    expect(await reasonsOf(conversation.id)).toEqual([null, null]);
  });

  test('is met by the reply that was on its way when somebody decided that none was needed', async () => {
    const { conversation, first } = await aQuestion();
    app.clock.set(at('10:10:00'));
    const messageId = await aWrittenReply(conversation, first.messageId);
    const decision = { by: (await anAgent(app)).id, reason: 'duplicate', note: 'Am Telefon' } as const;
    await run((tx) => sla().dismiss(tx, [conversation.id], { reason: 'noAnswerNeeded', decision }));
    await accepts(conversation, messageId, at('10:10:10'));
    expect(await clocksOf(conversation.id)).toMatchObject([{ metAt: at('10:10:10'), cancelledAt: null }]);
    expect(await reasonsOf(conversation.id)).toEqual([null]);
  });

  test('of a question that came after the reply was written is not met by it', async () => {
    const { conversation, first } = await aQuestion();
    app.clock.set(at('10:05:00'));
    const messageId = await aWrittenReply(conversation, first.messageId);
    const closes = () => run((tx) => sla().dismiss(tx, [conversation.id]));
    app.clock.set(at('10:10:00'));
    await closes();
    await starts(conversation, await writes(conversation, at('10:20:00')));
    app.clock.set(at('10:25:00'));
    await closes();
    await starts(conversation, await writes(conversation, at('10:40:00')));
    await accepts(conversation, messageId, at('10:45:00'));
    expect((await clocksOf(conversation.id)).map(({ startedAt, metAt }) => [startedAt, metAt])).toEqual([
      [at('10:00:00'), at('10:45:00')],
      [at('10:20:00'), null],
      [at('10:40:00'), null],
    ]);
  });

  test('that ended with a closing is met once by the reply after it was opened again', async () => {
    const { conversation, first } = await aQuestion();
    app.clock.set(at('10:10:00'));
    const messageId = await aWrittenReply(conversation, first.messageId);
    app.clock.set(at('10:10:03'));
    await run((tx) => sla().dismiss(tx, [conversation.id]));
    await run((tx) => sla().readmit(tx, [conversation.id]));
    await run((tx) => sla().dismiss(tx, [conversation.id]));
    await accepts(conversation, messageId, at('10:10:10'));
    expect((await clocksOf(conversation.id)).map(({ metAt }) => metAt)).toEqual([null, at('10:10:10')]);
  });

  test('stays closed without an answer when a reply is written only afterwards', async () => {
    const { conversation, first } = await aQuestion();
    app.clock.set(at('10:20:00'));
    await run((tx) => sla().dismiss(tx, [conversation.id]));
    app.clock.set(at('10:30:00'));
    const messageId = await aWrittenReply(conversation, first.messageId);
    await accepts(conversation, messageId, at('10:30:10'));
    expect(await clocksOf(conversation.id)).toMatchObject([{ metAt: null, cancelledAt: at('10:20:00') }]);
  });

  test('runs again since the same moment when closing is undone', async () => {
    const conversation = await aConversation(app);
    await starts(conversation, await writes(conversation, at('10:00:00')));
    app.clock.set(at('10:20:00'));
    await run((tx) => sla().dismiss(tx, [conversation.id]));
    await run((tx) => sla().readmit(tx, [conversation.id]));
    expect(await clocksOf(conversation.id)).toMatchObject([
      { turn: 1, cancelledAt: at('10:20:00') },
      { turn: 2, startedAt: at('10:00:00'), deadlineAt: at('11:00:00'), cancelledAt: null },
    ]);
  });

  test('does not reach back behind a closing when the customer writes again', async () => {
    const conversation = await aConversation(app);
    await starts(conversation, await writes(conversation, at('10:00:00')));
    await run((tx) => sla().dismiss(tx, [conversation.id]));
    await starts(conversation, await writes(conversation, at('15:00:00')));
    expect((await clocksOf(conversation.id)).at(-1)).toMatchObject({ turn: 2, startedAt: at('15:00:00') });
  });

  test('ends when the customer deletes the only message that waits', async () => {
    const conversation = await aConversation(app);
    const turn = await writes(conversation, at('10:00:00'));
    await starts(conversation, turn);
    const deleted = { type: 'message.changed', change: 'deleted', ...turn } as const;
    await app.get(SlaListeners).forgetDeleted([deleted]);
    const after = await clocksOf(conversation.id);
    expect(after).toMatchObject([{ cancelledAt: app.clock.now() }]);
    await app.get(SlaListeners).forgetDeleted([deleted]);
    expect(await clocksOf(conversation.id)).toEqual(after);
  });

  test('goes on for the next message when the customer deletes the first', async () => {
    const conversation = await aConversation(app);
    const [first, second] = [
      await writes(conversation, at('10:00:00')),
      await writes(conversation, at('10:09:00')),
    ];
    await starts(conversation, first, second);
    await app.get(SlaListeners).forgetDeleted([{ type: 'message.changed', change: 'deleted', ...first }]);
    expect(await clocksOf(conversation.id)).toMatchObject([
      { turn: 1, cancelledAt: app.clock.now() },
      { turn: 2, startedAt: at('10:09:00'), cancelledAt: null },
    ]);
  });

  test('moves with its message when two threads turn out to be one', async () => {
    const [thread, stray] = [await aConversation(app), await aConversation(app)];
    const turn = await writes(stray, at('10:00:00'));
    await starts(stray, turn);
    await starts(thread, { ...turn, conversationId: thread.id });
    expect(await clocksOf(stray.id)).toMatchObject([{ cancelledAt: app.clock.now() }]);
    expect(await clocksOf(thread.id)).toMatchObject([{ startedAt: at('10:00:00'), cancelledAt: null }]);
    expect(await dueOf(stray.id)).toMatchObject({ at: null });
  });

  test('goes on for what stays behind when its message moves, and says that it moved', async () => {
    const [thread, stray] = [await aConversation(app), await aConversation(app)];
    const turn = await writes(stray, at('10:00:00'));
    await starts(stray, turn, await writes(stray, at('10:05:00')));
    await starts(thread, { ...turn, conversationId: thread.id });
    expect(await reasonsOf(stray.id)).toEqual(['merged', null]);
  });

  test('keeps the policy with which it started', async () => {
    const conversation = await aConversation(app);
    await starts(conversation, await writes(conversation, at('10:00:00')));
    const other = await aTeam(app);
    await app.database.query(`UPDATE conversation SET team_id = $2 WHERE id = $1`, [
      conversation.id,
      other.id,
    ]);
    await ofTeamHours(app, other.id, { weekly: {} });
    await aPolicy(app, { teamId: other.id, name: 'Eilig', targets: { firstResponse: 5, nextResponse: 5 } });
    await starts(conversation, await writes(conversation, at('09:55:00'), at('10:01:00')));
    expect(await clocksOf(conversation.id)).toMatchObject([
      { startedAt: at('09:55:00'), deadlineAt: at('10:55:00') },
    ]);
  });

  test('that never comes due is kept without a deadline, and shows nothing', async () => {
    const conversation = await aConversation(app);
    await ofTeamHours(app, conversation.teamId, { weekly: {} });
    await starts(conversation, await writes(conversation, at('10:00:00')));
    expect(await clocksOf(conversation.id)).toMatchObject([{ deadlineAt: null, warnAt: null, metAt: null }]);
    expect(await dueOf(conversation.id)).toMatchObject({ at: null });
    await answers(conversation, at('18:00:00'));
    expect(await clocksOf(conversation.id)).toMatchObject([{ metAt: at('18:00:00'), breachedAt: null }]);
  });

  test('is started by two transactions at once only once', async () => {
    const conversation = await aConversation(app);
    const turns = [await writes(conversation, at('10:00:00')), await writes(conversation, at('10:01:00'))];
    await Promise.all(turns.map((turn) => starts(conversation, turn)));
    expect(await clocksOf(conversation.id)).toMatchObject([{ startedAt: at('10:00:00'), cancelledAt: null }]);
  });

  test('tells what happens to it as facts', async () => {
    const conversation = await aConversation(app);
    await starts(conversation, await writes(conversation, at('10:00:00')));
    await answers(conversation, at('10:10:00'));
    const facts = await app.database.query<{ change: string }>(
      `SELECT payload->>'change' AS change FROM domain_event WHERE type = 'sla.changed' ORDER BY id`,
    );
    expect(facts.map(({ change }) => change)).toEqual(['started', 'met']);
  });

  test('of a hundred conversations costs as many statements as that of one', async () => {
    const statements = async (count: number) => {
      const turns: CustomerTurn[] = [];
      for (let made = 0; made < count; made += 1) {
        const conversation = await aConversation(app);
        turns.push(await writes(conversation, at('10:00:00')));
      }
      return run(async (tx) => {
        let asked = 0;
        const counting: Tx = {
          manager: tx.manager,
          query: (sql, params) => ((asked += 1), tx.query(sql, params)),
          emit: (event) => tx.emit(event),
          emitAll: (events) => tx.emitAll(events),
        };
        await sla().startClocks(counting, turns);
        return asked;
      });
    };
    await statements(1);
    expect(await statements(100)).toBe(await statements(1));
  });
});
