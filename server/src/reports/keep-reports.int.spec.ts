import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aConversation, aCustomerMessage } from '../../test/factories/a-conversation.ts';
import { anOrganisation } from '../../test/factories/an-organisation.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { ConversationsModule } from '../conversations/conversations.module.ts';
import { KeepReportsService } from './keep-reports.service.ts';
import { ReportFiguresModule } from './report-figures.module.ts';
import { ReportStateRepository } from './report-state.repository.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ modules: [ReportFiguresModule, ConversationsModule] });
});
beforeEach(async () => {
  await app.reset();
  await anOrganisation(app);
  app.clock.set('2026-11-20T10:00:00Z');
  const postedAt = new Date('2026-11-19T23:30:00Z');
  await aCustomerMessage(app, await aConversation(app), { postedAt });
});
afterAll(() => app.close());

const keep = () => app.get(KeepReportsService).keep();
const daysOfMessages = () =>
  app.database.query<{ day: string; n: number }>(
    `SELECT day::text, n::int FROM report_rollup
     WHERE dimension = 'all' AND grain = 'day' AND measure = 'messages' ORDER BY 1`,
  );
const spoil = () => app.database.query(`UPDATE report_rollup SET n = 7 WHERE measure = 'messages'`);

describe('sums of reports, without anybody asking', () => {
  it('are built where they never were, in the days of the organisation', async () => {
    expect(await daysOfMessages()).toEqual([]);
    await keep();
    // Half past midnight in Berlin.
    expect(await daysOfMessages()).toEqual([{ day: '2026-11-20', n: 1 }]);
    expect(await app.get(ReportStateRepository).find()).toMatchObject({
      builtAt: app.clock.now(),
      checkedAt: app.clock.now(),
      differences: 0,
    });
  });

  it('are built anew when the days of the organisation begin at another time', async () => {
    await keep();
    await app.database.query(`UPDATE organisation SET time_zone = 'America/New_York'`);
    await keep();
    expect(await daysOfMessages()).toEqual([{ day: '2026-11-19', n: 1 }]);
  });

  it('are proved once a day, and built anew when they are found wrong', async () => {
    await keep();
    await spoil();
    app.clock.advance({ hours: 23, minutes: 59 });
    await keep();
    expect(await daysOfMessages()).toMatchObject([{ n: 7 }]);
    app.clock.advance({ minutes: 1 });
    await keep();
    expect(await app.get(ReportStateRepository).find()).toMatchObject({
      checkedAt: app.clock.now(),
      differences: 2 * 6,
    });
    await keep();
    expect(await daysOfMessages()).toEqual([{ day: '2026-11-20', n: 1 }]);
  });
});
