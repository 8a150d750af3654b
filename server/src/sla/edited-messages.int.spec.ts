import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { aChannel } from '../../test/factories/a-channel.ts';
import { aPolicy } from '../../test/factories/a-policy.ts';
import { aPost, type PostGiven } from '../../test/factories/a-post.ts';
import { recordPosts } from '../../test/factories/an-arrived-conversation.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { Channel } from '../channels/channel.types.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { SlaListeners } from './sla.listeners.ts';
import { SlaModule } from './sla.module.ts';
import { SlaService } from './sla.service.ts';

let app: TestApp;
let channel: Channel;
beforeAll(async () => {
  app = await createTestApp({ modules: [SlaModule] });
});
beforeEach(async () => {
  await app.reset();
  app.clock.set('2026-11-20T09:00:00Z');
  channel = await aChannel(app);
  await aPolicy(app, { targets: { firstResponse: 60, nextResponse: 60, resolution: 240 } });
});
afterAll(() => app.close());

const at = (time: string) => new Date(`2026-11-20T${time}:00Z`);
const run = <T>(work: (tx: Tx) => Promise<T>) => app.get(UnitOfWork).run(work);
const svenja = { externalId: 'svenja', name: 'Svenja' };

/** What arrives from the network at an instant, with everything that follows. */
async function arrives(
  time: string,
  post: PostGiven,
): Promise<{ conversationId: string; messageId: string }> {
  app.clock.set(at(time));
  const given = { rootExternalId: 'root', author: svenja, language: 'de', ...post };
  const arrived = await recordPosts(app, channel, [aPost(given)]);
  await run((tx) => app.get(SlaService).startClocks(tx, arrived.customerTurns));
  await app.settle();
  const [row] = await app.database.query<{ conversationId: string; messageId: string }>(
    `SELECT conversation_id AS "conversationId", id AS "messageId" FROM message WHERE external_id = $1`,
    [post.externalId],
  );
  return row!;
}

/** A question at 09:00 and our reply at 09:30. */
async function anAnsweredQuestion(): Promise<string> {
  const { conversationId: id } = await arrives('09:00', { externalId: 'root', postedAt: at('09:00') });
  app.clock.set(at('09:30'));
  await run(async (tx) => {
    await tx.query(`UPDATE conversation SET reply_count = reply_count + 1 WHERE id = $1`, [id]);
    await app.get(ConversationsService).setStatus(tx, [id], 'replyAccepted', null);
    const response = { conversationId: id, messageId: newId(), acceptedAt: at('09:30') };
    await app.get(SlaService).recordResponses(tx, [response]);
  });
  await app.settle();
  return id;
}

const says = (time: string, externalId: string, text: string) =>
  arrives(time, { externalId, text, postedAt: at(time) });
const rewords = (time: string, externalId: string, text: string, posted = '10:00') =>
  arrives(time, { externalId, text, postedAt: at(posted), editedAt: at(time) });

function answersOf(id: string) {
  return app.database.query<{ startedAt: Date; metAt: Date | null; reason: string | null }>(
    `SELECT started_at AS "startedAt", met_at AS "metAt", cancel_reason AS reason FROM sla_target
     WHERE conversation_id = $1 AND metric = 'nextResponse' ORDER BY turn`,
    [id],
  );
}

async function statusOf(id: string): Promise<string> {
  const [row] = await app.database.query<{ status: string }>(
    `SELECT status FROM conversation WHERE id = $1`,
    [id],
  );
  return row!.status;
}

describe('a thank-you that is edited', () => {
  test('into a question starts a clock at the edit, because nobody could have answered it before', async () => {
    const id = await anAnsweredQuestion();
    await says('10:00', 'thanks', 'Danke!');
    await rewords('10:40', 'thanks', 'Danke! Und wann kommt der Techniker?');
    expect(await answersOf(id)).toEqual([
      { startedAt: at('10:00'), metAt: null, reason: 'courtesy' },
      { startedAt: at('10:40'), metAt: null, reason: null },
    ]);
    expect(await statusOf(id)).toBe('open');
  });

  test('into a question by a network whose clock is ahead starts it when we had it', async () => {
    const id = await anAnsweredQuestion();
    await says('10:00', 'thanks', 'Danke!');
    app.clock.set(at('10:40'));
    const ahead = {
      text: 'Wann kommt er?',
      postedAt: at('10:00'),
      editedAt: new Date('2027-01-01T00:00:00Z'),
    };
    await arrives('10:40', { externalId: 'thanks', ...ahead });
    expect((await answersOf(id)).at(-1)).toEqual({ startedAt: at('10:40'), metAt: null, reason: null });
  });

  test('into a question reopens what was closed meanwhile, with a resolution of its own', async () => {
    const id = await anAnsweredQuestion();
    await says('10:00', 'thanks', 'Danke!');
    await run(async (tx) => {
      await app.get(ConversationsService).setStatus(tx, [id], 'close', null);
      await app.get(SlaService).dismiss(tx, [id]);
    });
    await app.settle();
    await rewords('10:40', 'thanks', 'Danke, aber es geht wieder nicht');
    expect(await statusOf(id)).toBe('open');
    expect((await answersOf(id)).at(-1)).toMatchObject({ startedAt: at('10:40'), reason: null });
    expect(
      await app.database.query(
        `SELECT turn, started_at AS at FROM sla_target WHERE metric = 'resolution' ORDER BY turn`,
      ),
    ).toMatchObject([{ turn: 1 }, { turn: 2, at: at('10:40') }]);
  });

  test('into another thank-you starts nothing', async () => {
    const id = await anAnsweredQuestion();
    await says('10:00', 'thanks', 'Danke');
    await rewords('10:40', 'thanks', 'Vielen Dank!');
    expect(await answersOf(id)).toEqual([{ startedAt: at('10:00'), metAt: null, reason: 'courtesy' }]);
  });

  test('twice is asked since the first question, and told twice is one clock', async () => {
    const id = await anAnsweredQuestion();
    const message = await says('10:00', 'thanks', 'Danke');
    await rewords('10:40', 'thanks', 'Danke, wann?');
    await rewords('10:50', 'thanks', 'Danke, wann genau?');
    const told = { type: 'message.changed', change: 'edited', ...message } as const;
    await app.get(SlaListeners).reconsiderEdited([told, told]);
    expect(await answersOf(id)).toEqual([
      { startedAt: at('10:00'), metAt: null, reason: 'courtesy' },
      { startedAt: at('10:40'), metAt: null, reason: null },
    ]);
  });

  test('and told once more after the answer asks for nothing again', async () => {
    const id = await anAnsweredQuestion();
    const message = await says('10:00', 'thanks', 'Danke');
    await rewords('10:40', 'thanks', 'Danke, wann?');
    app.clock.set(at('10:45'));
    const response = { conversationId: id, messageId: newId(), acceptedAt: at('10:45') };
    await run((tx) => app.get(SlaService).recordResponses(tx, [response]));
    await app.get(SlaListeners).reconsiderEdited([{ type: 'message.changed', change: 'edited', ...message }]);
    expect((await answersOf(id)).at(-1)).toMatchObject({ startedAt: at('10:40'), metAt: at('10:45') });
    expect(await answersOf(id)).toHaveLength(2);
  });

  test('as spam asks for nobody', async () => {
    const id = await anAnsweredQuestion();
    await says('10:00', 'thanks', 'Danke');
    await run((tx) => app.get(ConversationsService).setSpam(tx, [id], true, null));
    await rewords('10:40', 'thanks', 'Danke, kauft bei uns?');
    expect(await answersOf(id)).toHaveLength(1);
  });
});

describe('a question that is edited', () => {
  test('into a thank-you keeps its clock, which only a person or an answer ends', async () => {
    const id = await anAnsweredQuestion();
    await says('10:00', 'more', 'Und wann kommt der Techniker?');
    await rewords('10:20', 'more', 'Danke, hat sich erledigt 🙏');
    await rewords('10:25', 'more', 'Danke!');
    expect(await answersOf(id)).toEqual([{ startedAt: at('10:00'), metAt: null, reason: null }]);
    expect(await statusOf(id)).toBe('open');
  });

  test('after it was answered stays answered', async () => {
    const id = await anAnsweredQuestion();
    await rewords('10:20', 'root', 'Wann kommt er, und bringt er den Router mit?', '09:00');
    expect(await answersOf(id)).toEqual([]);
  });

  test('before anybody answered keeps the time at which it was asked first', async () => {
    const { conversationId: id } = await arrives('09:00', {
      externalId: 'root',
      text: 'Danke',
      postedAt: at('09:00'),
    });
    await rewords('09:10', 'root', 'Danke für nichts, wann geht es?', '09:00');
    expect(
      await app.database.query(
        `SELECT metric, started_at AS at, cancelled_at AS over FROM sla_target
         WHERE conversation_id = $1 AND metric = 'firstResponse'`,
        [id],
      ),
    ).toEqual([{ metric: 'firstResponse', at: at('09:00'), over: null }]);
  });
});

describe('a post that is deleted', () => {
  const goes = (time: string, externalId: string) =>
    arrives(time, { externalId, isDeleted: true, text: '', author: { externalId: '', name: '' } });

  test('ends the clock that waits for it, and says so', async () => {
    const id = await anAnsweredQuestion();
    await says('10:00', 'more', 'Und wann?');
    await goes('10:10', 'more');
    expect(await answersOf(id)).toEqual([{ startedAt: at('10:00'), metAt: null, reason: 'deleted' }]);
  });

  test('hands the clock on to the next question that waits', async () => {
    const id = await anAnsweredQuestion();
    await says('10:00', 'more', 'Und wann?');
    await says('10:05', 'again', 'Hallo?');
    await goes('10:10', 'more');
    expect(await answersOf(id)).toEqual([
      { startedAt: at('10:00'), metAt: null, reason: 'deleted' },
      { startedAt: at('10:05'), metAt: null, reason: null },
    ]);
  });

  test('after the edit that asked something ends what the edit began', async () => {
    const id = await anAnsweredQuestion();
    await says('10:00', 'thanks', 'Danke');
    await rewords('10:10', 'thanks', 'Danke, wann?');
    await goes('10:20', 'thanks');
    expect((await answersOf(id)).map(({ reason }) => reason)).toEqual(['courtesy', 'deleted']);
  });

  test('that was answered, or was a thank-you, changes no clock', async () => {
    const id = await anAnsweredQuestion();
    await says('10:00', 'thanks', 'Danke');
    const before = await app.database.query(`SELECT * FROM sla_target ORDER BY id`);
    await goes('10:10', 'thanks');
    await goes('10:11', 'root');
    expect(await app.database.query(`SELECT * FROM sla_target ORDER BY id`)).toEqual(before);
    expect(await answersOf(id)).toHaveLength(1);
  });
});
