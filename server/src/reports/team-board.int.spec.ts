import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TeamBoard } from '@visavis/shared/api/team-board';
import request from 'supertest';
import { explain } from '../../test/explain.ts';
import { aConversation } from '../../test/factories/a-conversation.ts';
import { aTeam } from '../../test/factories/a-team.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { aGrownInbox, growTo } from '../../test/factories/many-conversations.ts';
import { signIn } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { ChannelsModule } from '../channels/channels.module.ts';
import { ConnectorRegistry } from '../connectors/connector.registry.ts';
import { ConversationsModule } from '../conversations/conversations.module.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { ReportsModule } from './reports.module.ts';
import { PEOPLE_STATEMENT, WAITING_STATEMENT } from './team-board.repository.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({
    modules: [ReportsModule, ChannelsModule, ConversationsModule],
    override: (builder) => builder.overrideProvider(ConnectorRegistry).useValue(new ConnectorRegistry([])),
  });
});
beforeEach(() => app.reset());
afterAll(() => app.close());

const HOUR = 3_600_000;
const inHours = (hours: number): Date => new Date(app.clock.now().getTime() + hours * HOUR);

const ask = async (agent: { id: string }, teamId: string) =>
  request(app.url)
    .get(`/api/team-board?teamId=${teamId}`)
    .set(await signIn(app, agent));

async function boardFor(agent: { id: string }, teamId: string): Promise<TeamBoard> {
  const answer = await ask(agent, teamId);
  expect(answer.status).toBe(200);
  return answer.body as TeamBoard;
}

async function aShift(agentId: string, teamId: string, from: number, to: number): Promise<void> {
  await app.database.query(
    `INSERT INTO shift (id, agent_id, team_id, starts_at, ends_at, planned_at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [newId(), agentId, teamId, inHours(from), inHours(to), app.clock.now()],
  );
}

describe('the team board', () => {
  it('lists people by the alphabet with what is open, by weight, and what waits, the longest first', async () => {
    const team = await aTeam(app, { name: 'Mobilfunk' });
    await app.database.query(`UPDATE team SET weights = '{"review": 3}' WHERE id = $1`, [team.id]);
    const lead = await anAgent(app, { role: 'lead', teamIds: [team.id], displayName: 'Zoe' });
    const jana = await anAgent(app, { teamIds: [team.id], displayName: 'Ängelika', capacity: 6 });
    const late = await aConversation(app, { teamId: team.id, assigneeId: jana.id, status: 'open' });
    const review = await aConversation(app, {
      teamId: team.id,
      assigneeId: jana.id,
      status: 'open',
      kind: 'review',
      rating: 1,
    });
    await app.database.query(`UPDATE conversation SET last_customer_message_at = $2 WHERE id = $1`, [
      late.id,
      inHours(-5),
    ]);
    await aConversation(app, { teamId: team.id, assigneeId: jana.id, status: 'waiting' });
    const waits = await aConversation(app, { teamId: team.id });
    await aConversation(app, { teamId: team.id, isSpam: true });
    const board = await boardFor(lead, team.id);
    expect(board.people.map(({ agent }) => agent.name)).toEqual(['Ängelika', 'Zoe']);
    expect(board.people[0]).toMatchObject({ load: 4, capacity: 6, openCount: 2, isPresent: false });
    expect(board.people[0]?.open.map(({ id }) => id)).toEqual([late.id, review.id]);
    expect(board.waiting).toMatchObject({ count: 1, items: [{ id: waits.id }] });
  });

  it('shows the shifts of the organisation’s day and who is absent now', async () => {
    const team = await aTeam(app);
    const lead = await anAgent(app, { role: 'lead', teamIds: [team.id], displayName: 'A' });
    const jana = await anAgent(app, { teamIds: [team.id], displayName: 'B' });
    await aShift(lead.id, team.id, -2, 2);
    await aShift(lead.id, team.id, 30, 38);
    await app.database.query(
      `INSERT INTO absence (id, agent_id, kind, starts_at, ends_at, stand_in_agent_id, planned_at)
       VALUES ($1, $2, 'leave', $3, $4, $5, $6)`,
      [newId(), jana.id, inHours(-24), inHours(48), lead.id, app.clock.now()],
    );
    const { people, day } = await boardFor(lead, team.id);
    expect(people[0]?.shifts).toEqual([
      expect.objectContaining({ startsAt: inHours(-2).toISOString(), endsAt: inHours(2).toISOString() }),
    ]);
    expect(people[1]?.absence).toMatchObject({ kind: 'leave', standInAgentId: lead.id });
    expect(Date.parse(day.from)).toBeLessThan(app.clock.now().getTime());
    expect(Date.parse(day.to)).toBeGreaterThan(app.clock.now().getTime());
  });

  it('tells nothing of what anybody did over time', async () => {
    const team = await aTeam(app);
    const lead = await anAgent(app, { role: 'lead', teamIds: [team.id] });
    const [person] = (await boardFor(lead, team.id)).people;
    expect(Object.keys(person ?? {}).toSorted()).toEqual([
      'absence',
      'agent',
      'capacity',
      'isPresent',
      'load',
      'open',
      'openCount',
      'shifts',
      'state',
    ]);
    expect(Object.keys(person?.state ?? {}).toSorted()).toEqual([
      'availability',
      'reason',
      'returnsAt',
      'setBy',
    ]);
  });

  it('is for the leads of the team, and hides what a closed team keeps to itself', async () => {
    const [own, other] = [await aTeam(app), await aTeam(app)];
    const closed = await aTeam(app, { isClosed: true });
    const lead = await anAgent(app, { role: 'lead', teamIds: [own.id] });
    const agent = await anAgent(app, { teamIds: [own.id, closed.id], displayName: 'Zwei Teams' });
    await aConversation(app, { teamId: closed.id, assigneeId: agent.id, status: 'open' });
    const board = await boardFor(lead, own.id);
    expect(board.people.find(({ agent: { name } }) => name === 'Zwei Teams')).toMatchObject({
      open: [],
      openCount: 1,
    });
    expect((await ask(lead, other.id)).status).toBe(403);
    expect((await ask(agent, own.id)).status).toBe(403);
    expect((await ask(lead, 'nonsense')).status).toBe(404);
    const admin = await anAgent(app, { role: 'admin', teamIds: [] });
    expect((await ask(admin, closed.id)).status).toBe(200);
  });
});

describe('the team board of an inbox of forty thousand conversations', () => {
  it('reads what is open and nothing else', async () => {
    const inbox = await aGrownInbox(app);
    await growTo(app, inbox, 40_000);
    const [teamId] = inbox.teamIds;
    const people = await explain(app, PEOPLE_STATEMENT, [teamId, null, 50]);
    const waiting = await explain(app, WAITING_STATEMENT, [teamId, 100]);
    expect(people.rows).toBeGreaterThan(0);
    for (const plan of [people, waiting]) {
      expect(plan.scanned).not.toContain('conversation');
      expect(plan.blocks).toBeLessThan(3_000);
    }
  });
});
