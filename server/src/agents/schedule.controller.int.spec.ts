import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type {
  AbsenceItem,
  SaveAbsenceRequest,
  SaveShiftRequest,
  SkillItem,
} from '@visavis/shared/api/schedule';
import request from 'supertest';
import { aTeam } from '../../test/factories/a-team.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { anOrganisation } from '../../test/factories/an-organisation.ts';
import { signIn, type SignedInHeaders } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { AgentRecord, Team } from './agent.types.ts';
import { AgentsModule } from './agents.module.ts';
import { AgentsService } from './agents.service.ts';
import { ManageAgentsService } from './manage-agents.service.ts';
import { SkillRules } from './skill-rules.ts';

let app: TestApp;
let team: Team;
let jana: AgentRecord;
let mehmet: AgentRecord;
let lead: AgentRecord;
let outsider: AgentRecord;
beforeAll(async () => {
  app = await createTestApp({ modules: [AgentsModule] });
});
beforeEach(async () => {
  await app.reset();
  await anOrganisation(app, { timeZone: 'Europe/Berlin' });
  team = await aTeam(app);
  const other = await aTeam(app);
  jana = await anAgent(app, { displayName: 'Jana Krüger' });
  mehmet = await anAgent(app, { displayName: 'Mehmet Aydın' });
  lead = await anAgent(app, { role: 'lead' });
  outsider = await anAgent(app, { role: 'lead', teamIds: [other.id] });
});
afterAll(() => app.close());

const sessions = new Map<string, Promise<SignedInHeaders>>();
const call = async (
  as: AgentRecord,
  method: 'get' | 'post' | 'patch' | 'put' | 'delete',
  path: string,
  body?: object,
) => {
  const session = sessions.get(as.id) ?? signIn(app, as);
  sessions.set(as.id, session);
  const sent = request(app.url)
    [method](path)
    .set(await session);
  return body === undefined ? sent : sent.send(body);
};
const aShift = (part: Partial<SaveShiftRequest> = {}): SaveShiftRequest => ({
  agentId: jana.id,
  teamId: team.id,
  startsAt: '2026-11-23T07:00:00Z',
  endsAt: '2026-11-23T15:00:00Z',
  ...part,
});
const anAbsence = (part: Partial<SaveAbsenceRequest> = {}): SaveAbsenceRequest => ({
  agentId: jana.id,
  kind: 'leave',
  startsAt: '2026-12-01T00:00:00Z',
  endsAt: '2026-12-08T00:00:00Z',
  standInAgentId: null,
  ...part,
});
const week = 'from=2026-11-22T23:00:00Z&to=2026-11-29T23:00:00Z';
const factsOf = (type: string) =>
  app.database.query<{ payload: object }>('SELECT payload FROM domain_event WHERE type = $1 ORDER BY id', [
    type,
  ]);

describe('skills', () => {
  const aSkill = async (name: string): Promise<SkillItem> =>
    (await call(lead, 'post', '/api/skills', { name })).body;

  test('are made, renamed and named once, in whatever case', async () => {
    const billing = await aSkill('Rechnung');
    await aSkill('Glasfaser');
    expect((await call(lead, 'post', '/api/skills', { name: 'GLASFASER' })).status).toBe(409);
    expect((await call(lead, 'patch', `/api/skills/${billing.id}`, { name: 'glasfaser' })).status).toBe(409);
    const renamed = await call(lead, 'patch', `/api/skills/${billing.id}`, {
      name: 'Rechnungen',
      description: 'Kann korrigieren',
    });
    expect(renamed.body).toEqual({ id: billing.id, name: 'Rechnungen', description: 'Kann korrigieren' });
    const listed = (await call(jana, 'get', '/api/skills')).body.items as SkillItem[];
    expect(listed.map(({ name }) => name)).toEqual(['Glasfaser', 'Rechnungen']);
  });

  test('say before they are deleted who has them and which rules ask for them', async () => {
    const { id } = await aSkill('Glasfaser');
    app
      .get(SkillRules)
      .provide(async (skillId) => (skillId === id ? [{ id: 'r1', name: 'Glasfaser zuerst' }] : []));
    await call(lead, 'put', `/api/agents/${jana.id}/skills`, {
      skills: [{ skillId: id, level: 3 }],
      languages: [],
    });
    expect((await call(lead, 'get', `/api/skills/${id}/uses`)).body).toEqual({
      people: [{ id: jana.id, name: 'Jana Krüger', level: 3 }],
      rules: [{ id: 'r1', name: 'Glasfaser zuerst' }],
    });
    expect((await call(jana, 'get', `/api/skills/${id}/uses`)).status).toBe(403);
  });

  test.each([[[]], [[[]]], [null], ['de'], [{}]])('are not %j', async (odd) => {
    const path = `/api/agents/${jana.id}/skills`;
    expect((await call(lead, 'put', path, { skills: [], languages: [odd] })).status).toBe(400);
    expect((await call(lead, 'put', path, { skills: [odd], languages: [] })).status).toBe(400);
  });

  test('saved by many at once, in whichever order, are those of one of them', async () => {
    const path = `/api/agents/${jana.id}/skills`;
    const levels = ['de', 'en', 'fr', 'tr'].map((language) => ({ language, level: 1 }));
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, at) => {
        const languages = at % 2 === 0 ? levels : levels.toReversed();
        return call(lead, 'put', path, { skills: [], languages });
      }),
    );
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    expect((await app.get(AgentsService).get(jana.id)).languageLevels).toHaveLength(4);
  });

  test('that are deleted are gone from people, but what waits for one still finds them', async () => {
    const { id } = await aSkill('Glasfaser');
    const path = `/api/agents/${jana.id}/skills`;
    await call(lead, 'put', path, { skills: [{ skillId: id, level: 2 }], languages: [] });
    expect((await call(lead, 'delete', `/api/skills/${id}`)).status).toBe(204);
    expect((await call(lead, 'delete', `/api/skills/${id}`)).status).toBe(404);
    expect((await app.get(AgentsService).get(jana.id)).skills).toEqual([]);
    const [candidate] = (await app.get(AgentsService).candidates(team.id)).filter(
      ({ agentId }) => agentId === jana.id,
    );
    expect(candidate?.skills).toEqual({ [id]: 2 });
    expect(await app.get(AgentsService).skillNames([id])).toEqual(
      new Map([[id, { name: 'Glasfaser', isDeleted: true }]]),
    );
    expect(
      (await call(lead, 'put', path, { skills: [{ skillId: id, level: 2 }], languages: [] })).status,
    ).toBe(422);
    expect(await aSkill('Glasfaser')).toMatchObject({ name: 'Glasfaser' });
  });

  test('and languages of a person are saved as a whole, with levels, in their order', async () => {
    const { id } = await aSkill('Glasfaser');
    const path = `/api/agents/${jana.id}/skills`;
    const languages = [
      { language: 'tr', level: 3 },
      { language: 'de', level: 1 },
    ];
    const saved = await call(lead, 'put', path, { skills: [{ skillId: id, level: 1 }], languages });
    expect(saved.body).toEqual({ skills: [{ skillId: id, level: 1 }], languages });
    expect((await app.get(AgentsService).get(jana.id)).languages).toEqual(['tr', 'de']);
    expect((await call(lead, 'put', path, { skills: [], languages: [languages[1]] })).body).toEqual({
      skills: [],
      languages: [languages[1]],
    });
  });

  test('of a person are for leads of a team of theirs', async () => {
    const path = `/api/agents/${jana.id}/skills`;
    expect((await call(outsider, 'put', path, { skills: [], languages: [] })).status).toBe(403);
    expect((await call(jana, 'put', path, { skills: [], languages: [] })).status).toBe(403);
  });

  test('are not taken twice or at a level that does not exist', async () => {
    const { id } = await aSkill('Glasfaser');
    const path = `/api/agents/${jana.id}/skills`;
    const twice = {
      skills: [
        { skillId: id, level: 1 },
        { skillId: id, level: 2 },
      ],
      languages: [],
    };
    expect((await call(lead, 'put', path, twice)).status).toBe(422);
    expect(
      (await call(lead, 'put', path, { skills: [{ skillId: id, level: 4 }], languages: [] })).status,
    ).toBe(400);
    expect((await call(lead, 'put', path, { skills: [null], languages: [] })).status).toBe(400);
  });
});

describe('shifts', () => {
  test('are planned, moved and deleted by leads of the team', async () => {
    const made = await call(lead, 'post', '/api/shifts', aShift({ note: 'Früh' }));
    expect(made.status).toBe(201);
    const { id } = made.body;
    const moved = await call(lead, 'patch', `/api/shifts/${id}`, { endsAt: '2026-11-23T16:00:00Z' });
    expect(moved.body).toMatchObject({
      startsAt: '2026-11-23T07:00:00.000Z',
      endsAt: '2026-11-23T16:00:00.000Z',
      note: 'Früh',
    });
    expect((await call(jana, 'get', `/api/shifts?${week}&teamId=${team.id}`)).body.items).toEqual([
      moved.body,
    ]);
    expect((await call(lead, 'delete', `/api/shifts/${id}`)).status).toBe(204);
    expect((await call(jana, 'get', `/api/shifts?${week}`)).body.items).toEqual([]);
    expect(await factsOf('agent.scheduleChanged')).toHaveLength(3);
  });

  test('are not for others, nor for people who are not in the team', async () => {
    expect((await call(outsider, 'post', '/api/shifts', aShift())).status).toBe(403);
    expect((await call(jana, 'post', '/api/shifts', aShift())).status).toBe(403);
    expect((await call(lead, 'post', '/api/shifts', aShift({ agentId: outsider.id }))).status).toBe(422);
    await app.get(ManageAgentsService).update(mehmet.id, { deactivated: true });
    expect((await call(lead, 'post', '/api/shifts', aShift({ agentId: mehmet.id }))).status).toBe(422);
  });

  test('of one person never overlap, over midnight either; those that meet are fine', async () => {
    await call(
      lead,
      'post',
      '/api/shifts',
      aShift({ startsAt: '2026-11-23T21:00:00Z', endsAt: '2026-11-24T05:00:00Z' }),
    );
    const clash = await call(
      lead,
      'post',
      '/api/shifts',
      aShift({ startsAt: '2026-11-24T04:00:00Z', endsAt: '2026-11-24T12:00:00Z' }),
    );
    expect([clash.status, clash.body.error.details.reason]).toEqual([409, 'shift-overlap']);
    const next = aShift({ startsAt: '2026-11-24T05:00:00Z', endsAt: '2026-11-24T12:00:00Z' });
    expect((await call(lead, 'post', '/api/shifts', next)).status).toBe(201);
    const others = await Promise.all(
      [1, 2, 3].map(() => call(lead, 'post', '/api/shifts', aShift({ agentId: mehmet.id }))),
    );
    expect(others.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409]);
  });

  test.each([
    ['2026-11-23T15:00:00Z', '2026-11-23T07:00:00Z'],
    ['2026-11-23T07:00:00Z', '2026-11-23T07:00:00Z'],
    ['2026-11-23T07:00:00Z', '2026-11-25T07:00:00Z'],
  ])('from %s to %s are refused', async (startsAt, endsAt) => {
    expect((await call(lead, 'post', '/api/shifts', aShift({ startsAt, endsAt }))).status).toBe(422);
  });

  test('of a week are copied at the same time of day over the night when the clocks change, and what does not fit is left out', async () => {
    // 2026-10-25: clocks go back in Berlin. Monday nine o’clock is 07:00Z before and 08:00Z after.
    await call(
      lead,
      'post',
      '/api/shifts',
      aShift({ startsAt: '2026-10-19T07:00:00Z', endsAt: '2026-10-19T15:00:00Z' }),
    );
    await call(
      lead,
      'post',
      '/api/shifts',
      aShift({ agentId: mehmet.id, startsAt: '2026-10-20T07:00:00Z', endsAt: '2026-10-20T15:00:00Z' }),
    );
    await call(
      lead,
      'post',
      '/api/shifts',
      aShift({ agentId: mehmet.id, startsAt: '2026-10-27T12:00:00Z', endsAt: '2026-10-27T20:00:00Z' }),
    );
    const span = { teamId: team.id, from: '2026-10-18T22:00:00Z', to: '2026-10-25T23:00:00Z', days: 7 };
    expect((await call(outsider, 'post', '/api/shifts/copy', span)).status).toBe(403);
    expect((await call(lead, 'post', '/api/shifts/copy', span)).body).toEqual({ copied: 1, skipped: 1 });
    const listed = await call(lead, 'get', '/api/shifts?from=2026-10-25T23:00:00Z&to=2026-10-26T23:00:00Z');
    expect(listed.body.items).toMatchObject([
      { agentId: jana.id, startsAt: '2026-10-26T08:00:00.000Z', endsAt: '2026-10-26T16:00:00.000Z' },
    ]);
    expect((await call(lead, 'post', '/api/shifts/copy', span)).body).toEqual({ copied: 0, skipped: 2 });
  });

  test('are asked for in a span that has an end', async () => {
    expect(
      (await call(jana, 'get', '/api/shifts?from=2026-01-01T00:00:00Z&to=2026-12-01T00:00:00Z')).status,
    ).toBe(422);
    expect((await call(jana, 'get', '/api/shifts')).status).toBe(400);
  });
});

describe('absences', () => {
  test('are entered by oneself, and by leads for people of their teams', async () => {
    expect((await call(jana, 'post', '/api/absences', anAbsence({ standInAgentId: mehmet.id }))).status).toBe(
      201,
    );
    expect((await call(jana, 'post', '/api/absences', anAbsence({ agentId: mehmet.id }))).status).toBe(403);
    expect((await call(outsider, 'post', '/api/absences', anAbsence({ agentId: mehmet.id }))).status).toBe(
      403,
    );
    expect((await call(lead, 'post', '/api/absences', anAbsence({ agentId: mehmet.id }))).status).toBe(201);
  });

  test('of one person do not overlap, are changed and deleted', async () => {
    const made = (await call(jana, 'post', '/api/absences', anAbsence())).body as AbsenceItem;
    const clash = await call(
      jana,
      'post',
      '/api/absences',
      anAbsence({ startsAt: '2026-12-07T00:00:00Z', endsAt: '2026-12-09T00:00:00Z' }),
    );
    expect([clash.status, clash.body.error.details.reason]).toEqual([409, 'absence-overlap']);
    const path = `/api/absences/${made.id}`;
    const changed = await call(jana, 'patch', path, {
      endsAt: '2026-12-10T00:00:00Z',
      standInAgentId: mehmet.id,
    });
    expect(changed.body).toEqual({ ...made, endsAt: '2026-12-10T00:00:00.000Z', standInAgentId: mehmet.id });
    expect((await call(jana, 'patch', path, { standInAgentId: null })).body.standInAgentId).toBeNull();
    expect((await call(mehmet, 'delete', path)).status).toBe(403);
    expect((await call(jana, 'delete', path)).status).toBe(204);
    expect((await call(jana, 'delete', path)).status).toBe(404);
  });

  test('need somebody who is there to stand in', async () => {
    await call(
      mehmet,
      'post',
      '/api/absences',
      anAbsence({ agentId: mehmet.id, startsAt: '2026-12-07T00:00:00Z', endsAt: '2026-12-09T00:00:00Z' }),
    );
    const gone = await anAgent(app);
    await app.get(ManageAgentsService).update(gone.id, { deactivated: true });
    for (const standInAgentId of [mehmet.id, gone.id, jana.id])
      expect((await call(jana, 'post', '/api/absences', anAbsence({ standInAgentId }))).status).toBe(422);
  });

  test('have a stand-in while they run, unless that one falls ill as well', async () => {
    await call(jana, 'post', '/api/absences', anAbsence({ standInAgentId: mehmet.id }));
    const during = new Date('2026-12-02T12:00:00Z');
    const agents = app.get(AgentsService);
    expect(await agents.standIns([jana.id, mehmet.id], during)).toEqual(new Map([[jana.id, mehmet.id]]));
    expect(await agents.standIns([jana.id], app.clock.now())).toEqual(new Map());
    await call(
      mehmet,
      'post',
      '/api/absences',
      anAbsence({
        agentId: mehmet.id,
        kind: 'sick',
        startsAt: '2026-12-02T00:00:00Z',
        endsAt: '2026-12-03T00:00:00Z',
      }),
    );
    expect(await agents.standIns([jana.id], during)).toEqual(new Map());
  });

  test('show why to oneself and one’s leads only', async () => {
    await call(jana, 'post', '/api/absences', anAbsence({ kind: 'sick' }));
    const kindFor = async (who: AgentRecord) =>
      (await call(who, 'get', '/api/absences?from=2026-12-01T00:00:00Z&to=2026-12-02T00:00:00Z')).body
        .items[0].kind;
    expect([
      await kindFor(jana),
      await kindFor(lead),
      await kindFor(mehmet),
      await kindFor(outsider),
    ]).toEqual(['sick', 'sick', 'other', 'other']);
  });
});

describe('how a team shares its work out', () => {
  test('is changed by administrators, and told', async () => {
    const admin = await anAgent(app, { role: 'admin' });
    const routing = {
      weights: { mention: 1, comment: 0.5, review: 1, message: 2 },
      sameFaceWaitMinutes: 0,
      pickUpMinutes: 20,
    };
    const saved = await call(admin, 'patch', `/api/teams/${team.id}`, { routing });
    expect(saved.body.routing).toEqual(routing);
    expect(await app.get(AgentsService).teamRouting(team.id)).toEqual(routing);
    expect(await factsOf('team.changed')).toHaveLength(1);
    expect((await call(lead, 'patch', `/api/teams/${team.id}`, { routing })).status).toBe(403);
    for (const odd of [
      null,
      [],
      {},
      { ...routing, weights: null },
      { ...routing, pickUpMinutes: 0 },
      { ...routing, weights: { ...routing.weights, review: 9 } },
    ])
      expect((await call(admin, 'patch', `/api/teams/${team.id}`, { routing: odd })).status).toBe(400);
  });
});
