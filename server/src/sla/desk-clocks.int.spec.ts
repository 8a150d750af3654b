import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { aConversation, aCustomerMessage } from '../../test/factories/a-conversation.ts';
import { aPolicy } from '../../test/factories/a-policy.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { ConversationState } from '../conversations/conversation.types.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { DeadlinesService } from './deadlines.service.ts';
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
const conversations = () => app.get(ConversationsService);
const run = <T>(work: (tx: Tx) => Promise<T>) => app.get(UnitOfWork).run(work);

interface Row {
  metric: string;
  turn: number;
  startedAt: Date;
  deadlineAt: Date | null;
  pausedAt: Date | null;
  metAt: Date | null;
  breachedAt: Date | null;
  reason: string | null;
  pauses: number;
}

function clocksOf(id: string, metric: string): Promise<Row[]> {
  return app.database.query(
    `SELECT metric, turn, started_at AS "startedAt", deadline_at AS "deadlineAt", paused_at AS "pausedAt",
            met_at AS "metAt", breached_at AS "breachedAt", cancel_reason AS reason,
            (SELECT count(*)::int FROM sla_pause p WHERE p.target_id = t.id) AS pauses
     FROM sla_target t WHERE conversation_id = $1 AND metric = $2 ORDER BY turn`,
    [id, metric],
  );
}

async function dueOf(id: string) {
  const [row] = await app.database.query<{
    metric: string;
    at: Date | null;
    pausedAt: Date | null;
    frozenAt: Date | null;
  }>(
    `SELECT due_metric AS metric, due_at AS at, due_paused_at AS "pausedAt", due_frozen_at AS "frozenAt"
     FROM conversation WHERE id = $1`,
    [id],
  );
  return row;
}

/** Everything is promised: an answer within the hour, opening within ten minutes, the end within four hours. */
async function promised(): Promise<void> {
  await aPolicy(app, {
    targets: { firstResponse: 60, nextResponse: 60, pickUp: 10, resolution: 240 },
  });
}

async function writes(conversation: ConversationState, postedAt: Date, text?: string) {
  const message = await aCustomerMessage(app, conversation, {
    postedAt,
    receivedAt: postedAt,
    ...(text ? { text } : {}),
  });
  const { channelId, teamId } = conversation;
  const [{ count } = { count: 0 }] = await app.database.query<{ count: number }>(
    `SELECT reply_count AS count FROM conversation WHERE id = $1`,
    [conversation.id],
  );
  const turn = { ...message, channelId, teamId, replyCount: count, isFirst: count === 0 };
  await run(async (tx) => {
    await conversations().setStatus(tx, [conversation.id], 'customerMessage', null);
    await sla().startClocks(tx, [turn]);
  });
  return turn;
}

async function answers({ id }: ConversationState, acceptedAt: Date): Promise<void> {
  app.clock.set(acceptedAt);
  await run(async (tx) => {
    await tx.query(`UPDATE conversation SET reply_count = reply_count + 1 WHERE id = $1`, [id]);
    await conversations().setStatus(tx, [id], 'replyAccepted', null);
    await sla().recordResponses(tx, [{ conversationId: id, messageId: newId(), acceptedAt }]);
  });
  await app.settle();
}

async function moves(
  { id }: ConversationState,
  cause: 'close' | 'reopen' | 'wait',
  time: string,
): Promise<void> {
  app.clock.set(at(time));
  await run(async (tx) => {
    const [before] = await conversations().lock(tx, [id]);
    await conversations().setStatus(tx, [id], cause, null);
    if (cause !== 'reopen') await sla().dismiss(tx, [id]);
    else if (before?.status === 'closed') await sla().readmit(tx, [id]);
  });
  await app.settle();
}

describe('the resolution', () => {
  test('runs from the first message, stands still while it is the customer’s turn, and ends when it is closed', async () => {
    await promised();
    const conversation = await aConversation(app);
    await writes(conversation, at('10:00:00'));
    await answers(conversation, at('10:30:00'));
    expect(await clocksOf(conversation.id, 'resolution')).toMatchObject([
      { deadlineAt: at('14:00:00'), pausedAt: at('10:30:00'), pauses: 1 },
    ]);
    expect(await dueOf(conversation.id)).toEqual({
      metric: 'resolution',
      at: null,
      pausedAt: at('10:30:00'),
      frozenAt: at('14:00:00'),
    });
    app.clock.set(at('12:30:00'));
    await writes(conversation, at('12:30:00'));
    expect(await clocksOf(conversation.id, 'resolution')).toMatchObject([
      { deadlineAt: at('16:00:00'), pausedAt: null, pauses: 1 },
    ]);
    expect(await dueOf(conversation.id)).toMatchObject({ metric: 'nextResponse', at: at('13:30:00') });
    await answers(conversation, at('12:40:00'));
    await moves(conversation, 'close', '15:00:00');
    expect(await clocksOf(conversation.id, 'resolution')).toMatchObject([
      { metAt: at('15:00:00'), breachedAt: null, pausedAt: null, pauses: 2 },
    ]);
  });

  test('begins a turn of its own when the matter is reopened', async () => {
    await promised();
    const conversation = await aConversation(app);
    await writes(conversation, at('10:00:00'));
    await answers(conversation, at('10:30:00'));
    await moves(conversation, 'close', '11:00:00');
    app.clock.set(at('12:00:00'));
    await writes(conversation, at('12:00:00'));
    await app.settle();
    expect(await clocksOf(conversation.id, 'resolution')).toMatchObject([
      { turn: 1, metAt: at('11:00:00') },
      { turn: 2, startedAt: at('12:00:00'), deadlineAt: at('16:00:00'), metAt: null },
    ]);
  });

  test('is not begun again by a thank-you, and neither is a clock for an answer', async () => {
    await promised();
    const conversation = await aConversation(app);
    await writes(conversation, at('10:00:00'));
    await answers(conversation, at('10:30:00'));
    await moves(conversation, 'close', '11:00:00');
    app.clock.set(at('12:00:00'));
    await writes(conversation, at('12:00:00'), 'Danke, tschüss!');
    await app.settle();
    expect(await clocksOf(conversation.id, 'resolution')).toHaveLength(1);
    expect(await clocksOf(conversation.id, 'nextResponse')).toMatchObject([
      { reason: 'courtesy', metAt: null },
    ]);
    await run((tx) => sla().readmit(tx, [conversation.id], { decidedToo: true }));
    expect(await clocksOf(conversation.id, 'nextResponse')).toMatchObject([
      { turn: 1, reason: 'courtesy' },
      { turn: 2, reason: null, startedAt: at('12:00:00') },
    ]);
  });

  test('ends as spam, and runs since the same moment when that is taken back', async () => {
    await promised();
    const conversation = await aConversation(app);
    await writes(conversation, at('10:00:00'));
    const mark = (isSpam: boolean) =>
      run(async (tx) => {
        await conversations().setSpam(tx, [conversation.id], isSpam, null);
        if (isSpam) await sla().dismiss(tx, [conversation.id], { reason: 'spam' });
        else await sla().readmit(tx, [conversation.id]);
      });
    await mark(true);
    await mark(false);
    for (const metric of ['resolution', 'firstResponse'])
      expect(await clocksOf(conversation.id, metric)).toMatchObject([
        { turn: 1, reason: 'spam' },
        { turn: 2, reason: null, startedAt: at('10:00:00') },
      ]);
  });

  test('ends with the only message that asked for something', async () => {
    await promised();
    const conversation = await aConversation(app);
    const turn = await writes(conversation, at('10:00:00'));
    await app.get(SlaListeners).forgetDeleted([{ type: 'message.changed', change: 'deleted', ...turn }]);
    for (const metric of ['resolution', 'firstResponse'])
      expect(await clocksOf(conversation.id, metric)).toMatchObject([{ reason: 'deleted' }]);
  });

  test('goes where its thread goes when two turn out to be one', async () => {
    await promised();
    const [thread, stray] = [await aConversation(app), await aConversation(app)];
    const turn = await writes(stray, at('10:00:00'));
    await run((tx) => sla().startClocks(tx, [{ ...turn, conversationId: thread.id }]));
    for (const metric of ['resolution', 'firstResponse']) {
      expect(await clocksOf(stray.id, metric)).toMatchObject([{ reason: 'merged' }]);
      expect(await clocksOf(thread.id, metric)).toMatchObject([{ reason: null, startedAt: at('10:00:00') }]);
    }
  });
});

describe('a snooze', () => {
  const snoozes = async ({ id }: ConversationState, isForCustomer: boolean) => {
    await run(async (tx) => {
      await conversations().snooze(tx, [id], { until: at('12:00:00'), isForCustomer }, null);
      await sla().followDesk(tx, [id]);
    });
  };

  test('at the customer’s wish pauses what waits for an answer, and nothing falls due meanwhile', async () => {
    await promised();
    const conversation = await aConversation(app);
    await writes(conversation, at('10:00:00'));
    app.clock.set(at('10:20:00'));
    await snoozes(conversation, true);
    expect(await dueOf(conversation.id)).toMatchObject({ at: null, pausedAt: at('10:20:00') });
    await app.get(DeadlinesService).keepDeadlines(at('11:30:00'));
    expect(await clocksOf(conversation.id, 'firstResponse')).toMatchObject([{ breachedAt: null }]);
    app.clock.set(at('12:00:00'));
    await run((tx) => conversations().setStatus(tx, [conversation.id], 'wake', null));
    await app.settle();
    expect(await clocksOf(conversation.id, 'firstResponse')).toMatchObject([
      { deadlineAt: at('12:40:00'), pausedAt: null, breachedAt: null, pauses: 1 },
    ]);
    const facts = await app.database.query<{ change: string }>(
      `SELECT payload->>'change' AS change FROM domain_event
       WHERE type = 'sla.changed' AND payload->>'metric' = 'firstResponse' ORDER BY id`,
    );
    expect(facts.map(({ change }) => change)).toEqual(['started', 'paused', 'resumed']);
  });

  test('of one’s own pauses nothing', async () => {
    await promised();
    const conversation = await aConversation(app);
    await writes(conversation, at('10:00:00'));
    app.clock.set(at('10:20:00'));
    await snoozes(conversation, false);
    await app.get(DeadlinesService).keepDeadlines(at('11:30:00'));
    expect(await clocksOf(conversation.id, 'firstResponse')).toMatchObject([
      { pausedAt: null, breachedAt: at('11:00:00'), pauses: 0 },
    ]);
  });

  test('that nobody has told the clock of yet keeps a deadline from being noted', async () => {
    await promised();
    const conversation = await aConversation(app);
    await writes(conversation, at('10:00:00'));
    app.clock.set(at('10:20:00'));
    const until = { until: at('12:00:00'), isForCustomer: true };
    await run((tx) => conversations().snooze(tx, [conversation.id], until, null));
    await app.get(DeadlinesService).keepDeadlines(at('11:30:00'));
    expect(await clocksOf(conversation.id, 'firstResponse')).toMatchObject([
      { pausedAt: at('10:20:00'), breachedAt: null },
    ]);
  });
});

describe('a pick-up', () => {
  const give = async ({ id }: ConversationState, agentId: string | null, actor: string | null = null) => {
    await run((tx) => conversations().assign(tx, [{ conversationId: id, agentId }], actor));
    await app.settle();
  };

  test('runs from the assignment until whoever has it opens it', async () => {
    await promised();
    const [jana, mehmet] = [await anAgent(app), await anAgent(app)];
    const conversation = await aConversation(app);
    app.clock.set(at('10:05:00'));
    await give(conversation, jana.id);
    expect(await clocksOf(conversation.id, 'pickUp')).toMatchObject([
      { startedAt: at('10:05:00'), deadlineAt: at('10:15:00') },
    ]);
    app.clock.set(at('10:08:00'));
    await run((tx) => sla().recordOpening(tx, conversation.id, mehmet.id));
    expect(await clocksOf(conversation.id, 'pickUp')).toMatchObject([{ metAt: null }]);
    await run((tx) => sla().recordOpening(tx, conversation.id, jana.id));
    expect(await clocksOf(conversation.id, 'pickUp')).toMatchObject([
      { metAt: at('10:08:00'), breachedAt: null },
    ]);
  });

  test('ends when somebody else is given it, for whom another one runs', async () => {
    await promised();
    const [jana, mehmet] = [await anAgent(app), await anAgent(app)];
    const conversation = await aConversation(app);
    await give(conversation, jana.id);
    app.clock.set(at('10:05:00'));
    await give(conversation, mehmet.id);
    await moves(conversation, 'close', '10:06:00');
    expect(await clocksOf(conversation.id, 'pickUp')).toMatchObject([
      { turn: 1, reason: 'reassigned' },
      { turn: 2, startedAt: at('10:05:00'), reason: 'closed' },
    ]);
  });

  test('does not run for what somebody took', async () => {
    await promised();
    const jana = await anAgent(app);
    const conversation = await aConversation(app);
    await give(conversation, jana.id, jana.id);
    expect(await clocksOf(conversation.id, 'pickUp')).toEqual([]);
  });

  test('is met by whoever opens it before its fact was told, and does not start afterwards', async () => {
    await promised();
    const jana = await anAgent(app);
    const conversation = await aConversation(app);
    app.clock.set(at('10:05:00'));
    await run((tx) =>
      conversations().assign(tx, [{ conversationId: conversation.id, agentId: jana.id }], null),
    );
    app.clock.set(at('10:05:01'));
    await run((tx) => sla().recordOpening(tx, conversation.id, jana.id));
    await app.settle();
    expect(await clocksOf(conversation.id, 'pickUp')).toMatchObject([
      { startedAt: at('10:05:00'), metAt: at('10:05:01'), breachedAt: null },
    ]);
  });

  test('is started once, however often its fact is told', async () => {
    await promised();
    const jana = await anAgent(app);
    const conversation = await aConversation(app);
    await give(conversation, jana.id);
    const told = {
      type: 'conversation.assigned',
      conversationId: conversation.id,
      teamId: conversation.teamId,
      before: null,
      after: jana.id,
      actor: null,
    } as const;
    await run((tx) => sla().recordOpening(tx, conversation.id, jana.id));
    await app.get(SlaListeners).followDesk([told, told]);
    expect(await clocksOf(conversation.id, 'pickUp')).toHaveLength(1);
  });
});

describe('a clock that stood still at the customer’s wish', () => {
  /** An hour from 10:00, of which 20 minutes are gone when it is put off until 12:00: due at 12:40. */
  const pausedAndWoken = async () => {
    await aPolicy(app, { targets: { firstResponse: 60, nextResponse: 60 } });
    const conversation = await aConversation(app);
    const first = await writes(conversation, at('10:00:00'));
    const second = await writes(conversation, at('10:01:00'));
    app.clock.set(at('10:20:00'));
    const until = { until: at('12:00:00'), isForCustomer: true };
    await run((tx) => conversations().snooze(tx, [conversation.id], until, null));
    await app.settle();
    app.clock.set(at('12:00:00'));
    await run((tx) => conversations().setStatus(tx, [conversation.id], 'wake', null));
    await app.settle();
    app.clock.set(at('12:10:00'));
    return { conversation, first, second };
  };
  const last = async (id: string) => (await clocksOf(id, 'firstResponse')).at(-1);

  test('has that time back when closing is undone', async () => {
    const { conversation } = await pausedAndWoken();
    await moves(conversation, 'close', '12:10:00');
    await moves(conversation, 'reopen', '12:10:05');
    await app.get(DeadlinesService).keepDeadlines(at('12:20:00'));
    expect(await last(conversation.id)).toMatchObject({
      turn: 2,
      deadlineAt: at('12:40:00'),
      breachedAt: null,
      pauses: 1,
    });
  });

  test('hands it on to the next question when the first is deleted', async () => {
    const { conversation, first } = await pausedAndWoken();
    await run((tx) => sla().forgetMessages(tx, [first]));
    expect(await last(conversation.id)).toMatchObject({
      turn: 2,
      startedAt: at('10:01:00'),
      deadlineAt: at('12:41:00'),
      pauses: 1,
    });
  });

  test('and was not woken for a message that we fetched late has not stood still for that', async () => {
    await promised();
    const conversation = await aConversation(app);
    await writes(conversation, at('10:00:00'));
    await answers(conversation, at('10:10:00'));
    app.clock.set(at('10:20:00'));
    const until = { until: null, isForCustomer: true };
    await run((tx) => conversations().snooze(tx, [conversation.id], until, null));
    await app.settle();
    // Written at 11:00, fetched at 11:30: the half hour is ours.
    app.clock.set(at('11:30:00'));
    await writes(conversation, at('11:00:00'));
    await app.settle();
    expect(await clocksOf(conversation.id, 'nextResponse')).toMatchObject([
      { startedAt: at('11:00:00'), deadlineAt: at('12:00:00'), pauses: 0 },
    ]);
    expect(await clocksOf(conversation.id, 'resolution')).toMatchObject([{ pauses: 2 }]);
  });
});

describe('a conversation that is closed and opened again by hand', () => {
  const reopens = async ({ id }: ConversationState, time: string) => {
    app.clock.set(at(time));
    await run(async (tx) => {
      const [before] = await conversations().lock(tx, [id]);
      await conversations().setStatus(tx, [id], 'reopen', null);
      await sla().readmit(tx, [id], { since: before?.closedAt ?? null });
    });
    await app.settle();
  };

  test('has the clock back that closing had ended', async () => {
    await promised();
    const conversation = await aConversation(app);
    await writes(conversation, at('10:00:00'));
    await moves(conversation, 'close', '11:00:00');
    await reopens(conversation, '12:00:00');
    expect(await clocksOf(conversation.id, 'firstResponse')).toMatchObject([
      { turn: 1, reason: 'closed' },
      { turn: 2, reason: null, startedAt: at('10:00:00') },
    ]);
  });

  test.each([
    ['a thank-you', async () => {}, 'Danke, tschüss!', 'courtesy'],
    [
      'what somebody had decided to leave',
      async (id: string) => {
        const decision = { by: (await anAgent(app)).id, reason: 'informationOnly', note: null } as const;
        await run((tx) => sla().dismiss(tx, [id], { reason: 'noAnswerNeeded', decision }));
      },
      'Nur zur Info: es geht wieder.',
      'noAnswerNeeded',
    ],
  ])('does not let %s wait that closing had not ended', async (_, leave, text, reason) => {
    await promised();
    const conversation = await aConversation(app);
    await writes(conversation, at('10:00:00'));
    await answers(conversation, at('10:30:00'));
    app.clock.set(at('10:40:00'));
    await writes(conversation, at('10:40:00'), text);
    app.clock.set(at('10:50:00'));
    await leave(conversation.id);
    await moves(conversation, 'close', '11:00:00');
    await reopens(conversation, '12:00:00');
    expect(await clocksOf(conversation.id, 'nextResponse')).toMatchObject([{ turn: 1, reason }]);
  });
});

describe('no answer needed', () => {
  test('is kept with the person and the reason, and can be taken back', async () => {
    const jana = await anAgent(app);
    const conversation = await aConversation(app);
    await writes(conversation, at('10:00:00'));
    const decision = { by: jana.id, reason: 'informationOnly', note: 'Sie wollte es nur sagen.' } as const;
    await run((tx) => sla().dismiss(tx, [conversation.id], { reason: 'noAnswerNeeded', decision }));
    expect(
      await app.database.query(
        `SELECT cancel_reason AS reason, cancelled_by AS by, no_answer_reason AS why, cancel_note AS note, met_at AS met
         FROM sla_target`,
      ),
    ).toEqual([
      {
        reason: 'noAnswerNeeded',
        by: jana.id,
        why: 'informationOnly',
        note: 'Sie wollte es nur sagen.',
        met: null,
      },
    ]);
    await run((tx) => sla().readmit(tx, [conversation.id], { decidedToo: true }));
    expect(await clocksOf(conversation.id, 'firstResponse')).toMatchObject([
      { turn: 1, reason: 'noAnswerNeeded' },
      { turn: 2, startedAt: at('10:00:00'), reason: null },
    ]);
  });

  test('stays decided when the conversation comes back from where nobody waits', async () => {
    await promised();
    const conversation = await aConversation(app);
    await writes(conversation, at('10:00:00'));
    const decision = { by: (await anAgent(app)).id, reason: 'informationOnly', note: null } as const;
    app.clock.set(at('10:10:00'));
    await run((tx) => sla().dismiss(tx, [conversation.id], { reason: 'noAnswerNeeded', decision }));
    await moves(conversation, 'wait', '10:20:00');
    app.clock.set(at('10:30:00'));
    // As the desk does it: nothing was closed, so there is no instant since when.
    await run((tx) => sla().readmit(tx, [conversation.id], { since: null }));
    expect(await clocksOf(conversation.id, 'firstResponse')).toMatchObject([{ reason: 'noAnswerNeeded' }]);
  });

  test('does not keep what was set waiting without a decision from waiting again', async () => {
    await promised();
    const conversation = await aConversation(app);
    await writes(conversation, at('10:00:00'));
    await moves(conversation, 'wait', '10:20:00');
    await run((tx) => sla().readmit(tx, [conversation.id], { since: null }));
    expect(await clocksOf(conversation.id, 'firstResponse')).toMatchObject([
      { turn: 1, reason: 'closed' },
      { turn: 2, reason: null, startedAt: at('10:00:00') },
    ]);
  });
});
