import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { LiveReport } from '@visavis/shared/api/reports';
import request from 'supertest';
import { aContact, aConversation } from '../../test/factories/a-conversation.ts';
import { aTeam } from '../../test/factories/a-team.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { signIn } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { ConversationsModule } from '../conversations/conversations.module.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { ReportsModule } from './reports.module.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ modules: [ReportsModule, ConversationsModule] });
});
beforeEach(() => app.reset());
afterAll(() => app.close());

const MINUTE = 60_000;
const inMinutes = (minutes: number): Date => new Date(app.clock.now().getTime() + minutes * MINUTE);

/** A conversation whose clock started `since` minutes ago and runs out in `dueIn`; the last third is soon. */
async function waiting(
  teamId: string,
  {
    since = 30,
    dueIn = 30,
    ...given
  }: { since?: number; dueIn?: number } & Parameters<typeof aConversation>[1] = {},
): Promise<string> {
  const conversation = await aConversation(app, { teamId, ...given });
  const due = {
    conversationId: conversation.id,
    dueAt: inMinutes(dueIn),
    metric: 'firstResponse',
    startedAt: inMinutes(-since),
    warnAt: inMinutes(dueIn - 15),
    metAt: null,
  } as const;
  await app.get(UnitOfWork).run((tx) => app.get(ConversationsService).setDue(tx, [due]));
  return conversation.id;
}

async function reportFor(agent: { id: string }): Promise<LiveReport> {
  const answer = await request(app.url)
    .get('/api/reports/live')
    .set(await signIn(app, agent));
  expect(answer.status).toBe(200);
  return answer.body as LiveReport;
}

describe('the live report', () => {
  it('counts who waits, who waits too long and who soon does, by team and by the alphabet', async () => {
    const mobile = await aTeam(app, { name: 'Mobilfunk' });
    const abroad = await aTeam(app, { name: 'Ausland' });
    const zone = await aTeam(app, { name: 'Übergänge' });
    const admin = await anAgent(app, { role: 'admin', teamIds: [mobile.id], availability: 'off' });
    await anAgent(app, { teamIds: [mobile.id, abroad.id] });
    await anAgent(app, { teamIds: [mobile.id], availability: 'busy' });
    await waiting(mobile.id, { since: 90, dueIn: -10 });
    await waiting(mobile.id, { dueIn: 5, assigneeId: admin.id, status: 'open' });
    await waiting(mobile.id, { since: 10, dueIn: 50 });
    await waiting(abroad.id, { since: 20, dueIn: 40 });
    const report = await reportFor(admin);
    expect(report).toMatchObject({ waitingCount: 4, overTargetCount: 1, soonCount: 1 });
    expect(report.longestWaitSince).toBe(inMinutes(-90).toISOString());
    expect(report.teams).toEqual([
      {
        team: {
          id: abroad.id,
          name: 'Ausland',
        },
        waitingCount: 1,
        overTargetCount: 0,
        soonCount: 0,
        unassignedCount: 1,
        availableCount: 1,
        longestWaitSince: inMinutes(-20).toISOString(),
      },
      {
        team: {
          id: mobile.id,
          name: 'Mobilfunk',
        },
        waitingCount: 3,
        overTargetCount: 1,
        soonCount: 1,
        unassignedCount: 2,
        availableCount: 1,
        longestWaitSince: inMinutes(-90).toISOString(),
      },
      {
        team: {
          id: zone.id,
          name: 'Übergänge',
        },
        waitingCount: 0,
        overTargetCount: 0,
        soonCount: 0,
        unassignedCount: 0,
        availableCount: 0,
        longestWaitSince: null,
      },
    ]);
  });

  it.each([
    ['closed', { status: 'closed' }],
    ['waiting for the customer', { status: 'waiting' }],
    ['snoozed', { status: 'snoozed' }],
    ['spam', { isSpam: true }],
  ] as const)('leaves out what is %s', async (_what, given) => {
    const team = await aTeam(app);
    const admin = await anAgent(app, { role: 'admin', teamIds: [team.id] });
    await waiting(team.id, given);
    expect(await reportFor(admin)).toMatchObject({ waitingCount: 0, longestWaitSince: null, dueNext: [] });
  });

  it('leaves out a clock that was met', async () => {
    const team = await aTeam(app);
    const admin = await anAgent(app, { role: 'admin', teamIds: [team.id] });
    const id = await waiting(team.id);
    await app.database.query('UPDATE conversation SET due_met_at = now() WHERE id = $1', [id]);
    expect(await reportFor(admin)).toMatchObject({ waitingCount: 0, dueNext: [] });
  });

  it('shows leads their own teams, and agents nothing', async () => {
    const own = await aTeam(app);
    const other = await aTeam(app);
    const lead = await anAgent(app, { role: 'lead', teamIds: [own.id] });
    const mine = await waiting(own.id);
    await waiting(other.id);
    const report = await reportFor(lead);
    expect(report.teams.map(({ team }) => team.id)).toEqual([own.id]);
    expect(report.dueNext.map(({ conversationId }) => conversationId)).toEqual([mine]);
    expect(report.waitingCount).toBe(1);
    const agent = await signIn(app, await anAgent(app, { teamIds: [own.id] }));
    expect((await request(app.url).get('/api/reports/live').set(agent)).status).toBe(403);
    expect((await request(app.url).get('/api/reports/live')).status).toBe(401);
  });

  it('lists the earliest deadlines, with names exactly as people gave them', async () => {
    const team = await aTeam(app);
    const admin = await anAgent(app, { role: 'admin', teamIds: [team.id] });
    const hostile = `<img src=x onerror=alert(1)> ' " \u202e`;
    const { contactId } = await aContact(app);
    await app.database.query('UPDATE contact_identity SET name = $2 WHERE contact_id = $1', [
      contactId,
      hostile,
    ]);
    await app.database.query('UPDATE contact SET display_name = $2 WHERE id = $1', [contactId, hostile]);
    const later = await waiting(team.id, { dueIn: 50 });
    const sooner = await waiting(team.id, { dueIn: -5, contactId });
    const { dueNext } = await reportFor(admin);
    expect(dueNext.map(({ conversationId }) => conversationId)).toEqual([sooner, later]);
    expect(dueNext[0]).toMatchObject({ contactName: hostile, dueAt: inMinutes(-5).toISOString() });
  });
});
