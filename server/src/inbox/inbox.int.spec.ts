import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type {
  ConversationCounts,
  ConversationItem,
  ConversationQuery,
  ConversationView,
} from '@visavis/shared/api/conversations';
import type { Page } from '@visavis/shared/api/page';
import request from 'supertest';
import { aChannelRow, aConversation, conversations } from '../../test/factories/a-conversation.ts';
import { aMedia } from '../../test/factories/a-media.ts';
import { aTeam, theDefaultTeam } from '../../test/factories/a-team.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { anArrivedConversation } from '../../test/factories/an-arrived-conversation.ts';
import { signIn, type SignedInHeaders } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { AgentRecord } from '../agents/agent.types.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { RecordReplyService } from '../conversations/record-reply.service.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { InboxModule } from './inbox.module.ts';

const MINUTE = 60_000;

let app: TestApp;
let me: AgentRecord;
let headers: SignedInHeaders;
beforeAll(async () => {
  app = await createTestApp({ modules: [InboxModule] });
});
beforeEach(async () => {
  await app.reset();
  // Busy: what a list shows is not to depend on what placement gives away meanwhile.
  me = await anAgent(app, { availability: 'busy' });
  headers = await signIn(app, me);
});
afterAll(() => app.close());

async function list(query: ConversationQuery, as = headers): Promise<Page<ConversationItem>> {
  const answer = await request(app.url).get('/api/conversations').query(query).set(as);
  expect(answer.status).toBe(200);
  return answer.body as Page<ConversationItem>;
}
const idsOf = async (query: ConversationQuery, as = headers): Promise<string[]> =>
  (await list(query, as)).items.map(({ id }) => id);
async function counts(as = headers): Promise<ConversationCounts> {
  const answer = await request(app.url).get('/api/conversations/counts').set(as);
  expect(answer.status).toBe(200);
  return answer.body as ConversationCounts;
}
const inMinutes = (minutes: number): Date => new Date(app.clock.now().getTime() + minutes * MINUTE);

/** Gives a conversation a clock that runs out in so many minutes, and is soon for the last fifteen. */
async function runOutIn(conversationId: string, minutes: number, metAt: Date | null = null): Promise<void> {
  const times = {
    startedAt: inMinutes(minutes - 60),
    dueAt: inMinutes(minutes),
    warnAt: inMinutes(minutes - 15),
  };
  const due = { conversationId, metric: 'firstResponse', metAt, ...times } as const;
  await app.get(UnitOfWork).run((tx) => app.get(ConversationsService).setDue(tx, [due]));
}

describe('a row', () => {
  it('shows what is known of the conversation', async () => {
    const conversation = await anArrivedConversation(app, {
      assigneeId: me.id,
      tags: ['netz'],
      priority: 'high',
      post: {
        text: 'Kein Netz <b>seit</b> gestern',
        language: 'de',
        author: { name: 'Özge Ü.', handle: 'ozge' },
      },
    });
    const { items, nextCursor } = await list({ view: 'mine' });
    expect(nextCursor).toBeNull();
    expect(items).toEqual([
      {
        id: conversation.id,
        version: conversation.version,
        status: 'new',
        priority: 'high',
        channel: { id: conversation.channel.id, name: conversation.channel.name, network: 'webhook' },
        contact: { id: conversation.contactId, name: 'Özge Ü.', handle: 'ozge', avatarUrl: null },
        subject: expect.any(String),
        excerpt: 'Kein Netz <b>seit</b> gestern',
        kind: 'mention',
        visibility: 'public',
        assignee: { id: me.id, name: me.displayName, avatarUrl: `/faces/${me.id}/0/64.webp` },
        knows: null,
        team: { id: conversation.teamId, name: expect.any(String) },
        tags: ['netz'],
        language: 'de',
        unread: true,
        mentionedAgentIds: [],
        lastCustomerMessageAt: conversation.lastCustomerMessageAt.toISOString(),
        snoozedUntil: null,
        isSpam: false,
        rating: null,
        due: null,
        windowClosesAt: null,
        isUnanswered: false,
        hasFailedDelivery: false,
        stuck: null,
      },
    ]);
  });

  it('names who knows a returning customer, and whoever answers here from then on', async () => {
    const [jana, mehmet] = [await anAgent(app), await anAgent(app)];
    const before = await aConversation(app, { lastHelperId: jana.id, status: 'closed' });
    const { id } = await aConversation(app, { contactId: before.contactId });
    const known = async () => (await list({ view: 'all' })).items.find((item) => item.id === id)?.knows?.id;
    expect(await known()).toBe(jana.id);
    await app.database.query('UPDATE conversation SET last_helper_id = $2 WHERE id = $1', [id, mehmet.id]);
    expect(await known()).toBe(mehmet.id);
  });

  it.each([
    [50, 'running'],
    [15, 'soon'],
    [1, 'soon'],
    [0, 'breached'],
    [-3, 'breached'],
  ])('whose clock runs out in %i minutes is %s', async (minutes, state) => {
    const { id } = await aConversation(app);
    await runOutIn(id, minutes);
    const [row] = (await list({})).items;
    expect(row?.due).toEqual({
      metric: 'firstResponse',
      at: inMinutes(minutes).toISOString(),
      startedAt: inMinutes(minutes - 60).toISOString(),
      state,
      ...(state !== 'breached' && { soonAt: inMinutes(minutes - 15).toISOString() }),
    });
  });

  it('says whether a customer waits for a promised answer, so that closing it asks why there is none', async () => {
    const [waits, answered, handled] = [
      await aConversation(app),
      await aConversation(app),
      await aConversation(app),
    ];
    await app.database.query(
      `INSERT INTO sla_target (id, conversation_id, metric, turn, policy_id, policy_name, hours, target_minutes,
                               started_at, fetch_delay_ms, met_at)
       SELECT gen_random_uuid(), id, metric, 1, gen_random_uuid(), 'Standard', '{}', 60, now(), 0, met
       FROM unnest($1::uuid[], $2::text[], $3::timestamptz[]) AS given (id, metric, met)`,
      [
        [waits.id, answered.id, handled.id],
        ['firstResponse', 'firstResponse', 'resolution'],
        [null, inMinutes(0), null],
      ],
    );
    const { items } = await list({});
    expect(items.filter((item) => item.isUnanswered).map(({ id }) => id)).toEqual([waits.id]);
  });

  it('keeps the clock that was met', async () => {
    const { id } = await aConversation(app, { status: 'waiting' });
    await runOutIn(id, -5, inMinutes(-10));
    const [row] = (await list({})).items;
    expect(row?.due).toMatchObject({ state: 'met', metAt: inMinutes(-10).toISOString() });
  });
});

describe('views', () => {
  it('hold what they are called, and the counts agree with what is not closed', async () => {
    const other = await anAgent(app);
    const foreign = await aTeam(app);
    const mine = await aConversation(app, { assigneeId: me.id, status: 'open' });
    const fresh = await aConversation(app);
    const late = await aConversation(app, { status: 'open', assigneeId: other.id });
    await runOutIn(late.id, -1);
    const relaxed = await aConversation(app, { status: 'open' });
    await runOutIn(relaxed.id, 50);
    const waiting = await aConversation(app, { status: 'waiting' });
    const snoozed = await aConversation(app, { status: 'snoozed', snoozedUntil: inMinutes(5) });
    const closed = await aConversation(app, { status: 'closed', assigneeId: me.id });
    const elsewhere = await aConversation(app, { teamId: foreign.id });
    await aConversation(app, { isSpam: true });
    await app.get(UnitOfWork).run((tx) =>
      app.get(RecordReplyService).addNote(tx, {
        conversationId: elsewhere.id,
        agentId: other.id,
        text: 'Bitte ansehen.',
        mentions: [me.id],
      }),
    );
    const everything = [mine, fresh, late, relaxed, waiting, snoozed, closed, elsewhere];
    const expected: Record<ConversationView, { id: string }[]> = {
      mine: [mine],
      new: [fresh, elsewhere],
      due: [late],
      waiting: [waiting, snoozed],
      mentioned: [elsewhere],
      team: everything.filter((one) => one !== elsewhere),
      all: everything,
    };
    const { views, teams, active } = await counts();
    for (const [view, rows] of Object.entries(expected)) {
      const name = view as ConversationView;
      expect([name, (await idsOf({ view: name })).toSorted()]).toEqual([
        name,
        rows.map(({ id }) => id).toSorted(),
      ]);
      const open = rows.filter((row) => row !== closed);
      expect([name, views[name]]).toEqual([name, open.length]);
      const ours = open.filter((row) => row !== waiting && row !== snoozed);
      expect([name, active?.views[name]]).toEqual([name, ours.length]);
    }
    expect(teams).toEqual({ [mine.teamId]: 6, [foreign.id]: 1 });
  });

  it('can be narrowed by status, team, channel, tag and spam, and by several at once', async () => {
    const team = await aTeam(app);
    const channelId = await aChannelRow(app, { teamId: team.id });
    const [narrow] = await conversations(app, 1, { teamId: team.id, channelId, status: 'open' });
    await app
      .get(UnitOfWork)
      .run((tx) =>
        app.get(ConversationsService).setTags(tx, [{ conversationId: narrow!.id, tags: ['a', 'b'] }], null),
      );
    await aConversation(app, { teamId: team.id, status: 'waiting' });
    const spam = await aConversation(app, { isSpam: true });
    for (const query of [
      { status: 'open' },
      { status: 'active' },
      { channelId },
      { tag: 'b' },
      { teamId: team.id, channelId: channelId.toUpperCase(), status: 'active', tag: 'a', view: 'all' },
    ] as ConversationQuery[]) {
      expect([query, await idsOf(query)]).toEqual([query, [narrow!.id]]);
    }
    expect(await idsOf({ teamId: team.id })).toHaveLength(2);
    expect(await idsOf({ spam: true })).toEqual([spam.id]);
    expect(await idsOf({ tag: 'c' })).toEqual([]);
    expect(await idsOf({ view: 'new', status: 'closed' })).toEqual([]);
    expect(await idsOf({ teamId: channelId })).toEqual([]);
  });
});

describe('parameters', () => {
  it('that are left empty ask for nothing', async () => {
    await conversations(app, 3);
    const all = await idsOf({});
    const query = 'view=&teamId=&channelId=&status=&tag=&q=&sort=&spam=&limit=&cursor=';
    const answer = await request(app.url).get(`/api/conversations?${query}`).set(headers);
    expect(answer.status).toBe(200);
    expect(answer.body.items.map(({ id }: ConversationItem) => id)).toEqual(all);
  });
});

describe('pages', () => {
  it.each(['newest', 'due'] as const)(
    'in the order %s leave nothing out and repeat nothing',
    async (sort) => {
      const rows = [...(await conversations(app, 7)), ...(await conversations(app, 4, { status: 'open' }))];
      // Equal times are told apart by id; several have no clock at all.
      for (const [index, { id }] of rows.slice(0, 5).entries()) await runOutIn(id, index % 2);
      const whole = await idsOf({ sort });
      expect(whole).toHaveLength(rows.length);
      for (const limit of [1, 2, 5]) {
        const seen: string[] = [];
        for (let cursor: string | null = ''; cursor !== null;) {
          const page: Page<ConversationItem> = await list({ sort, limit, cursor });
          expect(page.items.length).toBeLessThanOrEqual(limit);
          seen.push(...page.items.map(({ id }) => id));
          cursor = page.nextCursor;
        }
        expect(seen).toEqual(whole);
      }
    },
  );

  it.each([
    'x',
    'null',
    Buffer.from('["newest","2026-13-45T99:00:00Z","x"]').toString('base64url'),
    Buffer.from(`["due",null,"00000000-0000-7000-8000-000000000000"]`).toString('base64url'),
    Buffer.from(`["newest",null,"00000000-0000-7000-8000-000000000000"]`).toString('base64url'),
    Buffer.from(`["newest","' OR 1=1","00000000-0000-7000-8000-000000000000"]`).toString('base64url'),
  ])('are refused for the cursor %s', async (cursor) => {
    const answer = await request(app.url).get('/api/conversations').query({ cursor }).set(headers);
    expect([answer.status, answer.body.error?.code]).toEqual([400, 'malformed']);
  });

  it.each([
    'view=x',
    'limit=0',
    'limit=201',
    'limit=1e2',
    'limit=x',
    'status=x',
    'teamId=1',
    'view=all&view=mine',
    'q=a&q=b',
    'cursor=a&cursor=b',
    'spam=maybe',
    'sort=1',
    `q=${'x'.repeat(201)}`,
  ])('are refused for %s', async (query) => {
    const answer = await request(app.url).get(`/api/conversations?${query}`).set(headers);
    expect([answer.status, answer.body.error?.code]).toEqual([400, 'malformed']);
  });
});

describe('a search', () => {
  const write = (text: string, author = {}) => anArrivedConversation(app, { post: { text, author } });

  it.each([
    ['Störungen', 'by its stem'],
    ['gestör', 'by the beginning of the last word'],
    ['5g', 'by a short word'],
    ['LEIPZIG Störung', 'by all words, in any case'],
    ['özge', 'by the name'],
    ['@ozge_42', 'by the handle'],
    ['ge_4', 'by a part of the handle'],
    ['öz', 'by the beginning of a name, when it is short'],
  ])('for %s finds %s', async (q) => {
    const wanted = await write('Störung in Leipzig, 5G ist gestört!', {
      name: 'Özge Ünal',
      handle: 'ozge_42',
    });
    await write('Die Rechnung ist falsch.', { name: 'Bernd', handle: 'bernd' });
    expect(await idsOf({ q })).toEqual([wanted.id]);
  });

  it.each([
    'Hamburg',
    'Störung Hamburg',
    '!!!',
    "'",
    '%',
    '_',
    '\\',
    ':*',
    '& | ! ( ) <->',
    '\u202e',
    '💥',
    "'; DROP TABLE message; --",
  ])('for %j finds nothing', async (q) => {
    await write('Störung in Leipzig');
    expect(await idsOf({ q })).toEqual([]);
  });

  it('keeps to the view, the filters, the order and the pages', async () => {
    const rows = [];
    for (let count = 0; count < 5; count += 1) {
      rows.push((await write(`Störung ${count}`)).id);
      app.clock.advance({ minutes: 1 });
    }
    const closed = await anArrivedConversation(app, { status: 'closed', post: { text: 'Störung' } });
    const whole = await idsOf({ q: 'störung' });
    expect(whole.toSorted()).toEqual([...rows, closed.id].toSorted());
    expect(await idsOf({ q: 'störung', view: 'mine' })).toEqual([]);
    expect(await idsOf({ q: 'störung', status: 'closed' })).toEqual([closed.id]);
    const first = await list({ q: 'störung', limit: 4 });
    const second = await list({ q: 'störung', limit: 4, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(whole);
  });

  it('does not find what a closed team keeps to itself', async () => {
    const team = await aTeam(app, { isClosed: true });
    const { id } = await write('Störung');
    await app.get(UnitOfWork).run((tx) => app.get(ConversationsService).setTeam(tx, [id], team.id, null));
    expect(await idsOf({ q: 'störung' })).toEqual([]);
    expect(await idsOf({ q: 'störung' }, await signIn(app, await anAgent(app, { role: 'admin' })))).toEqual([
      id,
    ]);
  });
});

describe('a closed team', () => {
  it('shows its conversations to members and administrators only', async () => {
    const open = await aConversation(app, { teamId: (await theDefaultTeam(app)).id });
    const team = await aTeam(app, { isClosed: true });
    const hidden = await aConversation(app, { teamId: team.id });
    const lead = await signIn(app, await anAgent(app, { role: 'lead' }));
    const member = await signIn(app, await anAgent(app, { teamIds: [team.id] }));
    const admin = await signIn(app, await anAgent(app, { role: 'admin' }));
    for (const sort of ['newest', 'due'] as const) {
      expect(await idsOf({ sort })).toEqual([open.id]);
      expect(await idsOf({ sort }, lead)).toEqual([open.id]);
      expect((await idsOf({ sort }, member)).toSorted()).toEqual([open.id, hidden.id].toSorted());
      expect((await idsOf({ sort }, admin)).toSorted()).toEqual([open.id, hidden.id].toSorted());
    }
    expect(await idsOf({ teamId: team.id })).toEqual([]);
    expect((await counts()).teams).toEqual({ [open.teamId]: 1 });
    expect((await counts(member)).views).toMatchObject({ all: 2, team: 1 });
    for (const path of ['', '/messages']) {
      const statusFor = async (as: SignedInHeaders) =>
        (await request(app.url).get(`/api/conversations/${hidden.id}${path}`).set(as)).status;
      expect([await statusFor(headers), await statusFor(lead)]).toEqual([404, 404]);
      expect([await statusFor(member), await statusFor(admin)]).toEqual([200, 200]);
    }
  });

  it('shows the pictures in them to nobody else, and an upload to whoever made it until it is sent', async () => {
    const team = await aTeam(app, { isClosed: true });
    const member = await signIn(app, await anAgent(app, { teamIds: [team.id] }));
    const lead = await signIn(app, await anAgent(app, { role: 'lead' }));
    const shownIn = async (teamId: string): Promise<string> => {
      const { id, messageId } = await anArrivedConversation(app);
      await app.get(UnitOfWork).run((tx) => app.get(ConversationsService).setTeam(tx, [id], teamId, null));
      const picture = await aMedia(app, { kind: 'remote' });
      await app.database.query(
        `INSERT INTO message_media (message_id, position, media_id, mime_type) VALUES ($1, 0, $2, 'image/jpeg')`,
        [messageId, picture.id],
      );
      return picture.id;
    };
    const hidden = await shownIn(team.id);
    const open = await shownIn((await theDefaultTeam(app)).id);
    const own = (await aMedia(app, { ownerAgentId: me.id })).id;
    const seenBy = async (as: SignedInHeaders) =>
      Promise.all(
        [hidden, open, own].map(async (id) => (await request(app.url).get(`/media/${id}`).set(as)).status),
      );
    expect(await seenBy(headers)).toEqual([404, 200, 200]);
    expect(await seenBy(lead)).toEqual([404, 200, 404]);
    expect(await seenBy(member)).toEqual([200, 200, 200]);
  });
});
