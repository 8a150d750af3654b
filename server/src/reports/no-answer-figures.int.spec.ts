import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ReportAnswer, ReportConversations, ReportRow } from '@visavis/shared/api/figures';
import { noAnswerMetrics } from '@visavis/shared/reports/metrics';
import { noAnswerReasons, type NoAnswerReason } from '@visavis/shared/sla/sla-clock';
import request from 'supertest';
import { aConversation } from '../../test/factories/a-conversation.ts';
import { anOrganisation } from '../../test/factories/an-organisation.ts';
import { aTeam } from '../../test/factories/a-team.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { signIn } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { AgentRecord } from '../agents/agent.types.ts';
import { ConversationsModule } from '../conversations/conversations.module.ts';
import { ReportFiguresModule } from './report-figures.module.ts';
import { RollupsService } from './rollups.service.ts';

let app: TestApp;
let admin: AgentRecord;
beforeAll(async () => {
  app = await createTestApp({ modules: [ReportFiguresModule, ConversationsModule] });
});
beforeEach(async () => {
  await app.reset();
  await anOrganisation(app);
  app.clock.set('2026-11-20T10:00:00Z');
  admin = await anAgent(app, { role: 'admin' });
});
afterAll(() => app.close());

/** Conversations with a reply of one person each; the customer's next message in each needed no answer, and why. */
async function left(teamId: string, reasons: readonly NoAnswerReason[]): Promise<string[]> {
  const ids: string[] = [];
  for (const reason of reasons) {
    const { id: agentId } = await anAgent(app, { teamIds: [teamId] });
    const { id } = await aConversation(app, { teamId });
    await app.database.query(
      `INSERT INTO message (id, conversation_id, channel_id, external_id, type, visibility, sequence, agent_id,
         author_snapshot, delivery_state, text, posted_at, ordered_at, received_at)
       SELECT gen_random_uuid(), c.id, c.channel_id, 'reply', 'reply', 'public', 1, $2, '{}', 'sent', 'x', at, at, at
       FROM conversation c CROSS JOIN (VALUES ('2026-11-18T09:00:00Z'::timestamptz)) v(at) WHERE c.id = $1`,
      [id, agentId],
    );
    await app.database.query(
      `INSERT INTO sla_target (id, conversation_id, metric, turn, policy_id, policy_name, hours, target_minutes,
         started_at, fetch_delay_ms, cancelled_at, cancel_reason, cancelled_by, no_answer_reason)
       SELECT gen_random_uuid(), $1, 'nextResponse', 1, gen_random_uuid(), 'Standard', '{}', 60, at, 0, at,
         'noAnswerNeeded', $2, $3
       FROM (VALUES ('2026-11-18T12:00:00Z'::timestamptz)) v(at)`,
      [id, agentId, reason],
    );
    ids.push(id);
  }
  await app.get(RollupsService).count(ids);
  return ids;
}

async function get(path: string, query: Record<string, string> = {}) {
  return request(app.url)
    .get(path)
    .query({ period: '28', groupBy: 'team', compare: 'none', ...query })
    .set(await signIn(app, admin));
}

/** In the order of the reasons. */
const told = ({ values }: ReportRow): (number | null | undefined)[] =>
  noAnswerReasons.map((reason) => values[noAnswerMetrics[reason]]);

describe('why no answer was needed', () => {
  let landline: { id: string };
  let mobile: { id: string };
  beforeEach(async () => {
    landline = await aTeam(app, { name: 'Festnetz' });
    mobile = await aTeam(app, { name: 'Mobilfunk' });
  });

  it('is told of each group, and of all of them together, as parts of the whole', async () => {
    await left(landline.id, ['courtesy', 'courtesy', 'duplicate', 'courtesy', 'other']);
    await left(mobile.id, ['informationOnly', 'courtesy', 'informationOnly', 'duplicate', 'duplicate']);
    const { rows, total } = (await get('/api/reports/figures')).body as ReportAnswer;
    expect(rows.map((row) => [row.name, ...told(row)])).toEqual([
      ['Festnetz', 3, 0, 1, 1],
      ['Mobilfunk', 1, 2, 2, 0],
    ]);
    expect(told(total)).toEqual([4, 2, 3, 1]);
    for (const row of [...rows, total])
      expect(told(row).reduce<number>((sum, count) => sum + (count ?? 0), 0)).toBe(row.values.noAnswerNeeded);
  });

  it('stands in the file under the same names', async () => {
    await left(landline.id, ['courtesy', 'courtesy', 'duplicate', 'courtesy', 'other']);
    const [head = '', row = ''] = (await get('/api/reports/export', { locale: 'de' })).text
      .replace(/^\uFEFF/u, '')
      .split('\r\n')
      .map((line) => line.split(';'));
    const at = head.indexOf('Keine Antwort nötig');
    expect(head.slice(at, at + 5)).toEqual([
      'Keine Antwort nötig',
      'Ohne Antwort: Dank',
      'Ohne Antwort: zur Kenntnis',
      'Ohne Antwort: anderswo',
      'Ohne Antwort: sonst',
    ]);
    expect(row.slice(at, at + 5)).toEqual(['5', '3', '0', '1', '1']);
  });

  it('leads to the conversations that were left for this reason, and to no other', async () => {
    const ids = await left(landline.id, ['courtesy', 'courtesy', 'duplicate', 'courtesy', 'other']);
    const behind = async (metric: string): Promise<string[]> => {
      const answer = (await get('/api/reports/conversations', { metric, key: landline.id }))
        .body as ReportConversations;
      return answer.items.map(({ id }) => id).toSorted();
    };
    expect(await behind('noAnswerDuplicate')).toEqual([ids[2]]);
    expect(await behind('noAnswerCourtesy')).toEqual(
      [0, 1, 3].flatMap((index) => ids[index] ?? []).toSorted(),
    );
    expect(await behind('noAnswerInformationOnly')).toEqual([]);
    expect(await behind('noAnswerNeeded')).toEqual(ids.toSorted());
  });

  it('stays hidden of few people, and of whom it would be the rest: in the table, the file and the list', async () => {
    const large = await aTeam(app, { name: 'Groß' });
    await left(large.id, ['courtesy', 'courtesy', 'courtesy', 'courtesy', 'courtesy', 'courtesy']);
    await left(landline.id, ['courtesy', 'other', 'duplicate', 'other', 'duplicate']);
    await left(mobile.id, ['other', 'informationOnly']);
    const { rows, total } = (await get('/api/reports/figures')).body as ReportAnswer;
    expect(rows.map((row) => [row.name, row.isTooSmall, ...told(row)])).toEqual([
      ['Festnetz', true, null, null, null, null],
      ['Groß', false, 6, 0, 0, 0],
      ['Mobilfunk', true, null, null, null, null],
    ]);
    // What is left of the whole is of seven people together.
    expect(told(total)).toEqual([7, 1, 2, 3]);
    const lines = (await get('/api/reports/export', { locale: 'de' })).text.split('\r\n');
    const cells = lines.find((line) => line.includes('Mobilfunk'))?.split(';') ?? [];
    // Behind the period, the name, and how much came in.
    expect(new Set(cells.slice(4))).toEqual(new Set(['zu klein zum Zeigen']));
    for (const metric of Object.values(noAnswerMetrics)) {
      const refused = async (key: string) =>
        (await get('/api/reports/conversations', { metric, key })).status;
      expect([await refused(mobile.id), await refused(landline.id), await refused(large.id)]).toEqual([
        403, 403, 200,
      ]);
    }
  });
});
