import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { NoticeItem } from '@visavis/shared/api/notices';
import type { Page } from '@visavis/shared/api/page';
import request from 'supertest';
import { aMessage } from '../../test/factories/a-message.ts';
import {
  anArrivedConversation,
  type TestConversation,
} from '../../test/factories/an-arrived-conversation.ts';
import { twoColleagues } from '../../test/factories/two-colleagues.ts';
import { signIn } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { AgentRecord } from '../agents/agent.types.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';

let app: TestApp;
let jana: AgentRecord;
let mehmet: AgentRecord;
let conversation: TestConversation;

beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  ({ jana, mehmet } = await twoColleagues(app));
  conversation = await anArrivedConversation(app);
  await app.settle();
});

async function call(agent: AgentRecord, method: 'post' | 'put' | 'patch', path: string, body: object) {
  const address = `/api/conversations/${conversation.id}${path}`;
  const answer = await request(app.url)
    [method](address)
    .set(await signIn(app, agent))
    .send(body);
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  await app.settle();
}

const version = async () => (await app.get(ConversationsService).find(conversation.id))?.version ?? 0;

async function kinds(agent: AgentRecord): Promise<string[]> {
  const answer = await request(app.url)
    .get('/api/notices')
    .set(await signIn(app, agent))
    .expect(200);
  return (answer.body as Page<NoticeItem>).items.map(({ kind, text }) =>
    text === '' ? kind : `${kind}: ${text}`,
  );
}

it('a hand-over is told once, to whoever gets it, and to nobody who gives it', async () => {
  await call(jana, 'post', '/claim', {});
  const card = { toAgentId: mehmet.id, note: 'Wartet seit gestern.' };
  await call(jana, 'post', '/hand-over', { version: await version(), ...card });
  expect(await kinds(mehmet)).toEqual(['handOver: Wartet seit gestern.']);
  expect(await kinds(jana)).toEqual([]);
});

it('taking over is told to whom it was taken from', async () => {
  await call(jana, 'post', '/claim', {});
  await call(mehmet, 'patch', '', { version: await version(), assigneeId: mehmet.id });
  expect(await kinds(jana)).toEqual(['takenOver']);
  expect(await kinds(mehmet)).toEqual([]);
});

it('a question and its answer find each other', async () => {
  await call(jana, 'post', '/notes', { text: 'Kennst du das?', mentions: [mehmet.id], asks: [mehmet.id] });
  expect(await kinds(mehmet)).toEqual(['askedForHelp: Kennst du das?']);
  await call(mehmet, 'post', '/notes', { text: 'Ja, ein Update hilft.' });
  expect(await kinds(jana)).toEqual(['answered: Ja, ein Update hilft.']);
});

it('whoever follows hears of what the customer writes', async () => {
  await call(jana, 'put', '/follow', {});
  await aMessage(app, { conversation });
  await app.settle();
  expect(await kinds(jana)).toEqual(['followed']);
});

it('a customer who writes again is back with whoever has them', async () => {
  await call(jana, 'post', '/claim', {});
  await call(jana, 'patch', '', { version: await version(), status: 'closed' });
  app.clock.advance({ minutes: 5 });
  await aMessage(app, { conversation });
  await app.settle();
  expect(await kinds(jana)).toEqual(['customerBack']);
});
