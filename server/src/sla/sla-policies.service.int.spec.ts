import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';
import { aConversation } from '../../test/factories/a-conversation.ts';
import { aPolicy } from '../../test/factories/a-policy.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { ownDatabase } from '../../test/test-database.ts';
import type { ConversationState } from '../conversations/conversation.types.ts';
import { dataSourceOptions } from '../platform/database/data-source-options.ts';
import { migrations } from '../platform/database/migrations/index.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { SlaModule } from './sla.module.ts';
import { SlaPoliciesService } from './sla-policies.service.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ modules: [SlaModule] });
});
beforeEach(() => app.reset());
afterAll(() => app.close());

const nameOf = (state: ConversationState): Promise<string> =>
  app.get(UnitOfWork).run(async (tx) => (await app.get(SlaPoliciesService).ofConversations(tx))(state).name);

describe('the policy of a conversation', () => {
  test('is the first that matches, else the last of the list', async () => {
    const conversation = await aConversation(app);
    await aPolicy(app, { name: 'Anderswo', teamId: '0190f2a0-0000-7000-8000-000000000001' });
    await aPolicy(app, { name: 'Aus', isActive: false, teamId: conversation.teamId });
    expect(await nameOf(conversation)).toBe('Standard');
    await aPolicy(app, { name: 'Team', teamId: conversation.teamId });
    await aPolicy(app, { name: 'Später', teamId: conversation.teamId });
    expect(await nameOf(conversation)).toBe('Team');
  });

  test('is what a rule chose, switched off or not, until that is gone', async () => {
    const conversation = await aConversation(app);
    await aPolicy(app, { name: 'Team', teamId: conversation.teamId });
    const { id } = await aPolicy(app, { name: 'Gewählt', isActive: false });
    expect(await nameOf({ ...conversation, slaPolicyId: id })).toBe('Gewählt');
    await app.database.query('DELETE FROM sla_policy WHERE id = $1', [id]);
    expect(await nameOf({ ...conversation, slaPolicyId: id })).toBe('Team');
  });
});

describe('policies of teams from before', () => {
  test('come into the list by team, those nobody had decided on into its last', async () => {
    const url = await ownDatabase('policies', 'empty');
    const before = await new DataSource({
      ...dataSourceOptions(url),
      migrations: migrations.filter(({ name }) => Number(name.slice(-13)) <= 1795230010000),
    }).initialize();
    await before.runMigrations();
    for (const [team, name, first] of [
      ['Zentrale', 'Standard', 60],
      ['Störung', 'Eilig', 15.5],
      ['Abend', 'Standard', 90],
      ['Regel', 'Standard', 60],
    ] as const) {
      await before.query(
        `WITH team AS (INSERT INTO team (id, name, created_at) VALUES (gen_random_uuid(), $1, now()) RETURNING id),
              hours AS (INSERT INTO business_hours (id, name, hours) VALUES (gen_random_uuid(), $1, '{}') RETURNING id)
         INSERT INTO sla_policy (id, team_id, business_hours_id, name, first_response_minutes, next_response_minutes)
         SELECT gen_random_uuid(), team.id, hours.id, $2, $3, 120 FROM team, hours`,
        [team, name, first],
      );
    }
    await before.query(
      `INSERT INTO routing_rule (id, position, name, is_active, conditions, actions, updated_at)
       SELECT gen_random_uuid(), 0, 'Nennt eine', true, '[]',
              jsonb_build_array(jsonb_build_object('do', 'slaPolicy', 'policyId', policy.id)), now()
       FROM sla_policy policy JOIN team ON team.id = policy.team_id WHERE team.name = 'Regel'`,
    );
    await before.destroy();
    const upTo = ({ name }: { name: string }) => Number(name.slice(-13)) <= 1795230020000;
    const after = await new DataSource({
      ...dataSourceOptions(url),
      migrations: migrations.filter(upTo),
    }).initialize();
    await after.runMigrations();
    const rows = await after.query<Record<string, unknown>[]>(
      `SELECT policy.name, (targets->>'firstResponse')::float8 AS first, is_fallback AS "isFallback",
              team.name AS team
       FROM sla_policy policy LEFT JOIN team ON conditions = jsonb_build_array(
         jsonb_build_object('field', 'team', 'anyOf', jsonb_build_array(team.id)))
       ORDER BY is_fallback, position`,
    );
    await after.destroy();
    expect(rows).toEqual([
      { name: 'Standard', first: 90, isFallback: false, team: 'Abend' },
      { name: 'Standard', first: 60, isFallback: false, team: 'Regel' },
      { name: 'Eilig', first: 15.5, isFallback: false, team: 'Störung' },
      { name: 'Standard', first: 60, isFallback: true, team: null },
    ]);
  });
});
