import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { explain } from '../../test/explain.ts';
import { aGrownInbox, growTo, type GrownInbox } from '../../test/factories/many-conversations.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { NEWEST_STATEMENT } from '../conversations/rule-subjects.repository.ts';
import { RoutingModule } from './routing.module.ts';

const TRIED = 1_000;
/** Each post looks up its channel, its message, its author and an earlier conversation by key. */
const BLOCKS = 25_000;

let app: TestApp;
let inbox: GrownInbox;

beforeAll(async () => {
  app = await createTestApp({ modules: [RoutingModule] });
  await app.reset();
  inbox = await aGrownInbox(app);
  await growTo(app, inbox, 100_000);
});
afterAll(() => app.close());

describe('the newest posts, at a hundred thousand conversations', () => {
  it('are found by their key, without reading the table', async () => {
    const plan = await explain(app, NEWEST_STATEMENT, [inbox.teamIds, TRIED]);
    expect(plan.rows).toBe(TRIED);
    expect(plan.scanned).not.toEqual(expect.arrayContaining(['conversation']));
    expect(plan.scanned).not.toEqual(expect.arrayContaining(['message']));
    expect(plan.blocks).toBeLessThan(BLOCKS);
  });

  it('are looked for only so far back where somebody may see few of them', async () => {
    const plan = await explain(app, NEWEST_STATEMENT, [[inbox.closedTeamId], TRIED]);
    expect(plan.scanned).not.toEqual(expect.arrayContaining(['conversation']));
    expect(plan.blocks).toBeLessThan(2 * BLOCKS);
  });
});
