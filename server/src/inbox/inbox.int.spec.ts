import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ConversationDetail, ConversationItem } from '@visavis/shared/api/conversations';
import type { Page } from '@visavis/shared/api/page';
import request from 'supertest';
import { conversations } from '../../test/factories/a-conversation.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { anArrivedConversation } from '../../test/factories/an-arrived-conversation.ts';
import { signIn, type SignedInHeaders } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { InboxModule } from './inbox.module.ts';

let app: TestApp;
let headers: SignedInHeaders;
let me: { id: string };
beforeAll(async () => {
  app = await createTestApp({ modules: [InboxModule] });
});
beforeEach(async () => {
  await app.reset();
  me = await anAgent(app);
  headers = await signIn(app, me);
});
afterAll(() => app.close());

const get = async <T>(path: string, as = headers): Promise<T> => {
  const answer = await request(app.url).get(path).set(as);
  expect([path, answer.status, answer.body]).toEqual([path, 200, expect.anything()]);
  return answer.body as T;
};
const list = (query: string, as = headers) => get<Page<ConversationItem>>(`/api/conversations?${query}`, as);

describe('a list of conversations', () => {
  it('shows a row with everything on it', async () => {
    const arrived = await anArrivedConversation(app, { assigneeId: me.id, tags: ['netz'] });
    const { items, nextCursor } = await list('view=mine');
    expect(nextCursor).toBeNull();
    expect(items).toMatchObject([{ id: arrived.id, tags: ['netz'], assignee: { id: me.id } }]);
  });

  it.each([
    'view=all',
    'view=all&sort=due',
    'view=team',
    'view=all&status=active',
    'view=mine',
    'view=waiting',
    'view=due',
    'view=mentioned',
    'view=new',
    'q=netz',
    'q=5g&sort=due',
    'tag=x',
    'spam=true',
  ])('answers %s', async (query) => {
    await conversations(app, 3);
    await list(query);
  });

  it('is read page by page', async () => {
    await conversations(app, 5);
    for (const sort of ['newest', 'due']) {
      const whole = await list(`sort=${sort}`);
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: Page<ConversationItem> = await list(`sort=${sort}&limit=2&cursor=${cursor}`);
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      }
      expect(seen).toEqual(whole.items.map(({ id }) => id));
    }
  });
});

describe('a conversation', () => {
  it('shows', async () => {
    const arrived = await anArrivedConversation(app);
    const detail = await get<ConversationDetail>(`/api/conversations/${arrived.id}`);
    expect(detail).toMatchObject({
      id: arrived.id,
      messages: [{ id: arrived.messageId }],
      messagesCursor: null,
    });
    await get(`/api/conversations/${arrived.id}/messages`);
    await get(`/api/conversations/counts`);
  });
});
