import { afterAll, beforeAll, expect, it } from '@jest/globals';
import request from 'supertest';
import { aScreen } from '../../test/a-screen.ts';
import { eventually } from '../../test/eventually.ts';
import {
  anArrivedConversation,
  type TestConversation,
} from '../../test/factories/an-arrived-conversation.ts';
import { twoColleagues } from '../../test/factories/two-colleagues.ts';
import { signIn } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { AgentRecord } from '../agents/agent.types.ts';

let app: TestApp;
let jana: AgentRecord;
let mehmet: AgentRecord;
let conversation: TestConversation;

beforeAll(async () => {
  app = await createTestApp();
  ({ jana, mehmet } = await twoColleagues(app));
  conversation = await anArrivedConversation(app);
  await app.settle();
});
afterAll(() => app.close());

async function post(agent: AgentRecord, path: string, body: object): Promise<void> {
  const answer = await request(app.url)
    .post(path)
    .set(await signIn(app, agent))
    .send(body);
  expect(answer.status).toBeLessThan(300);
  await app.settle();
}

it('tells every screen of somebody of what is new, and of having seen it, and nobody else’s', async () => {
  const [one, other, foreign] = await Promise.all([
    aScreen(app, jana),
    aScreen(app, jana),
    aScreen(app, mehmet),
  ]);
  const last = () => [one, other].map((screen) => screen.last('notices.changed'));
  try {
    const text = 'Kennst du den Router?';
    await post(mehmet, `/api/conversations/${conversation.id}/notes`, { text, mentions: [jana.id] });
    const told = {
      count: { unseen: 1, unseenMentions: 1 },
      newest: { kind: 'mentioned', text, actor: { id: mehmet.id }, conversation: { id: conversation.id } },
    };
    await eventually(() => expect(last()).toMatchObject([told, told]));
    await post(jana, '/api/notices/seen', { conversationId: conversation.id });
    const seen = { count: { unseen: 0, unseenMentions: 0 }, newest: null };
    await eventually(() => expect(last()).toMatchObject([seen, seen]));
    await foreign.caughtUp();
    expect(foreign.ofKind('notices.changed')).toEqual([]);
  } finally {
    for (const screen of [one, other, foreign]) screen.close();
  }
});
