import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RuleAction, RuleCondition } from '@visavis/shared/routing/rule';
import { aChannel, type ConnectedTestChannel } from '../../test/factories/a-channel.ts';
import { aPost } from '../../test/factories/a-post.ts';
import { aTeam } from '../../test/factories/a-team.ts';
import { aPolicy } from '../../test/factories/a-policy.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { anOrganisation } from '../../test/factories/an-organisation.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { ConnectorRegistry } from '../connectors/connector.registry.ts';
import { connectorModule as webhook } from '../connectors/webhook/index.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { RulesService } from '../routing/rules.service.ts';
import { IntakeService } from './intake.service.ts';

let app: TestApp;
let channel: ConnectedTestChannel;
let writerId: string;

const onlyWebhook: Parameters<typeof createTestApp>[0] = {
  override: (builder) =>
    builder.overrideProvider(ConnectorRegistry).useValue(new ConnectorRegistry([webhook])),
};

beforeAll(async () => {
  app = await createTestApp(onlyWebhook);
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.reset();
  await anOrganisation(app, { languages: ['de', 'en'], timeZone: 'Europe/Berlin' });
  channel = await aChannel(app);
  const nobody = await aTeam(app);
  writerId = (await anAgent(app, { teamIds: [nobody.id], availability: 'off' })).id;
});

const ingest = (posts: Parameters<typeof aPost>[0][], into: TestApp = app) =>
  into.get(IntakeService).ingest(channel, posts.map(aPost), null);
const aRule = (conditions: RuleCondition[], actions: RuleAction[], name = 'Regel') =>
  app.get(RulesService).create({ name, isActive: true, conditions, actions }, writerId);
const rows = (columns: string) =>
  app.database.query<Record<string, unknown>>(
    `SELECT ${columns} FROM conversation c JOIN message m ON m.conversation_id = c.id AND m.type = 'inbound' ORDER BY m.external_id`,
  );
const aSkill = async (name: string, isDeleted = false) => {
  const id = newId();
  await app.database.query(
    `INSERT INTO skill (id, name, description, created_at, deleted_at) VALUES ($1, $2, '', now(), CASE WHEN $3 THEN now() END)`,
    [id, name, isDeleted],
  );
  return id;
};

describe('a rule', () => {
  it('sorts a new post, keeps what it decided, and leaves the others alone', async () => {
    const apps = await aTeam(app, { name: 'App' });
    const skillId = await aSkill('Abrechnung');
    await aRule(
      [
        { field: 'kind', anyOf: ['review'] },
        { field: 'rating', from: 1, to: 2 },
      ],
      [{ do: 'tag', tag: 'Store' }],
      'Zu spät',
    );
    const [bad] = await app.get(RulesService).list();
    await app.get(RulesService).remove(bad!.id);
    const writer = { agentId: writerId, role: 'admin' as const };
    await app.get(RulesService).order(
      writer,
      (await app.get(RulesService).list()).map(({ id }) => id),
    );
    const rule = await aRule(
      [{ field: 'words', anyOf: ['Abbuchung*'] }],
      [
        { do: 'team', teamId: apps.id },
        { do: 'priority', priority: 'urgent' },
        { do: 'tag', tag: 'Rechnung' },
        { do: 'skill', skillId, minLevel: 2 },
      ],
      'Abbuchung',
    );
    await ingest([
      { externalId: 'a', text: 'Doppelte ABBUCHUNGEN' },
      { externalId: 'b', text: 'Alles gut' },
    ]);
    expect(await rows(`c.team_id AS team, c.priority, c.tags, c.needs`)).toEqual([
      { team: apps.id, priority: 'urgent', tags: ['Rechnung'], needs: [`skill:${skillId}:2`] },
      { team: channel.teamId, priority: 'normal', tags: [], needs: [] },
    ]);
    const decisions = await app.database.query(
      `SELECT kind, rule_id AS rule, rule_name AS name, actions, agent_id AS agent
       FROM routing_decision WHERE rule_id IS NOT NULL`,
    );
    expect(decisions).toEqual([
      { kind: 'matched', rule: rule.id, name: 'Abbuchung', actions: rule.actions, agent: null },
    ]);
    const lines = await app.database.query<{ type: string }>(
      `SELECT type FROM conversation_event WHERE type <> 'opened' ORDER BY type`,
    );
    expect(lines.map(({ type }) => type)).toEqual(['priorityChanged', 'tagsChanged', 'teamChanged']);
  });

  it('decides the team that is given the work and whose clock runs', async () => {
    const team = await aTeam(app);
    const mehmet = await anAgent(app, { teamIds: [team.id] });
    await anAgent(app, { teamIds: [channel.teamId] });
    await aPolicy(app, { teamId: team.id, name: 'Eilig', targets: { firstResponse: 7, nextResponse: 7 } });
    await aRule([{ field: 'words', anyOf: ['Netz'] }], [{ do: 'team', teamId: team.id }]);
    await ingest([{ text: 'Kein Netz' }]);
    await app.settle();
    expect(await rows('c.assignee_id AS assignee')).toEqual([{ assignee: mehmet.id }]);
    expect(await app.database.query('SELECT policy_name AS name FROM sla_target')).toEqual([
      { name: 'Eilig' },
    ]);
  });

  it('decides the policy of the clock, which one that is gone leaves to the list', async () => {
    const other = await aTeam(app);
    const chosen = await aPolicy(app, { teamId: other.id });
    const own = await aPolicy(app, { teamId: channel.teamId });
    await aRule([{ field: 'words', anyOf: ['Notfall'] }], [{ do: 'slaPolicy', policyId: chosen.id }]);
    await ingest([
      { externalId: 'a', text: 'Notfall' },
      { externalId: 'b', text: 'Kein Fall' },
    ]);
    const clocks = await app.database.query(
      `SELECT t.policy_id AS id FROM sla_target t JOIN message m ON m.conversation_id = t.conversation_id ORDER BY m.external_id`,
    );
    expect(clocks).toEqual([{ id: chosen.id }, { id: own.id }]);
    await app.database.query('DELETE FROM sla_policy WHERE id = $1', [chosen.id]);
    await ingest([{ externalId: 'c', text: 'Noch ein Notfall' }]);
    const [last] = await app.database.query(
      `SELECT t.policy_id AS id FROM sla_target t JOIN message m ON m.conversation_id = t.conversation_id
       WHERE m.external_id = 'c'`,
    );
    expect(last).toEqual({ id: own.id });
  });

  it('gives a post to the one it names, without a decision of placement', async () => {
    const team = await aTeam(app);
    const jana = await anAgent(app, { teamIds: [team.id], availability: 'busy' });
    await anAgent(app, { teamIds: [channel.teamId] });
    await aRule([{ field: 'author', anyOf: ['@petra'] }], [{ do: 'assign', agentId: jana.id }]);
    await ingest([{ author: { name: 'Petra', handle: 'petra' } }]);
    await app.settle();
    expect(await rows('c.assignee_id AS assignee')).toEqual([{ assignee: jana.id }]);
    expect(await app.database.query(`SELECT kind FROM routing_decision`)).toEqual([{ kind: 'matched' }]);
  });

  it('gives nothing to somebody who may not see it', async () => {
    const closed = await aTeam(app, { isClosed: true });
    const jana = await anAgent(app, { teamIds: [channel.teamId] });
    await aRule(
      [],
      [
        { do: 'team', teamId: closed.id },
        { do: 'assign', agentId: jana.id },
      ],
    );
    await ingest([{}]);
    await app.settle();
    expect(await rows('c.assignee_id AS assignee, c.team_id AS team')).toEqual([
      { assignee: null, team: closed.id },
    ]);
  });

  it('gives nothing to somebody who is shielded from its customer', async () => {
    const jana = await anAgent(app, { teamIds: [channel.teamId], availability: 'busy' });
    await aRule([], [{ do: 'assign', agentId: jana.id }]);
    const author = { externalId: 'petra', name: 'Petra' };
    await ingest([{ externalId: 'a', author }]);
    await app.database.query(
      `INSERT INTO routing_shield (agent_id, contact_id, by_agent_id, at)
       SELECT $1, contact_id, $1, now() FROM conversation`,
      [jana.id],
    );
    await ingest([{ externalId: 'b', author }, { externalId: 'c' }]);
    expect(await rows('c.assignee_id AS assignee')).toEqual([
      { assignee: jana.id },
      { assignee: null },
      { assignee: jana.id },
    ]);
  });

  it('takes nothing out of a closed team unless it names the channel', async () => {
    const other = await aTeam(app);
    await app.database.query('UPDATE team SET is_closed = true WHERE id = $1', [channel.teamId]);
    const elsewhere: RuleAction = { do: 'team', teamId: other.id };
    await aRule([{ field: 'words', anyOf: ['Rechnung'] }], [elsewhere, { do: 'tag', tag: 'Rechnung' }]);
    await aRule([{ field: 'channel', anyOf: [channel.id] }], [elsewhere]);
    await ingest([
      { externalId: 'a', text: 'Meine Rechnung' },
      { externalId: 'b', text: 'Mein Anschluss' },
    ]);
    expect(await rows('c.team_id AS team, c.tags')).toEqual([
      { team: channel.teamId, tags: ['Rechnung'] },
      { team: other.id, tags: [] },
    ]);
    const [kept] = await app.database.query(
      `SELECT d.actions FROM routing_decision d JOIN message m ON m.conversation_id = d.conversation_id
       WHERE m.external_id = 'a' AND d.rule_id IS NOT NULL`,
    );
    expect(kept).toEqual({ actions: [{ do: 'tag', tag: 'Rechnung' }] });
  });

  it('can keep a post from being given to anybody', async () => {
    await anAgent(app, { teamIds: [channel.teamId] });
    await aRule([{ field: 'words', anyOf: ['Werbung'] }], [{ do: 'doNotRoute' }]);
    await ingest([{ text: 'Gratis Werbung' }]);
    await app.settle();
    expect(await rows('c.assignee_id AS assignee, c.do_not_route AS "doNotRoute"')).toEqual([
      { assignee: null, doNotRoute: true },
    ]);
  });

  it.each<[string, (ids: { teamId: string; skillId: string; agentId: string }) => RuleAction, string]>([
    ['a deleted team', ({ teamId }) => ({ do: 'team', teamId }), 'DELETE FROM team WHERE id = $1'],
    [
      'a deleted skill',
      ({ skillId }) => ({ do: 'skill', skillId, minLevel: 1 }),
      'UPDATE skill SET deleted_at = now() WHERE id = $1',
    ],
    [
      'somebody who has left',
      ({ agentId }) => ({ do: 'assign', agentId }),
      'UPDATE agent SET deactivated_at = now() WHERE id = $1',
    ],
  ])('on %s is passed over, and the next one applies', async (_what, action, gone) => {
    const ids = {
      teamId: (await aTeam(app)).id,
      skillId: await aSkill('Gibt es bald nicht mehr'),
      agentId: (await anAgent(app, { availability: 'off' })).id,
    };
    await aRule([], [action(ids)], 'Kaputt');
    await aRule([], [{ do: 'tag', tag: 'rest' }], 'Rest');
    await ingest([{ externalId: 'before' }]);
    const named = action(ids) as unknown as Record<string, string>;
    const id = [named.teamId, named.skillId, named.agentId].find((each) => each !== undefined);
    await app.database.query(`UPDATE conversation SET team_id = $1, assignee_id = NULL`, [channel.teamId]);
    await app.database.query(gone, [id]);
    await ingest([{ externalId: 'later' }]);
    const matched = await app.database.query(
      `SELECT d.rule_name AS name FROM routing_decision d JOIN message m ON m.conversation_id = d.conversation_id
       WHERE d.kind = 'matched' ORDER BY m.external_id`,
    );
    expect(matched).toEqual([{ name: 'Kaputt' }, { name: 'Rest' }]);
  });

  it('matches everything without conditions, and one that contradicts itself nothing', async () => {
    await aRule(
      [
        { field: 'kind', anyOf: ['mention'] },
        { field: 'kind', anyOf: ['mention'], not: true },
      ],
      [{ do: 'tag', tag: 'nie' }],
    );
    await aRule([], [{ do: 'tag', tag: 'immer' }]);
    await aRule([{ field: 'kind', anyOf: ['mention'] }], [{ do: 'tag', tag: 'zu spät' }]);
    await ingest([{ externalId: 'a' }, { externalId: 'b', kind: 'comment' }]);
    expect(await rows('c.tags')).toEqual([{ tags: ['immer'] }, { tags: ['immer'] }]);
  });

  it('goes by the clock of the organisation and by whether somebody has written before', async () => {
    await aRule(
      [
        { field: 'time', weekdays: [5], from: '22:00', to: '06:00' },
        { field: 'contact', is: 'first' },
      ],
      [{ do: 'tag', tag: 'Nacht' }],
    );
    const author = { externalId: 'nachteule', name: 'Eule' };
    const postedAt = new Date('2026-11-20T02:30:00Z');
    await ingest([{ externalId: 'a', author, postedAt: new Date('2026-11-14T02:30:00Z') }]);
    await ingest([{ externalId: 'b', author, postedAt: new Date('2026-11-14T04:30:00Z') }]);
    await ingest([{ externalId: 'c', postedAt }]);
    expect(await rows('c.tags')).toEqual([{ tags: ['Nacht'] }, { tags: [] }, { tags: [] }]);
  });

  it('sees one of two first posts of somebody as the first', async () => {
    await aRule([{ field: 'contact', is: 'first' }], [{ do: 'tag', tag: 'neu' }]);
    const author = { externalId: 'doppelt', name: 'Doppelt' };
    await ingest([
      { externalId: 'a', author },
      { externalId: 'b', author },
    ]);
    const tags = (await rows('c.tags')).map((row) => row.tags);
    expect(tags.filter((each) => (each as string[]).length > 0)).toHaveLength(1);
  });

  it('leaves alone what people have already worked on', async () => {
    await ingest([{ externalId: 'a', rootExternalId: 'a', author: { externalId: 'p', name: 'P' } }]);
    await aRule([], [{ do: 'priority', priority: 'urgent' }]);
    await app.database.query(`UPDATE conversation SET status = 'closed', closed_at = now(), reply_count = 1`);
    await ingest([{ externalId: 'b', rootExternalId: 'a', author: { externalId: 'p', name: 'P' } }]);
    expect(await app.database.query('SELECT status, priority FROM conversation')).toEqual([
      { status: 'open', priority: 'normal' },
    ]);
  });

  it('holds from the next post on in every process, and so does its end', async () => {
    const other = await createTestApp({ ...onlyWebhook, keepData: true });
    await ingest([{ externalId: 'a' }]);
    await ingest([{ externalId: 'b' }], other);
    const rule = await aRule([], [{ do: 'tag', tag: 'neu' }]);
    await ingest([{ externalId: 'c' }], other);
    await ingest([{ externalId: 'd' }]);
    await app.get(RulesService).remove(rule.id);
    await ingest([{ externalId: 'e' }], other);
    await other.close();
    expect((await rows('c.tags')).map((row) => row.tags)).toEqual([[], [], ['neu'], ['neu'], []]);
  });
});

describe('a language that not everybody speaks', () => {
  it('asks for somebody who does, whatever the rules say', async () => {
    await aRule([{ field: 'language', anyOf: ['tr'] }], [{ do: 'tag', tag: 'türkisch' }]);
    await ingest([
      { externalId: 'a', language: 'tr' },
      { externalId: 'b', language: 'fr-CA' },
      { externalId: 'c', language: 'en-GB' },
      { externalId: 'd' },
      // What networks say where they cannot tell: nobody could ever speak it.
      { externalId: 'e', language: 'qme' },
      { externalId: 'f', language: 'und' },
    ]);
    expect((await rows('c.needs')).map((row) => row.needs)).toEqual([
      ['language:tr'],
      ['language:fr'],
      [],
      [],
      [],
      [],
    ]);
  });
});
