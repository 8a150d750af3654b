import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aGrownInbox, growTo, type GrownInbox } from '../../test/factories/many-conversations.ts';
import { explain, type Explained } from '../../test/explain.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { ConnectorRegistry } from '../connectors/connector.registry.ts';
import { listStatement } from './conversation-list.repository.ts';
import { COUNTS_STATEMENT } from './counts.repository.ts';
import { InboxModule } from './inbox.module.ts';
import type { ListRequest } from './inbox.types.ts';
import { searchWords } from './search-words.ts';
import { FOLLOWERS_STATEMENT } from './touched.repository.ts';

const CONVERSATIONS = 100_000;
const GROWN = new Set(['conversation', 'message', 'contact', 'contact_identity']);
/** Blocks for the fifty rows of a page: each looks up a dozen things by key, the calendar of its clock among them. */
const PAGE_BLOCKS = 1_200;

let app: TestApp;
let inbox: GrownInbox;

type Case = (given: GrownInbox) => Partial<ListRequest>;

const lists: Record<string, Case> = {
  all: () => ({}),
  'all by due time': () => ({ sort: 'due' }),
  'all that is new or open': () => ({ statuses: ['new', 'open'] }),
  'all that is new or open, by due time': () => ({ statuses: ['new', 'open'], sort: 'due' }),
  'all that is closed': () => ({ statuses: ['closed'] }),
  'all but a closed team': ({ teamIds }) => ({ teamIds: teamIds.slice(0, -1) }),
  new: () => ({ view: 'new', statuses: ['new'] }),
  'waiting or snoozed': () => ({ view: 'waiting', statuses: ['waiting', 'snoozed'] }),
  mine: ({ agentIds }) => ({ view: 'mine', agentId: agentIds[2] ?? '' }),
  'due by due time': () => ({ view: 'due', sort: 'due' }),
  'due, newest first': () => ({ view: 'due' }),
  mentioned: ({ agentIds }) => ({ view: 'mentioned', agentId: agentIds[0] ?? '' }),
  'of my teams': ({ teamIds }) => ({ view: 'team', teamIds: teamIds.slice(0, 2) }),
  'of a team, open': ({ teamIds }) => ({ view: 'team', teamIds: teamIds.slice(1, 2), statuses: ['open'] }),
  'of a team, by due time': ({ teamIds }) => ({
    view: 'team',
    teamIds: teamIds.slice(1, 2),
    statuses: ['new', 'open'],
    sort: 'due',
  }),
  'of a channel': ({ channelIds }) => ({ channelId: channelIds[1] ?? '' }),
  'of a channel, new or open': ({ channelIds }) => ({
    channelId: channelIds[1] ?? '',
    statuses: ['new', 'open'],
  }),
  'with a common tag': () => ({ tag: 'netz' }),
  'with a rare tag': () => ({ tag: 'selten' }),
  spam: () => ({ isSpam: true }),
  'all, far down': () => ({ after: { at: daysAgo(40), id: MIDDLE } }),
  'all by due time, far down': () => ({ sort: 'due', after: { at: daysAgo(40), id: MIDDLE } }),
  'all by due time, where nothing is due': () => ({ sort: 'due', after: { at: null, id: MIDDLE } }),
  'of my teams, far down': ({ teamIds }) => ({
    view: 'team',
    teamIds: teamIds.slice(0, 2),
    after: { at: daysAgo(40), id: MIDDLE },
  }),
};

/** Searches look into more than they show; still into a part that does not grow with the whole. */
const searches: Record<string, { words: string[]; blocks: number }> = {
  'a rare word': { words: searchWords('Glasfaserstörung'), blocks: 2_000 },
  'a word of nearly every message': { words: searchWords('Anschluss'), blocks: 5_000 },
  'somebody by handle': { words: searchWords('kundin_77'), blocks: 20_000 },
  'two letters': { words: searchWords('zz'), blocks: 2_000 },
};

/** Lists of a few hundred that are sorted, or of which a part is passed over. */
const dearer: Record<string, number> = {
  'due, newest first': 3_000,
  'of a team, by due time': 2_000,
  'with a rare tag': 2_000,
  mentioned: 3_000,
};

const MIDDLE = '0000ffff-0000-7000-8000-0000000000a0';
const daysAgo = (days: number): string =>
  new Date(app.clock.now().getTime() - days * 86_400_000).toISOString();

beforeAll(async () => {
  app = await createTestApp({
    modules: [InboxModule],
    // No network is asked, and rows are all that is looked at.
    override: (builder) => builder.overrideProvider(ConnectorRegistry).useValue(new ConnectorRegistry([])),
  });
  inbox = await aGrownInbox(app);
  await growTo(app, inbox, CONVERSATIONS);
});
afterAll(() => app.close());

async function explainList(given: Partial<ListRequest>): Promise<Explained> {
  const request: ListRequest = {
    agentId: inbox.agentIds[0] ?? '',
    view: 'all',
    teamIds: null,
    statuses: null,
    channelId: null,
    tag: null,
    words: null,
    isSpam: false,
    sort: 'newest',
    after: null,
    limit: 51,
    now: app.clock.now(),
    ...given,
  };
  const { sql, params } = listStatement(request);
  return explain(app, sql, params);
}

const grown = (tables: readonly string[]): string[] => tables.filter((table) => GROWN.has(table));

describe('in an inbox of a hundred thousand conversations', () => {
  it.each(Object.entries(lists))('a page of %s is read from indexes', async (name, given) => {
    const plan = await explainList(given(inbox));
    expect(plan.rows).toBeGreaterThan(0);
    expect(grown(plan.scanned)).toEqual([]);
    expect(plan.blocks).toBeLessThan(dearer[name] ?? PAGE_BLOCKS);
  });

  it('what else the customers of those answered have open is read from indexes', async () => {
    const rows = await app.database.query<{ id: string }>('SELECT id FROM conversation LIMIT 50');
    const plan = await explain(app, FOLLOWERS_STATEMENT, [rows.map(({ id }) => id), 100]);
    expect(grown(plan.scanned)).toEqual([]);
    expect(plan.indexes).toContain('ix_conversation_contact');
  });

  it.each(Object.entries(searches))(
    'a search for %s looks into a part of it',
    async (_what, { words, blocks }) => {
      const plan = await explainList({ words });
      // Words of nearly every message are found by reading on until there are enough.
      expect(grown(plan.scanned).filter((table) => table !== 'message')).toEqual([]);
      expect(plan.blocks).toBeLessThan(blocks);
    },
  );

  it('who helped somebody who has asked thousands of times is found at once', async () => {
    // A reviewer without a name, or a machine: most of what one contact ever sent, and nobody has helped it.
    await app.database.query(
      `UPDATE conversation SET last_helper_id = NULL, contact_id = (SELECT min(id::text)::uuid FROM contact)
       WHERE id IN (SELECT id FROM conversation ORDER BY last_customer_message_at DESC LIMIT 5000)`,
    );
    await app.database.query('VACUUM (ANALYZE) conversation');
    expect((await explainList({})).blocks).toBeLessThan(PAGE_BLOCKS);
  });

  it('the counts of everybody are one read of one index', async () => {
    const plans: Explained[] = [];
    for (let run = 0; run < 10; run += 1) plans.push(await explain(app, COUNTS_STATEMENT, [app.clock.now()]));
    expect(plans[0]).toMatchObject({ scanned: [], indexes: ['ix_conversation_counts'] });
    // Under 20 ms for the fifty thousand that a million has open; here it is a tenth of them.
    expect(Math.min(...plans.map(({ milliseconds }) => milliseconds))).toBeLessThan(2);
  });
});
