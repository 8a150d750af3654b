import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aChannel } from '../../test/factories/a-channel.ts';
import { aTeam } from '../../test/factories/a-team.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { lateClocks } from '../../test/factories/an-alert.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { ownDatabase } from '../../test/test-database.ts';
import { ChannelsModule } from '../channels/channels.module.ts';
import { ChannelsService } from '../channels/channels.service.ts';
import { ConversationsModule } from '../conversations/conversations.module.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { AlertRulesService } from './alert-rules.service.ts';
import { NoticesService } from './notices.service.ts';
import { NotificationsModule } from './notifications.module.ts';

let app: TestApp;
beforeAll(async () => {
  const modules = [ChannelsModule, ConversationsModule, NotificationsModule];
  const databaseUrl = await ownDatabase('first_alerts');
  app = await createTestApp({ modules, keepData: true, settings: { databaseUrl } });
  app.clock.set('2026-11-20T10:00:00Z');
});
afterAll(() => app.close());

describe('in an organisation that has set nothing up', () => {
  it('whoever has a conversation is warned, and the administrator, who is alone, hears what is late or broken', async () => {
    const team = await aTeam(app);
    const admin = await anAgent(app, { role: 'admin', teamIds: [team.id] });
    const jana = await anAgent(app, { teamIds: [team.id] });
    const rules = await app.get(AlertRulesService).list({ role: 'admin', teamIds: [team.id] });
    const inApp = { inApp: true, browser: false, mail: false };
    expect(rules.map(({ on, to, ways, team: of }) => [on, to, ways, of])).toEqual([
      ['warning', 'assignee', inApp, null],
      ['breach', 'leads', inApp, null],
      ['channelDown', 'leads', inApp, null],
    ]);
    const warned = await lateClocks(app, 1, { teamId: team.id, assigneeId: jana.id }, 'warned');
    const late = await lateClocks(app, 2, { teamId: team.id, assigneeId: jana.id });
    await app.get(UnitOfWork).run(async (tx) => tx.emitAll([...warned.facts, ...late.facts]));
    const { id } = await aChannel(app, { teamId: team.id });
    await app.get(UnitOfWork).run((tx) => app.get(ChannelsService).reportHealth(tx, id, 'reconnect', 'auth'));
    await app.settle();
    app.clock.advance({ seconds: 2 });
    await app.settle();
    const told = async (agentId: string) =>
      (await app.get(NoticesService).list(agentId, {})).items
        .map(({ kind, count }) => `${count} ${kind}`)
        .toSorted((one, other) => one.localeCompare(other));
    expect(await told(jana.id)).toEqual(['1 slaWarning']);
    expect(await told(admin.id)).toEqual(['1 channelDown', '2 slaBreach']);
  });
});
