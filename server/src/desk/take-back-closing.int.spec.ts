import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { PatchConversationRequest } from '@visavis/shared/api/conversations';
import type { DomainEvent } from '@visavis/shared/events/domain-events';
import request from 'supertest';
import { aConversation, aCustomerMessage } from '../../test/factories/a-conversation.ts';
import { aPolicy } from '../../test/factories/a-policy.ts';
import { twoColleagues } from '../../test/factories/two-colleagues.ts';
import { signIn, type SignedInHeaders } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { AgentRecord } from '../agents/agent.types.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { DeadlinesService } from '../sla/deadlines.service.ts';
import { SlaListeners } from '../sla/sla.listeners.ts';
import { SlaService } from '../sla/sla.service.ts';
import { DeskModule } from './desk.module.ts';
import { WakeSnoozedService } from './wake-snoozed.service.ts';

let app: TestApp;
let jana: AgentRecord;
let mehmet: AgentRecord;
let asJana: SignedInHeaders;
beforeAll(async () => {
  app = await createTestApp({ modules: [DeskModule] });
});
beforeEach(async () => {
  ({ jana, mehmet, asJana } = await twoColleagues(app));
  await aPolicy(app, { targets: { firstResponse: 60, nextResponse: 60, pickUp: 10, resolution: 240 } });
});
afterAll(() => app.close());

const at = (time: string) => new Date(`2026-11-20T${time}Z`);
const run = <T>(work: (tx: Tx) => Promise<T>) => app.get(UnitOfWork).run(work);
const stateOf = async (id: string) => (await app.get(ConversationsService).find(id))!;
type Wish = Omit<PatchConversationRequest, 'version'>;

async function patch(id: string, wish: Wish, as = asJana): Promise<void> {
  const { version } = await stateOf(id);
  const answer = await request(app.url)
    .patch(`/api/conversations/${id}`)
    .set(as)
    .send({ version, ...wish });
  expect(answer.status).toBe(200);
}

/** As the toast does it: closed, and a moment later not. @param then what happens in between */
async function closedAndBack(id: string, former: Wish, then: () => Promise<void> | void = () => {}) {
  await patch(id, { status: 'closed' });
  await app.settle();
  await then();
  await patch(id, { ...former, takesBack: true });
  await app.settle();
}

async function asks(id: string, time: string): Promise<void> {
  app.clock.set(at(time));
  const { channelId, teamId, replyCount } = await stateOf(id);
  const message = await aCustomerMessage(app, { id, channelId });
  const turn = { ...message, channelId, teamId, replyCount, isFirst: replyCount === 0 };
  await run(async (tx) => {
    await app.get(ConversationsService).setStatus(tx, [id], 'customerMessage', null);
    await app.get(SlaService).startClocks(tx, [turn]);
  });
  await app.settle();
}

async function isAnswered(id: string, time: string): Promise<void> {
  app.clock.set(at(time));
  await run(async (tx) => {
    await tx.query(`UPDATE conversation SET reply_count = reply_count + 1 WHERE id = $1`, [id]);
    await app.get(ConversationsService).setStatus(tx, [id], 'replyAccepted', null);
    const response = { conversationId: id, messageId: newId(), acceptedAt: at(time) };
    await app.get(SlaService).recordResponses(tx, [response]);
  });
  await app.settle();
}

/** All there is to know of the clocks, and what the row of the inbox shows of them. */
async function clocksOf(id: string) {
  const clocks = await app.database.query(
    `SELECT to_jsonb(t) AS clock, (SELECT jsonb_agg(to_jsonb(p) ORDER BY p.from_at) FROM sla_pause p WHERE p.target_id = t.id)
       AS pauses FROM sla_target t WHERE conversation_id = $1 ORDER BY metric, turn`,
    [id],
  );
  const row = await app.database.query(
    `SELECT status, closed_at, snoozed_until, due_at, due_metric, due_started_at, due_warn_at, due_met_at, due_paused_at,
       due_frozen_at, answer_due_at FROM conversation WHERE id = $1`,
    [id],
  );
  return { clocks, row };
}
/** The same, once everything that has come is noted. */
async function settledClocksOf(id: string) {
  await app.settle();
  await app.get(DeadlinesService).keepDeadlines();
  await app.settle();
  return clocksOf(id);
}
const metricsOf = (id: string) =>
  app.database.query<{ metric: string; turn: number; breachedAt: Date | null }>(
    `SELECT metric, turn, breached_at AS "breachedAt" FROM sla_target WHERE conversation_id = $1 ORDER BY metric, turn`,
    [id],
  );
const linesOf = async (id: string) =>
  (
    await app.database.query<{ type: string }>(
      `SELECT type FROM conversation_event WHERE conversation_id = $1 ORDER BY at, id`,
      [id],
    )
  ).map(({ type }) => type);
const factsOf = async (id: string, type: DomainEvent['type']) =>
  (
    await app.database.query<{ payload: DomainEvent }>(
      `SELECT payload FROM domain_event WHERE type = $2 AND payload->>'conversationId' = $1 ORDER BY id`,
      [id, type],
    )
  ).map(({ payload }) => payload);

/** Jana has it and it is our turn: a question of 10:00, given to her by nobody at 10:02 and not opened yet. */
async function unanswered(): Promise<string> {
  const { id } = await aConversation(app, { status: 'open' });
  await asks(id, '10:00:00');
  app.clock.set(at('10:02:00'));
  await run((tx) =>
    app.get(ConversationsService).assign(tx, [{ conversationId: id, agentId: jana.id }], null),
  );
  await app.settle();
  app.clock.set(at('10:05:00'));
  return id;
}

const until = at('14:00:00').toISOString();
const standings: [string, () => Promise<string>, Wish][] = [
  ['that waits for an answer', unanswered, { status: 'open' }],
  [
    'that nobody has answered',
    async () => {
      const { id } = await aConversation(app);
      await asks(id, '10:00:00');
      return id;
    },
    { status: 'new' },
  ],
  [
    'that waits for the customer',
    async () => {
      const id = await unanswered();
      await isAnswered(id, '10:30:00');
      return id;
    },
    { status: 'waiting' },
  ],
  [
    'that is put off at the customer’s wish',
    async () => {
      const id = await unanswered();
      await patch(id, { status: 'snoozed', snoozedUntil: until, isSnoozedForCustomer: true });
      return id;
    },
    { status: 'snoozed', snoozedUntil: until, isSnoozedForCustomer: true },
  ],
  [
    'in which a question after an answer waits, and which is late',
    async () => {
      const id = await unanswered();
      await isAnswered(id, '10:30:00');
      await asks(id, '10:40:00');
      app.clock.set(at('12:00:00'));
      await app.get(DeadlinesService).keepDeadlines();
      return id;
    },
    { status: 'open' },
  ],
  [
    'in which somebody had decided that no answer is needed',
    async () => {
      const id = await unanswered();
      await request(app.url)
        .post(`/api/conversations/${id}/no-answer-needed`)
        .set(asJana)
        .send({ reason: 'informationOnly' });
      return id;
    },
    { status: 'open' },
  ],
];

describe('a closing that is taken back', () => {
  test.each(standings)('leaves one %s as if it had not been closed', async (_, stands, former) => {
    const id = await stands();
    app.clock.advance({ minutes: 1 });
    const before = await settledClocksOf(id);
    const lines = await linesOf(id);
    await closedAndBack(id, former, () => {
      app.clock.advance({ seconds: 4 });
    });
    expect(await clocksOf(id)).toEqual(before);
    expect(await linesOf(id)).toEqual([...lines, 'statusChanged', 'closingTakenBack']);
    expect(await factsOf(id, 'conversation.reopened')).toEqual([]);
    expect((await factsOf(id, 'conversation.statusChanged')).at(-1)).toMatchObject({
      before: 'closed',
      after: former.status,
    });
  });

  test.each(standings)('of many leaves one %s like that too', async (_, stands) => {
    const id = await stands();
    app.clock.advance({ minutes: 1 });
    const before = await settledClocksOf(id);
    const post = (path: string, body: object) =>
      request(app.url).post(`/api/conversations/${path}`).set(asJana).send(body);
    const closing = await post('bulk', { ids: [id], change: { do: 'close' } });
    await app.settle();
    app.clock.advance({ minutes: 3 });
    const { body } = await post('bulk/undo', { undoToken: closing.body.undoToken });
    await app.settle();
    expect(body).toEqual({ restored: [id], left: [] });
    expect(await clocksOf(id)).toEqual(before);
    expect(await factsOf(id, 'conversation.reopened')).toEqual([]);
    expect((await linesOf(id)).at(-1)).toBe('closingTakenBack');
  });

  test('takes the decision with it that what waited needs no answer', async () => {
    const id = await unanswered();
    const before = await settledClocksOf(id);
    await patch(id, { status: 'closed', noAnswerNeeded: { reason: 'duplicate', note: 'Steht im Aushang.' } });
    await patch(id, { status: 'open', takesBack: true });
    expect(await clocksOf(id)).toEqual(before);
  });

  test('can be closed and taken back again, and in the end is resolved when it was closed for good', async () => {
    const id = await unanswered();
    await isAnswered(id, '10:30:00');
    const before = await settledClocksOf(id);
    for (let time = 1; time <= 2; time += 1) {
      app.clock.advance({ minutes: 1 });
      await closedAndBack(id, { status: 'waiting' }, () => {
        app.clock.advance({ minutes: 1 });
      });
      expect(await clocksOf(id)).toEqual(before);
    }
    app.clock.set(at('13:00:00'));
    await patch(id, { status: 'closed' });
    const resolved = `SELECT turn, met_at AS "metAt" FROM sla_target WHERE metric = 'resolution'`;
    expect(await app.database.query(resolved)).toEqual([{ turn: 1, metAt: at('13:00:00') }]);
    // It stood still from the answer until then, the closing that never was included.
    expect(await app.database.query(`SELECT from_at, to_at FROM sla_pause`)).toEqual([
      { from_at: at('10:30:00'), to_at: at('13:00:00') },
    ]);
  });

  test('notes a deadline that passed meanwhile, at the deadline and once', async () => {
    const id = await unanswered();
    await closedAndBack(id, { status: 'open' }, async () => {
      app.clock.set(at('10:59:00'));
      asJana = await signIn(app, jana);
      app.clock.set(at('11:04:00'));
    });
    await app.get(DeadlinesService).keepDeadlines();
    await app.get(DeadlinesService).keepDeadlines();
    expect(await metricsOf(id)).toEqual([
      { metric: 'firstResponse', turn: 1, breachedAt: at('11:00:00') },
      { metric: 'pickUp', turn: 1, breachedAt: at('10:12:00') },
      { metric: 'resolution', turn: 1, breachedAt: null },
    ]);
    const noted = (await factsOf(id, 'sla.changed')).flatMap((fact) =>
      fact.type === 'sla.changed' && fact.change === 'breached' ? [fact.metric] : [],
    );
    expect([noted.length, new Set(noted)]).toEqual([2, new Set(['firstResponse', 'pickUp'])]);
  });

  test('is put off until an instant that passed meanwhile, and wakes', async () => {
    const id = await unanswered();
    const snoozedUntil = at('10:30:00').toISOString();
    await patch(id, { status: 'snoozed', snoozedUntil });
    await closedAndBack(id, { status: 'snoozed', snoozedUntil }, () => {
      app.clock.set(at('10:40:00'));
    });
    await app.get(WakeSnoozedService).wakeSnoozed();
    expect((await stateOf(id)).status).toBe('new');
    expect((await linesOf(id)).slice(-2)).toEqual(['closingTakenBack', 'woken']);
  });

  test('changes no clock when its facts are heard together, late and twice', async () => {
    const id = await unanswered();
    const before = await settledClocksOf(id);
    await patch(id, { status: 'closed' });
    await patch(id, { status: 'open', takesBack: true });
    const facts = [
      ...(await factsOf(id, 'conversation.assigned')),
      ...(await factsOf(id, 'conversation.statusChanged')),
    ];
    await app.settle();
    await app.get(SlaListeners).followDesk(facts);
    await app.get(SlaListeners).followDesk(facts);
    expect(await clocksOf(id)).toEqual(before);
  });

  test('lets a question that was deleted meanwhile rest', async () => {
    const id = await unanswered();
    const [message] = await app.database.query<{ messageId: string }>(
      `SELECT message_id AS "messageId" FROM sla_turn`,
    );
    await closedAndBack(id, { status: 'open' }, () =>
      run((tx) => app.get(SlaService).forgetMessages(tx, [{ conversationId: id, ...message! }])),
    );
    expect(
      await app.database.query(
        `SELECT metric FROM sla_target WHERE met_at IS NULL AND cancelled_at IS NULL ORDER BY 1`,
      ),
    ).toEqual([{ metric: 'pickUp' }, { metric: 'resolution' }]);
  });

  test('of spam stays without clocks', async () => {
    const id = await unanswered();
    await run(async (tx) => {
      await app.get(ConversationsService).setSpam(tx, [id], true, null);
      await app.get(SlaService).dismiss(tx, [id], { reason: 'spam' });
    });
    const before = await settledClocksOf(id);
    await closedAndBack(id, { status: 'open' });
    expect(await clocksOf(id)).toEqual(before);
  });
});

describe('a reopening like any other it is', () => {
  const writes = async (id: string) => {
    app.clock.advance({ seconds: 1 });
    const { channelId } = await stateOf(id);
    await aCustomerMessage(app, { id, channelId });
  };
  /** A reply from before it was closed, which the network takes only now. */
  const goesOut = async (id: string) => {
    app.clock.advance({ seconds: 1 });
    await app.database.query(
      `INSERT INTO message (id, conversation_id, channel_id, external_id, type, visibility, sequence, agent_id,
         author_snapshot, delivery_state, text, posted_at, ordered_at, received_at)
       SELECT $1::uuid, c.id, c.channel_id, $1::text, 'reply', 'public', 2, $2, '{}', 'sent', 'Läuft wieder.',
         $3, $3, $3::timestamptz - interval '1 minute' FROM conversation c WHERE c.id = $4`,
      [newId(), jana.id, app.clock.now(), id],
    );
  };
  /** As a poll finds it: the network had taken the reply before the closing, and nobody knew. */
  const wentOut = (id: string) =>
    app.database.query(`UPDATE conversation SET reply_count = reply_count + 1 WHERE id = $1`, [id]);
  const asBefore = () => Promise.resolve(asJana);
  const isSpam = (id: string, spam: boolean) =>
    run((tx) => app.get(ConversationsService).setSpam(tx, [id], spam, null));

  test.each<[string, Wish, (id: string) => Promise<unknown> | void, () => Promise<SignedInHeaders>]>([
    ['without a word of a slip', { status: 'open', takesBack: false }, () => {}, asBefore],
    ['by somebody else', { status: 'open', takesBack: true }, () => {}, () => signIn(app, mehmet)],
    [
      'more than an hour later',
      { status: 'open', takesBack: true },
      () => {
        app.clock.advance({ minutes: 60, seconds: 1 });
      },
      () => signIn(app, jana),
    ],
    ['after a message that left it closed', { status: 'open', takesBack: true }, writes, asBefore],
    ['after a reply that was on its way went out', { status: 'open', takesBack: true }, goesOut, asBefore],
    ['after it was found out to be answered', { status: 'open', takesBack: true }, wentOut, asBefore],
    [
      'after it was called spam and was none',
      { status: 'open', takesBack: true },
      async (id) => {
        await isSpam(id, true);
        await isSpam(id, false);
      },
      asBefore,
    ],
    ['where it stood somewhere else', { status: 'new', takesBack: true }, () => {}, asBefore],
    [
      'where it was put off until an instant that passed, and never was',
      { status: 'snoozed', snoozedUntil: '2026-11-20T10:00:01.000Z', takesBack: true },
      () => {},
      asBefore,
    ],
  ])('%s', async (_, wish, then, as) => {
    const id = await unanswered();
    await patch(id, { status: 'closed' });
    await app.settle();
    await then(id);
    await patch(id, wish, await as());
    await app.settle();
    expect((await linesOf(id)).at(-1)).toBe('reopened');
    expect(await factsOf(id, 'conversation.reopened')).toHaveLength(1);
    const turns = (await metricsOf(id)).filter(({ metric }) => metric === 'resolution');
    expect(turns.map(({ turn }) => turn)).toEqual([1, 2]);
  });

  test('where it was answered since, which is never new again', async () => {
    const { id, channelId } = await aConversation(app);
    await asks(id, '10:00:00');
    await patch(id, { status: 'closed' });
    await app.settle();
    app.clock.advance({ seconds: 5 });
    await aCustomerMessage(app, { id, channelId });
    await app.database.query(`UPDATE conversation SET reply_count = 1 WHERE id = $1`, [id]);
    await patch(id, { status: 'new', takesBack: true });
    expect((await stateOf(id)).status).toBe('open');
  });

  test('after the customer’s message nothing is left to be taken back, and what they asked waits', async () => {
    const id = await unanswered();
    await isAnswered(id, '10:30:00');
    app.clock.set(at('10:40:00'));
    await patch(id, { status: 'closed' });
    await asks(id, '10:41:00');
    const before = await settledClocksOf(id);
    await patch(id, { status: 'waiting', takesBack: true });
    await app.settle();
    expect(await clocksOf(id)).toEqual(before);
    expect((await linesOf(id)).at(-1)).toBe('reopened');
    expect((await metricsOf(id)).map(({ metric, turn }) => `${metric} ${turn}`)).toEqual([
      'firstResponse 1',
      'nextResponse 1',
      'pickUp 1',
      'resolution 1',
      'resolution 2',
    ]);
  });
});
