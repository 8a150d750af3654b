import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { RoutingExplanation } from '@visavis/shared/api/routing';
import request from 'supertest';
import type { AgentRecord } from '../agents/agent.types.ts';
import { aConversation, conversations } from '../../test/factories/a-conversation.ts';
import { aSkill, giveSkill } from '../../test/factories/a-skill.ts';
import { aTeam } from '../../test/factories/a-team.ts';
import { aSettledAgent, type anAgent } from '../../test/factories/an-agent.ts';
import { signIn } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { PlaceService } from './place.service.ts';
import { RoutingModule } from './routing.module.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ modules: [RoutingModule] });
});
beforeEach(() => app.reset());
afterAll(() => app.close());

const somebody = (given: Parameters<typeof anAgent>[1] = {}) => aSettledAgent(app, given);
const place = (teamId: string) => app.get(PlaceService).place(teamId);
const person = (agent: AgentRecord) => ({
  id: agent.id,
  name: agent.displayName,
  avatarUrl: expect.stringContaining(agent.id),
});

async function explained(conversationId: string, by: AgentRecord): Promise<RoutingExplanation> {
  const answer = await request(app.url)
    .get(`/api/conversations/${conversationId}/routing`)
    .set(await signIn(app, by));
  expect(answer.status).toBe(200);
  return answer.body as RoutingExplanation;
}

describe('GET /api/conversations/:id/routing', () => {
  test('tells to whom, why, and why not to the others', async () => {
    const skill = await aSkill(app, 'Rechnung');
    const jana = await somebody({ languages: ['de', 'tr'] });
    const lena = await somebody({ languages: ['de', 'tr'], capacity: 2 });
    const ole = await somebody();
    await giveSkill(app, skill, { [jana.id]: 3, [lena.id]: 2 });
    await conversations(app, 4, { assigneeId: jana.id, status: 'open' });
    await conversations(app, 2, { assigneeId: lena.id, status: 'open' });
    const needs = ['language:tr', `skill:${skill}:2`];
    const waiting = await aConversation(app, { lastHelperId: jana.id, needs, status: 'open' });
    await place(waiting.teamId);
    expect(await explained(waiting.id, ole)).toEqual({
      needs: { skills: [{ skillId: skill, name: 'Rechnung', minLevel: 2 }], language: 'tr' },
      decisions: [
        {
          id: expect.any(String),
          at: app.clock.now().toISOString(),
          kind: 'placed',
          rule: null,
          actions: [],
          agent: person(jana),
          reasons: [
            { kind: 'knowsCustomer' },
            { kind: 'speaks', language: 'tr', level: 2 },
            { kind: 'hasSkill', skillId: skill, level: 3, name: 'Rechnung' },
          ],
          considered: [
            { agent: person(jana), load: 4, capacity: 8, rejected: null },
            { agent: person(lena), load: 2, capacity: 2, rejected: 'full' },
            { agent: person(ole), load: 0, capacity: 8, rejected: 'lacksLanguage' },
          ],
          stuck: null,
        },
      ],
      stuck: null,
      shields: [],
    });
  });

  test('tells what nobody in the team has, and keeps when it was found', async () => {
    const skill = await aSkill(app, 'Glasfaser');
    const jana = await somebody();
    const waiting = await aConversation(app, { needs: [`skill:${skill}:3`] });
    await place(waiting.teamId);
    const { stuck, decisions } = await explained(waiting.id, jana);
    expect(stuck).toEqual({ kind: 'nobodyHasSkill', skillId: skill, name: 'Glasfaser', minLevel: 3 });
    expect(decisions).toMatchObject([
      { kind: 'stuck', stuck: 'nobodyHasSkill', agent: null, considered: [] },
    ]);
  });

  test('tells for whom it waits and until when', async () => {
    const jana = await somebody({ availability: 'busy' });
    await somebody();
    const waiting = await aConversation(app, { lastHelperId: jana.id, status: 'open' });
    await place(waiting.teamId);
    const until = new Date(app.clock.now().getTime() + 30 * 60_000).toISOString();
    expect((await explained(waiting.id, jana)).stuck).toEqual({
      kind: 'waitsFor',
      agent: person(jana),
      until,
    });
  });

  test.each([
    ['allAway', { availability: 'away' }],
    ['allFull', { capacity: 0 }],
  ] as const)('tells that it just stands in line: %s', async (kind, given) => {
    const jana = await somebody(given);
    const waiting = await aConversation(app);
    await place(waiting.teamId);
    expect(await explained(waiting.id, jana)).toMatchObject({ stuck: { kind }, decisions: [] });
  });

  test('tells that it is not to be routed', async () => {
    const jana = await somebody();
    const waiting = await aConversation(app, { doNotRoute: true });
    expect((await explained(waiting.id, jana)).stuck).toEqual({ kind: 'doNotRoute' });
  });

  test('tells nothing of the kind about what is closed, spam or somebody’s', async () => {
    const jana = await somebody({ availability: 'away' });
    for (const given of [{ status: 'closed' }, { isSpam: true }, { assigneeId: jana.id }] as const) {
      expect((await explained((await aConversation(app, given)).id, jana)).stuck).toBeNull();
    }
  });

  test('keeps what belongs to a closed team from others', async () => {
    const closed = await aTeam(app, { isClosed: true });
    const conversation = await aConversation(app, { teamId: closed.id });
    const answer = await request(app.url)
      .get(`/api/conversations/${conversation.id}/routing`)
      .set(await signIn(app, await somebody()));
    expect(answer.status).toBe(404);
  });
});

describe('a shield', () => {
  const shield = async (
    method: 'put' | 'delete',
    conversationId: string,
    by: AgentRecord,
    given: { agentId?: string; reason?: string } = {},
  ) => {
    const { Cookie } = await signIn(app, by);
    const path = `/api/conversations/${conversationId}/shield`;
    const headers = { Cookie, Origin: app.url };
    if (method === 'put') return request(app.url).put(path).set(headers).send(given);
    return request(app.url).delete(path).set(headers).query(given);
  };

  test('keeps somebody from being given a customer, the last helper too, until it is taken down', async () => {
    const jana = await somebody();
    const waiting = await aConversation(app, { lastHelperId: jana.id, status: 'open' });
    expect((await shield('put', waiting.id, jana, { reason: 'Kenne ich privat.' })).status).toBe(204);
    await app.settle();
    expect(await explained(waiting.id, jana)).toMatchObject({
      stuck: { kind: 'nobodyLeft' },
      shields: [{ agent: person(jana), by: person(jana), reason: 'Kenne ich privat.' }],
    });
    expect((await shield('delete', waiting.id, jana)).status).toBe(204);
    await app.settle();
    expect(await explained(waiting.id, jana)).toMatchObject({ stuck: null, shields: [] });
  });

  test('is put up for others by those who lead the team, and shown to them and to whom it keeps', async () => {
    const jana = await somebody();
    const ole = await somebody();
    const lead = await somebody({ role: 'lead', availability: 'off' });
    const { id } = await aConversation(app, { assigneeId: ole.id });
    expect((await shield('put', id, ole, { agentId: jana.id })).status).toBe(403);
    expect((await shield('put', id, lead, { agentId: jana.id })).status).toBe(204);
    expect((await explained(id, lead)).shields).toHaveLength(1);
    expect((await explained(id, jana)).shields).toHaveLength(1);
    expect((await explained(id, ole)).shields).toEqual([]);
    expect((await shield('delete', id, ole, { agentId: jana.id })).status).toBe(403);
    expect((await shield('delete', id, jana)).status).toBe(204);
    expect((await explained(id, lead)).shields).toEqual([]);
  });

  test('is not given away by the decisions that it led to', async () => {
    const jana = await somebody();
    const ole = await somebody();
    const lead = await somebody({ role: 'lead', availability: 'off' });
    const { id, teamId } = await aConversation(app);
    await shield('put', id, jana);
    await place(teamId);
    const looked = async (by: AgentRecord) =>
      (await explained(id, by)).decisions[0]?.considered.map(({ agent }) => agent.id) ?? [];
    expect(await looked(ole)).not.toContain(jana.id);
    expect(await looked(jana)).toContain(jana.id);
    expect(await looked(lead)).toContain(jana.id);
  });

  test('is refused for somebody who is not here', async () => {
    const admin = await somebody({ role: 'admin' });
    const { id } = await aConversation(app, { assigneeId: admin.id });
    const answer = await shield('put', id, admin, { agentId: '01a1fc53-6479-767c-945e-113be15e65be' });
    expect(answer.status).toBe(422);
  });
});
