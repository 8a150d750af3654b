import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { explain } from '../../test/explain.ts';
import { aGrownInbox, growTo, type GrownInbox } from '../../test/factories/many-conversations.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { ChannelsModule } from '../channels/channels.module.ts';
import { ConnectorRegistry } from '../connectors/connector.registry.ts';
import { DUE_STATEMENT, TEAMS_STATEMENT } from './live-report.repository.ts';
import { ReportsModule } from './reports.module.ts';

const CONVERSATIONS = 40_000;
/** Two thousand of them are not closed; 800 of these have a running clock. */
const BLOCKS = 2_000;

let app: TestApp;
let inbox: GrownInbox;

beforeAll(async () => {
  app = await createTestApp({
    modules: [ReportsModule, ChannelsModule],
    override: (builder) => builder.overrideProvider(ConnectorRegistry).useValue(new ConnectorRegistry([])),
  });
  inbox = await aGrownInbox(app);
  await growTo(app, inbox, CONVERSATIONS);
}, 60_000);
afterAll(() => app.close());

describe('the live report of an inbox of forty thousand conversations', () => {
  it.each([
    ['all teams', () => null],
    ['two teams', () => inbox.teamIds.slice(0, 2)],
  ])('reads what waits and nothing else, for %s', async (_whose, teamIds) => {
    const figures = await explain(app, TEAMS_STATEMENT, [teamIds(), app.clock.now()]);
    const due = await explain(app, DUE_STATEMENT, [teamIds(), 8]);
    expect(due.rows).toBe(8);
    for (const plan of [figures, due]) {
      expect(plan.scanned.filter((table) => ['conversation', 'contact_identity'].includes(table))).toEqual(
        [],
      );
      expect(plan.blocks).toBeLessThan(BLOCKS);
    }
  });
});
