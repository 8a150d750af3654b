import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { NoticeItem } from '@visavis/shared/api/notices';
import type { UnlockItem } from '@visavis/shared/api/unlocks';
import { defaultNoticeSettings } from '@visavis/shared/notices/notice-settings';
import request from 'supertest';
import { aTeam } from '../../test/factories/a-team.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { anOrganisation } from '../../test/factories/an-organisation.ts';
import { startMailServer } from '../../test/fakes/smtp-server.ts';
import { signIn } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { AgentRecord, Team } from '../agents/agent.types.ts';
import { MailNoticesService } from '../notifications/mail-notices.service.ts';
import { NoticeSettingsService } from '../notifications/notice-settings.service.ts';
import { NoticesService } from '../notifications/notices.service.ts';
import { MailService } from '../organisation/mail.service.ts';

const purpose = 'Prüfen, warum eine Kundin zwei Wochen wartete';
const running: (() => Promise<unknown>)[] = [];

let app: TestApp;
let team: Team;
let lead: AgentRecord;
let ada: AgentRecord;
let bea: AgentRecord;
let jana: AgentRecord;
beforeAll(async () => {
  app = await createTestApp();
});
beforeEach(async () => {
  await app.reset();
  await anOrganisation(app);
  app.clock.set('2026-11-20T10:00:00Z');
  team = await aTeam(app, { name: 'Festnetz' });
  lead = await anAgent(app, { role: 'lead', teamIds: [team.id], email: 'lead@brueckenfunk.example' });
  ada = await anAgent(app, { role: 'admin', teamIds: [], email: 'ada@brueckenfunk.example' });
  bea = await anAgent(app, { role: 'admin', teamIds: [], email: 'bea@brueckenfunk.example' });
  jana = await anAgent(app, { teamIds: [team.id] });
});
afterEach(() => Promise.all(running.splice(0).map((stop) => stop())));
afterAll(() => app.close());

async function call(agent: { id: string }, method: 'post' | 'delete', path: string, body?: object) {
  const answer = await request(app.url)
    [method](`/api/report-unlocks${path}`)
    .set(await signIn(app, agent))
    .send(body);
  expect(answer.status).toBeLessThan(300);
  await app.settle();
  return answer.body as UnlockItem;
}
const ask = (by: { id: string } = lead) =>
  call(by, 'post', '', { teamId: team.id, from: '2026-11-01', to: '2026-11-20', purpose, hours: 4 });
const listOf = async ({ id }: AgentRecord): Promise<NoticeItem[]> =>
  (await app.get(NoticesService).list(id, {})).items;
const told = async (...agents: AgentRecord[]) =>
  Promise.all(
    agents.map(async (one) =>
      (await listOf(one)).map(({ kind, seenAt }) => (seenAt === null ? kind : `${kind}, seen`)),
    ),
  );

describe('a wish to see figures of people', () => {
  it('is told to all who may agree, with its purpose, and to nobody else', async () => {
    await ask();
    expect(await told(ada, bea, lead, jana)).toEqual([['unlockAsked'], ['unlockAsked'], [], []]);
    expect(await listOf(ada)).toMatchObject([
      {
        team: { id: team.id, name: 'Festnetz' },
        actor: { id: lead.id },
        text: purpose,
        conversation: null,
        channel: null,
        count: 1,
      },
    ]);
  });

  it('of an administrator is told to the others', async () => {
    await ask(ada);
    expect(await told(ada, bea)).toEqual([[], ['unlockAsked']]);
  });

  it.each([true, false])(
    'asks nobody once it is decided (%s), which is told to whoever asked',
    async (isApproved) => {
      const { id } = await ask();
      await call(ada, 'post', `/${id}/decision`, { isApproved });
      expect(await told(ada, bea, lead)).toEqual([
        ['unlockAsked, seen'],
        ['unlockAsked, seen'],
        ['unlockDecided'],
      ]);
      expect(await listOf(lead)).toMatchObject([{ actor: { id: ada.id }, team: { name: 'Festnetz' } }]);
    },
  );

  it('asks nobody once it is taken back, nor whoever is no administrator any more', async () => {
    const first = await ask();
    await app.database.query(`UPDATE agent SET role = 'agent' WHERE id = $1`, [bea.id]);
    expect(await told(bea)).toEqual([[]]);
    await call(lead, 'delete', `/${first.id}`);
    expect(await told(ada)).toEqual([['unlockAsked, seen']]);
  });

  it('comes by e-mail to those who want that, without the purpose unless texts may leave', async () => {
    const server = await startMailServer({});
    running.push(() => server.close());
    const from = 'service@brueckenfunk.example';
    await app
      .get(MailService)
      .save({ host: '127.0.0.1', port: server.port, security: 'none', user: null, from });
    const ways = { ...defaultNoticeSettings.ways, unlockAsked: { inApp: true, browser: false, mail: false } };
    await app.get(NoticeSettingsService).save(bea.id, { ...defaultNoticeSettings, ways });
    await ask();
    app.clock.advance({ minutes: 31 });
    await app.get(MailNoticesService).sendOwed(new AbortController().signal);
    expect(server.received.map(({ to }) => to)).toEqual([['ada@brueckenfunk.example']]);
    expect(server.received[0]?.raw).toContain('/reports');
    expect(server.received[0]?.raw).not.toContain('zwei Wochen');
  });
});
