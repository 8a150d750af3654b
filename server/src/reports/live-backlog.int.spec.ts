import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { LiveBacklog } from '@visavis/shared/api/live';
import type { ConversationStatus } from '@visavis/shared/conversations/conversation-status';
import fc from 'fast-check';
import request from 'supertest';
import { aChannel } from '../../test/factories/a-channel.ts';
import { aPost } from '../../test/factories/a-post.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { recordPosts } from '../../test/factories/an-arrived-conversation.ts';
import { signIn } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { Channel } from '../channels/channel.types.ts';
import { ClosingsService } from '../conversations/closings.service.ts';
import { ConversationsModule } from '../conversations/conversations.module.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { ReportsModule } from './reports.module.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ modules: [ReportsModule, ConversationsModule] });
});
afterAll(() => app.close());

/** What people and customers do to the conversation that stands there; where there is none, one arrives. */
const deeds = [
  'snooze',
  'snoozeOtherwise',
  'wake',
  'wait',
  'close',
  'reopen',
  'takeBack',
  'takeBackClosing',
  'customerMessage',
] as const;
type Deed = (typeof deeds)[number];

async function does(channel: Channel, place: number, deed: Deed, by: string): Promise<void> {
  const externalId = `post-of-${place}`;
  const [known] = await app.database.query<{ id: string }>(
    `SELECT id FROM conversation WHERE root_external_id = $1`,
    [externalId],
  );
  if (known === undefined) {
    await recordPosts(app, channel, [aPost({ externalId, postedAt: app.clock.now() })]);
    return;
  }
  const ids = [known.id];
  const hours = deed === 'snooze' ? 30 : 50;
  const until = new Date(app.clock.now().getTime() + hours * 3_600_000);
  await app.get(UnitOfWork).run(async (tx) => {
    const conversations = app.get(ConversationsService);
    const closings = app.get(ClosingsService);
    if (deed === 'snooze' || deed === 'snoozeOtherwise') await conversations.snooze(tx, ids, { until }, null);
    else if (deed === 'takeBackClosing') {
      // One of before, where it is closed already.
      await conversations.setStatus(tx, ids, 'close', null);
      await closings.takeBack(tx, await closings.untouched(tx, ids), by);
    } else await conversations.setStatus(tx, ids, deed, null);
  });
}

const shownAs: Record<ConversationStatus, LiveBacklog['byState'][number]['state'] | null> = {
  new: 'new',
  open: 'open',
  waiting: 'waiting',
  snoozed: 'waiting',
  closed: null,
};

async function standing(): Promise<Record<string, number>> {
  const counts: Record<string, number> = { new: 0, open: 0, waiting: 0 };
  for (const { status } of await app.database.query<{ status: ConversationStatus }>(
    'SELECT status FROM conversation',
  )) {
    const state = shownAs[status];
    if (state !== null) counts[state] = (counts[state] ?? 0) + 1;
  }
  return counts;
}

it('the backlog through the day is what it was at each moment, whatever was done to conversations', async () => {
  const step = fc.record({ place: fc.integer({ min: 0, max: 2 }), deed: fc.constantFrom(...deeds) });
  const history = fc.record({
    yesterday: fc.array(step, { maxLength: 6 }),
    today: fc.array(step, { minLength: 3, maxLength: 12 }),
  });
  await fc.assert(
    fc.asyncProperty(history, async ({ yesterday, today }) => {
      await app.reset();
      app.clock.set('2026-11-19T12:00:00Z');
      const channel = await aChannel(app);
      const admin = await anAgent(app, { role: 'admin' });
      for (const { place, deed } of yesterday) {
        await does(channel, place, deed, admin.id);
        app.clock.advance({ minutes: 1 });
      }
      // Midnight in Berlin is 23:00; something is done ten minutes after each half hour.
      const expected = [await standing()];
      app.clock.set('2026-11-19T23:10:00Z');
      for (const { place, deed } of today) {
        await does(channel, place, deed, admin.id);
        expected.push(await standing());
        app.clock.advance({ minutes: 30 });
      }
      const answer = await request(app.url)
        .get('/api/reports/live')
        .set(await signIn(app, admin));
      const { byState } = (answer.body as { backlog: LiveBacklog }).backlog;
      const told = expected.map((_, at) =>
        Object.fromEntries(byState.map(({ state, counts }) => [state, counts[at]])),
      );
      expect(told).toEqual(expected);
    }),
    { numRuns: 25 },
  );
});
