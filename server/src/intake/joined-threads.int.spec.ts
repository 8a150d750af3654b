import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aChannel, type ConnectedTestChannel } from '../../test/factories/a-channel.ts';
import { aPolicy } from '../../test/factories/a-policy.ts';
import { aPost, type PostGiven } from '../../test/factories/a-post.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { SlaService } from '../sla/sla.service.ts';
import { IntakeModule } from './intake.module.ts';
import { IntakeService } from './intake.service.ts';

let app: TestApp;
let channel: ConnectedTestChannel;
beforeAll(async () => {
  app = await createTestApp({ modules: [IntakeModule] });
});
beforeEach(async () => {
  await app.reset();
  app.clock.set('2026-11-20T09:00:00Z');
  channel = await aChannel(app);
  await aPolicy(app, { targets: { firstResponse: 60, nextResponse: 60, resolution: 240 } });
});
afterAll(() => app.close());

const at = (time: string) => new Date(`2026-11-20T${time}:00Z`);
const svenja = { externalId: 'svenja', name: 'Svenja' };
const murat = { externalId: 'murat', name: 'Murat' };

/** A post arrives through the whole of intake; a network that names parents only. */
async function arrives(externalId: string, post: PostGiven & { postedAt: Date }, when?: Date): Promise<void> {
  app.clock.set(when ?? post.postedAt);
  await app.get(IntakeService).ingest(channel, [aPost({ externalId, author: svenja, ...post })], null);
  await app.settle();
}

const step = async (time: string, work: (tx: Tx, id: string) => Promise<unknown>): Promise<void> => {
  app.clock.set(at(time));
  const [row] = await app.database.query<{ id: string }>(
    `SELECT id FROM conversation WHERE root_external_id = 'root'`,
  );
  await app.get(UnitOfWork).run((tx) => work(tx, row!.id));
  await app.settle();
};

/** By the root of its conversation: every clock that was ever started and is still there. */
const clocks = (metric: string) =>
  app.database.query<Record<string, unknown>>(
    `SELECT c.root_external_id AS root, c.status, t.turn, t.started_at AS "startedAt",
            t.cancel_reason AS reason
     FROM sla_target t JOIN conversation c ON c.id = t.conversation_id
     WHERE CASE $1 WHEN 'answer' THEN t.metric IN ('firstResponse', 'nextResponse') ELSE t.metric = $1 END
     ORDER BY root, t.started_at, t.turn`,
    [metric],
  );
const conversations = () =>
  app.database.query<Record<string, unknown>>(
    `SELECT root_external_id AS root, status, unread, is_spam AS "isSpam", answer_due_at AS "dueAt"
     FROM conversation ORDER BY 1`,
  );

describe('threads that turn out to be one', () => {
  it('have one clock since the oldest of their posts, and the others are gone with their conversations', async () => {
    await arrives('one', { inReplyToExternalId: 'root', postedAt: at('09:02') });
    await arrives('two', { inReplyToExternalId: 'root', postedAt: at('09:03') });
    expect(await clocks('answer')).toHaveLength(2);
    await arrives('root', { postedAt: at('09:01') }, at('09:10'));
    const [{ root } = { root: '' }] = await conversations();
    const running = { root, status: 'new', turn: 1, startedAt: at('09:01'), reason: null };
    expect(await conversations()).toHaveLength(1);
    expect(await clocks('answer')).toEqual([running]);
    expect(await clocks('resolution')).toMatchObject([{ root, turn: 1, reason: null }]);
    expect(await app.database.query('SELECT count(*)::int AS count FROM sla_turn')).toEqual([{ count: 3 }]);
  });

  /** Svenja asks again below a post that we do not have; that of a stranger, who asks us nothing, joins the threads. */
  const asksAgainAndIsJoined = async () => {
    await arrives('deep', { inReplyToExternalId: 'mid', postedAt: at('09:20') });
    expect(await conversations()).toHaveLength(2);
    await arrives(
      'mid',
      { inReplyToExternalId: 'root', author: murat, addressesUs: false, postedAt: at('09:15') },
      at('09:30'),
    );
    expect(await conversations()).toHaveLength(1);
  };

  it.each([
    ['done', 'close'],
    ['the customer’s turn', 'wait'],
  ] as const)('are our turn again where the matter was %s: somebody asks', async (_, cause) => {
    await arrives('root', { postedAt: at('09:00') });
    await step('09:10', async (tx, id) => {
      await app.get(ConversationsService).setStatus(tx, [id], cause, null);
      await app.get(ConversationsService).markRead(tx, id);
      await app.get(SlaService).dismiss(tx, [id]);
    });
    await asksAgainAndIsJoined();
    expect(await conversations()).toEqual([
      { root: 'root', status: 'open', unread: true, isSpam: false, dueAt: at('10:20') },
    ]);
    expect((await clocks('answer')).at(-1)).toMatchObject({ startedAt: at('09:20'), reason: null });
    const lines = await app.database.query<{ type: string }>(
      `SELECT type FROM conversation_event ORDER BY at, id`,
    );
    expect(lines.at(-1)?.type).toBe(cause === 'close' ? 'reopened' : 'statusChanged');
  });

  it('are news for everybody, also where the post that joins them is from before the channel was connected', async () => {
    channel = await aChannel(app, { since: at('09:00') });
    await arrives('deep', { inReplyToExternalId: 'mid', postedAt: at('09:20') });
    await arrives(
      'mid',
      { rootExternalId: 'root', inReplyToExternalId: 'root', author: murat, postedAt: at('08:00') },
      at('09:30'),
    );
    const [one, ...others] = await app.database.query<{ id: string; status: string; isHistory: boolean }>(
      `SELECT id, status, is_history AS "isHistory" FROM conversation`,
    );
    expect([one, others]).toMatchObject([{ status: 'new', isHistory: false }, []]);
    expect((await clocks('answer')).at(-1)).toMatchObject({ startedAt: at('09:20'), reason: null });
    expect(
      await app.database.query(
        `SELECT (SELECT count(*)::int FROM conversation_event WHERE conversation_id = $1::uuid AND type = 'opened') AS lines,
                (SELECT count(*)::int FROM domain_event
                 WHERE type = 'conversation.opened' AND payload->>'conversationId' = $1::text) AS facts`,
        [one!.id],
      ),
    ).toEqual([{ lines: 1, facts: 1 }]);
  });

  it('have no clock where the matter is spam', async () => {
    await arrives('root', { postedAt: at('09:00') });
    await step('09:10', async (tx, id) => {
      await app.get(ConversationsService).setSpam(tx, [id], true, null);
      await app.get(SlaService).dismiss(tx, [id], { reason: 'spam' });
    });
    await asksAgainAndIsJoined();
    expect(await conversations()).toMatchObject([{ root: 'root', isSpam: true, dueAt: null }]);
    expect((await clocks('answer')).map(({ reason }) => reason)).toEqual(['spam']);
  });
});

describe('a post of our own account that nobody here wrote', () => {
  it('answers nothing: it may be automatic, and nobody’s name stands below it', async () => {
    await arrives('root', { postedAt: at('09:00') });
    const post = aPost({
      externalId: 'ours',
      inReplyToExternalId: 'root',
      isOwn: true,
      addressesUs: false,
      author: { externalId: 'brand', name: 'Brückenfunk hilft' },
      text: 'Danke für deine Nachricht, wir melden uns.',
      postedAt: at('09:05'),
    });
    app.clock.set(at('09:05'));
    await app.get(IntakeService).ingest(channel, [post], null);
    await app.settle();
    expect(await app.database.query('SELECT met_at AS met FROM sla_target WHERE met_at IS NOT NULL')).toEqual(
      [],
    );
    expect(await conversations()).toMatchObject([{ status: 'new', dueAt: at('10:00') }]);
  });
});
