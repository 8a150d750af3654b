import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Channel } from '../channels/channel.types.ts';
import { aChannel } from '../../test/factories/a-channel.ts';
import { aPost, type PostGiven } from '../../test/factories/a-post.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { recordPosts } from '../../test/factories/an-arrived-conversation.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { AgentsModule } from '../agents/agents.module.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { ContactsService } from '../contacts/contacts.service.ts';
import { ConversationsModule } from './conversations.module.ts';
import { ConversationsService } from './conversations.service.ts';

let app: TestApp;
let channel: Channel;

beforeAll(async () => {
  app = await createTestApp({ modules: [AgentsModule, ConversationsModule] });
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.reset();
  channel = await aChannel(app);
});

const svenja = { externalId: 'svenja', name: 'Svenja Albers', handle: 'svenja' };
const murat = { externalId: 'murat', name: 'Murat Demir' };
const brand = { externalId: 'us', name: 'Brückenfunk hilft' };

const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 9, minute));
const record = (...posts: PostGiven[]) => recordPosts(app, channel, posts.map(aPost));

interface Row {
  root: string;
  generation: number;
  status: string;
  unread: boolean;
  isHistory: boolean;
  contact: string;
  subject: string;
  excerpt: string;
  sequence: number;
  version: number;
  messages: string[];
}

const conversations = () =>
  app.database.query<Row>(
    `SELECT c.root_external_id AS root, c.generation, c.status, c.unread, c.is_history AS "isHistory",
       p.display_name AS contact, c.subject, c.excerpt, c.sequence, c.version,
       ARRAY(SELECT m.external_id FROM message m WHERE m.conversation_id = c.id ORDER BY m.ordered_at, m.external_id) AS messages
     FROM conversation c JOIN contact p ON p.id = c.contact_id ORDER BY c.root_external_id, c.generation`,
  );

const theConversation = async () => {
  const [row, ...others] = await conversations();
  expect(others).toEqual([]);
  return row!;
};

const facts = async (type: string) =>
  (
    await app.database.query<{ payload: Record<string, unknown> }>(
      `SELECT payload FROM domain_event WHERE type = $1 ORDER BY id`,
      [type],
    )
  ).map((row) => row.payload);

describe('what a conversation is', () => {
  it('is a thread that a customer began, with everybody in it', async () => {
    await record(
      { externalId: 'root', author: svenja, postedAt: at(1) },
      {
        externalId: 'second',
        rootExternalId: 'root',
        inReplyToExternalId: 'root',
        author: murat,
        postedAt: at(2),
      },
    );
    expect(await theConversation()).toMatchObject({
      root: 'root',
      status: 'new',
      unread: true,
      contact: 'Svenja Albers',
      messages: ['root', 'second'],
    });
  });

  it('is each direct comment below a post of ours', async () => {
    await record(
      { externalId: 'ours', author: brand, isOwn: true, postedAt: at(0) },
      { externalId: 'one', inReplyToExternalId: 'ours', kind: 'comment', author: svenja, postedAt: at(1) },
      { externalId: 'two', inReplyToExternalId: 'ours', kind: 'comment', author: murat, postedAt: at(2) },
      {
        externalId: 'below one',
        rootExternalId: 'one',
        inReplyToExternalId: 'one',
        author: murat,
        postedAt: at(3),
      },
    );
    expect((await conversations()).map((row) => row.messages)).toEqual([['one', 'below one'], ['two']]);
  });

  it('finds the conversation through the parent where the source names no thread', async () => {
    await record({ externalId: 'a' }, { externalId: 'b', inReplyToExternalId: 'a' });
    await record(
      { externalId: 'c', inReplyToExternalId: 'b' },
      { externalId: 'd', inReplyToExternalId: 'unheard of' },
    );
    expect((await conversations()).map((row) => [row.root, row.messages])).toEqual([
      ['a', ['a', 'b', 'c']],
      ['d', ['d']],
    ]);
  });

  it('keeps a post of ours that nobody answered out of sight, and shows it above the first answer', async () => {
    await record({ externalId: 'ours', author: brand, isOwn: true, postedAt: at(0) });
    expect(await conversations()).toEqual([]);
    await record({
      externalId: 'answer',
      rootExternalId: 'ours',
      inReplyToExternalId: 'ours',
      author: svenja,
      postedAt: at(5),
    });
    expect(await theConversation()).toMatchObject({
      contact: 'Svenja Albers',
      messages: ['ours', 'answer'],
      sequence: 1,
    });
  });

  it('is one private exchange per counterpart, and a new one seven days after it was closed', async () => {
    const secret = {
      kind: 'message',
      visibility: 'private',
      rootExternalId: 'dm-svenja',
      author: svenja,
    } as const;
    await record(
      { ...secret, externalId: 'm1', postedAt: at(0) },
      { ...secret, externalId: 'm2', postedAt: at(1) },
    );
    const [{ id } = { id: '' }] = await app.database.query<{ id: string }>('SELECT id FROM conversation');
    await app.get(UnitOfWork).run((tx) => app.get(ConversationsService).setStatus(tx, [id], 'close', null));
    app.clock.advance({ hours: 24 * 6 });
    await record({ ...secret, externalId: 'm3', postedAt: app.clock.now() });
    await app.get(UnitOfWork).run((tx) => app.get(ConversationsService).setStatus(tx, [id], 'close', null));
    app.clock.advance({ hours: 24 * 7 });
    await record({ ...secret, externalId: 'm4', postedAt: app.clock.now() });
    await record({ ...secret, externalId: 'm5', postedAt: app.clock.now() });
    expect((await conversations()).map((row) => [row.generation, row.status, row.messages])).toEqual([
      [0, 'closed', ['m1', 'm2', 'm3']],
      [1, 'new', ['m4', 'm5']],
    ]);
    expect(await facts('conversation.reopened')).toHaveLength(1);
    expect(await facts('conversation.opened')).toHaveLength(2);
  });

  it('keeps each message as public or private as it was', async () => {
    await record(
      { externalId: 'open', visibility: 'public' },
      { externalId: 'secret', rootExternalId: 'open', visibility: 'private' },
    );
    const rows = await app.database.query('SELECT external_id AS id, visibility FROM message ORDER BY 1');
    expect(rows).toEqual([
      { id: 'open', visibility: 'public' },
      { id: 'secret', visibility: 'private' },
    ]);
  });
});

describe('order', () => {
  it('lets the root join the answers that came before it, and makes its author the contact', async () => {
    await record({
      externalId: 'answer',
      rootExternalId: 'root',
      inReplyToExternalId: 'root',
      author: murat,
      text: 'Bei mir auch',
      postedAt: at(2),
    });
    expect(await theConversation()).toMatchObject({ contact: 'Murat Demir', subject: 'Bei mir auch' });
    await record({ externalId: 'root', author: svenja, text: 'Netz weg', postedAt: at(1) });
    expect(await theConversation()).toMatchObject({
      contact: 'Svenja Albers',
      subject: 'Netz weg',
      excerpt: 'Bei mir auch',
      messages: ['root', 'answer'],
    });
    const [link] = await app.database.query(
      `SELECT p.external_id AS parent FROM message m JOIN message p ON p.id = m.in_reply_to_message_id`,
    );
    expect(link).toEqual({ parent: 'root' });
  });

  it.each([
    ['in order', ['root', 'one', 'two', 'deep']],
    ['backwards', ['deep', 'two', 'one', 'root']],
    ['with the middle last', ['deep', 'root', 'two', 'one']],
    ['with the root in between', ['two', 'deep', 'root', 'one']],
  ])('makes one conversation of a thread whose posts know only their parents, %s', async (_name, order) => {
    const thread: Record<string, PostGiven> = {
      root: { author: svenja, postedAt: at(1), text: 'Netz weg' },
      one: { author: murat, postedAt: at(2), inReplyToExternalId: 'root', text: 'Hier auch' },
      two: { author: murat, postedAt: at(3), inReplyToExternalId: 'root', text: 'Immer noch' },
      deep: { author: svenja, postedAt: at(4), inReplyToExternalId: 'one', text: 'Danke' },
    };
    for (const externalId of order) await record({ externalId, ...thread[externalId] });
    expect(await theConversation()).toMatchObject({
      status: 'new',
      unread: true,
      contact: 'Svenja Albers',
      subject: 'Netz weg',
      excerpt: 'Danke',
      sequence: 4,
      messages: ['root', 'one', 'two', 'deep'],
    });
    const links = await app.database.query(
      `SELECT m.external_id AS id, p.external_id AS parent FROM message m JOIN message p ON p.id = m.in_reply_to_message_id
       ORDER BY m.ordered_at`,
    );
    expect(links).toEqual([
      { id: 'one', parent: 'root' },
      { id: 'two', parent: 'root' },
      { id: 'deep', parent: 'one' },
    ]);
  });

  it('leaves threads apart once somebody has looked at them, and says which became part of another', async () => {
    await record({ externalId: 'one', inReplyToExternalId: 'root', postedAt: at(2) });
    await record({ externalId: 'two', inReplyToExternalId: 'root', postedAt: at(3) });
    const [{ id } = { id: '' }] = await app.database.query<{ id: string }>(
      `SELECT id FROM conversation WHERE root_external_id = 'two'`,
    );
    await app.get(UnitOfWork).run((tx) => app.get(ConversationsService).markRead(tx, id));
    await record({ externalId: 'three', inReplyToExternalId: 'root', postedAt: at(4) });
    const joined = await record({ externalId: 'root', postedAt: at(1) });
    expect((await conversations()).map((row) => row.messages)).toEqual([['root', 'one', 'three'], ['two']]);
    expect(await facts('conversation.erased')).toHaveLength(1);
    expect(joined.customerTurns).toHaveLength(2);
  });

  it('orders by the network’s time and then by its ids', async () => {
    await record(
      { externalId: 'b', rootExternalId: 'a', postedAt: at(3) },
      { externalId: 'c', rootExternalId: 'a', postedAt: at(1) },
      { externalId: 'a', postedAt: at(3) },
    );
    expect((await theConversation()).messages).toEqual(['c', 'a', 'b']);
  });
});

describe('repetition', () => {
  it('stores a post once, however often it comes', async () => {
    const first = await record({ externalId: 'x' }, { externalId: 'x' });
    const again = await record({ externalId: 'x' });
    expect([first.outcomes, again.outcomes]).toEqual([['accepted', 'duplicate'], ['duplicate']]);
    expect(await theConversation()).toMatchObject({ messages: ['x'], sequence: 1, version: 1 });
  });

  it('keeps posts of the same id on two channels apart', async () => {
    const other = await aChannel(app);
    await record({ externalId: 'x', author: svenja });
    await recordPosts(app, other, [aPost({ externalId: 'x', author: svenja })]);
    expect(await conversations()).toHaveLength(2);
    const [{ count } = { count: 0 }] = await app.database.query<{ count: number }>(
      'SELECT count(*)::int FROM contact',
    );
    expect(count).toBe(2);
  });

  it('stores each post once when two processes take the same batch at the same moment', async () => {
    const posts = Array.from({ length: 60 }, (_, index) =>
      aPost({
        externalId: `p${index}`,
        rootExternalId: `p${index % 7}`,
        author: { externalId: `a${index % 5}`, name: `A${index % 5}` },
      }),
    );
    const results = await Promise.all(
      [posts, posts.toReversed(), posts, posts.slice(20)].map((batch) => recordPosts(app, channel, batch)),
    );
    expect(results.reduce((sum, arrived) => sum + arrived.accepted, 0)).toBe(60);
    const rows = await conversations();
    expect(rows).toHaveLength(7);
    expect(rows.flatMap((row) => row.messages)).toHaveLength(60);
  });
});

describe('edits and deletions', () => {
  it('takes a newer wording, keeps the earlier ones, and ignores older news', async () => {
    await record({ externalId: 'x', text: 'eins', postedAt: at(0) });
    const outcomes = [];
    for (const [text, minute] of [
      ['drei', 30],
      ['zwei', 20],
      ['drei', 30],
      ['vier', 40],
    ] as const) {
      outcomes.push(
        ...(await record({ externalId: 'x', text, postedAt: at(0), editedAt: at(minute) })).outcomes,
      );
    }
    expect(outcomes).toEqual(['accepted', 'duplicate', 'duplicate', 'accepted']);
    const [message] = await app.database.query('SELECT text, edited_at AS "editedAt", sequence FROM message');
    expect(message).toEqual({ text: 'vier', editedAt: at(40), sequence: 3 });
    const versions = await app.database.query('SELECT text, at FROM message_version ORDER BY at');
    expect(versions).toEqual([
      { text: 'eins', at: at(0) },
      { text: 'drei', at: at(30) },
    ]);
    expect(await theConversation()).toMatchObject({ excerpt: 'vier', subject: 'vier', sequence: 3 });
  });

  it('knows an edited post by its edit, when the original comes late', async () => {
    await record({ externalId: 'x', text: 'neu', editedAt: at(10) });
    expect((await record({ externalId: 'x', text: 'alt' })).outcomes).toEqual(['duplicate']);
  });

  it('mirrors a deletion once, keeps the words for the agents, and lets nothing bring it back', async () => {
    await record({ externalId: 'x', text: 'peinlich', author: svenja });
    const gone = { externalId: 'x', isDeleted: true, text: '', author: { externalId: '', name: '' } };
    expect((await record(gone)).outcomes).toEqual(['accepted']);
    expect((await record(gone)).outcomes).toEqual(['duplicate']);
    expect(
      (await record({ externalId: 'x', text: 'wieder da', editedAt: at(50), author: svenja })).outcomes,
    ).toEqual(['duplicate']);
    const [message] = await app.database.query('SELECT text, deleted_at AS "deletedAt" FROM message');
    expect(message).toEqual({ text: 'peinlich', deletedAt: app.clock.now() });
    expect(await facts('message.changed')).toEqual([expect.objectContaining({ change: 'deleted' })]);
  });

  it('remembers a deletion that overtook its post', async () => {
    const early = await record({
      externalId: 'x',
      isDeleted: true,
      text: '',
      author: { externalId: '', name: '' },
    });
    const late = await record({ externalId: 'x', text: 'gibt es nicht mehr', author: svenja });
    expect([early.outcomes, late.outcomes]).toEqual([['accepted'], ['duplicate']]);
    expect(await conversations()).toEqual([]);
  });

  it('ends in the same state, however the news are cut into batches', async () => {
    const news: PostGiven[] = [
      { externalId: 'r', author: svenja, text: 'eins', postedAt: at(1) },
      { externalId: 's', rootExternalId: 'r', author: murat, postedAt: at(2), text: 'auch' },
      { externalId: 'r', author: svenja, text: 'zwei', postedAt: at(1), editedAt: at(3) },
      { externalId: 's', rootExternalId: 'r', author: murat, postedAt: at(2), isDeleted: true },
      { externalId: 't', rootExternalId: 'r', author: svenja, text: 'Hallo?', postedAt: at(4) },
    ];
    const states = [];
    for (const size of [1, 2, 3, 5]) {
      await app.reset();
      channel = await aChannel(app);
      for (let from = 0; from < news.length; from += size) await record(...news.slice(from, from + size));
      const { version: _version, ...state } = await theConversation();
      const texts = await app.database.query(
        'SELECT external_id, text, deleted_at IS NULL AS there FROM message ORDER BY 1',
      );
      states.push({ state, texts });
    }
    for (const state of states) expect(state).toEqual(states[0]);
  });
});

describe('attention', () => {
  it('starts a clock for the contact, and for others only when they speak to us', async () => {
    const root = await record({ externalId: 'root', author: svenja });
    const chatter = await record({
      externalId: 'chat',
      rootExternalId: 'root',
      author: murat,
      addressesUs: false,
    });
    const mention = await record({
      externalId: 'call',
      rootExternalId: 'root',
      author: murat,
      addressesUs: true,
    });
    await record({ externalId: 'ours', rootExternalId: 'root', isOwn: true, author: brand });
    const answer = await record({
      externalId: 'to us',
      rootExternalId: 'root',
      inReplyToExternalId: 'ours',
      author: murat,
      addressesUs: false,
    });
    expect([root, chatter, mention, answer].map((arrived) => arrived.customerTurns.length)).toEqual([
      1, 0, 1, 1,
    ]);
    expect(root.customerTurns[0]).toMatchObject({ isFirst: true, replyCount: 0 });
  });

  it('leaves history closed and read, until something new is said', async () => {
    channel = await aChannel(app, { since: at(30) });
    const old = await record({ externalId: 'old', author: svenja, postedAt: at(10) });
    expect(old).toMatchObject({ accepted: 1, openedOrReopened: [], customerTurns: [] });
    expect(await theConversation()).toMatchObject({ status: 'closed', unread: false, isHistory: true });
    expect(await facts('conversation.opened')).toEqual([]);
    const fresh = await record({
      externalId: 'new',
      rootExternalId: 'old',
      author: svenja,
      postedAt: at(40),
    });
    expect(fresh.openedOrReopened).toHaveLength(1);
    expect(fresh.customerTurns).toHaveLength(1);
    expect(await theConversation()).toMatchObject({ status: 'new', unread: true, isHistory: false });
    expect(await facts('conversation.opened')).toHaveLength(1);
  });

  it('opens a conversation as new when its root is history and its answer is not', async () => {
    channel = await aChannel(app, { since: at(30) });
    const arrived = await record(
      { externalId: 'old', author: svenja, postedAt: at(10) },
      { externalId: 'new', rootExternalId: 'old', author: svenja, postedAt: at(40) },
    );
    expect(arrived.customerTurns.map((turn) => turn.postedAt)).toEqual([at(40)]);
    expect(await theConversation()).toMatchObject({ status: 'new', isHistory: false });
  });

  it('asks nobody about a muted author, and somebody again once they are heard', async () => {
    const agent = await anAgent(app);
    await record({ externalId: 'first', author: svenja });
    const [{ id } = { id: '' }] = await app.database.query<{ id: string }>('SELECT id FROM contact');
    await app.get(UnitOfWork).run((tx) => app.get(ContactsService).mute(tx, id, agent.id));
    const muted = await record({ externalId: 'second', author: svenja });
    expect(muted).toMatchObject({ accepted: 1, openedOrReopened: [], customerTurns: [] });
    const quiet = (await conversations()).find((row) => row.root === 'second');
    expect(quiet).toMatchObject({ status: 'closed', unread: false, isHistory: false });
    await app.get(UnitOfWork).run((tx) => app.get(ContactsService).unmute(tx, id));
    const heard = await record({ externalId: 'third', rootExternalId: 'second', author: svenja });
    expect(heard.openedOrReopened).toHaveLength(1);
  });

  it('stores what is added to spam without waking anybody', async () => {
    await record({ externalId: 'root', author: svenja });
    const [{ id } = { id: '' }] = await app.database.query<{ id: string }>('SELECT id FROM conversation');
    const steps = app.get(ConversationsService);
    await app.get(UnitOfWork).run(async (tx) => {
      await steps.setSpam(tx, [id], true, null);
      await steps.markRead(tx, id);
    });
    const more = await record({
      externalId: 'more',
      rootExternalId: 'root',
      author: svenja,
      postedAt: at(59),
    });
    expect(more.customerTurns).toEqual([]);
    expect(await theConversation()).toMatchObject({ unread: false, messages: ['root', 'more'] });
  });

  it.each([
    ['waiting', 'wait', 'open'],
    ['closed', 'close', 'open'],
  ] as const)('brings a %s conversation back when the customer writes', async (_status, cause, expected) => {
    await record({ externalId: 'root', author: svenja });
    const [{ id } = { id: '' }] = await app.database.query<{ id: string }>('SELECT id FROM conversation');
    await app.get(UnitOfWork).run((tx) => app.get(ConversationsService).setStatus(tx, [id], cause, null));
    await record({ externalId: 'again', rootExternalId: 'root', author: svenja });
    expect((await theConversation()).status).toBe(expected);
    const changes = await facts('conversation.statusChanged');
    expect(changes.at(-1)).toMatchObject({ after: expected });
  });

  it('wakes what was snoozed when the customer writes', async () => {
    await record({ externalId: 'root', author: svenja });
    const [{ id } = { id: '' }] = await app.database.query<{ id: string }>('SELECT id FROM conversation');
    await app
      .get(UnitOfWork)
      .run((tx) => app.get(ConversationsService).snooze(tx, [id], { until: at(59) }, null));
    await record({ externalId: 'again', rootExternalId: 'root', author: svenja });
    const [row] = await app.database.query('SELECT status, snoozed_until AS until FROM conversation');
    expect(row).toEqual({ status: 'new', until: null });
    const lines = await app.database.query('SELECT type FROM conversation_event ORDER BY at, id');
    expect(lines).toEqual([{ type: 'opened' }, { type: 'snoozed' }, { type: 'woken' }]);
  });
});
