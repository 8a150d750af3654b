import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { SetAvailabilityRequest } from '@visavis/shared/api/schedule';
import { io, type Socket } from 'socket.io-client';
import request from 'supertest';
import { eventually } from '../../test/eventually.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { anOrganisation } from '../../test/factories/an-organisation.ts';
import { aTeam } from '../../test/factories/a-team.ts';
import { signIn } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { OrganisationService } from '../organisation/organisation.service.ts';
import { RealtimeServer } from '../platform/realtime/realtime-server.ts';
import type { AgentRecord } from './agent.types.ts';
import { AgentsModule } from './agents.module.ts';
import { AgentsService } from './agents.service.ts';
import { AvailabilityService } from './availability.service.ts';
import { ManageAgentsService } from './manage-agents.service.ts';
import { ScreenWatchService } from './screen-watch.service.ts';
import { ShiftsService } from './shifts.service.ts';
import { AbsencesService } from './absences.service.ts';

let app: TestApp;
let jana: AgentRecord;
let lead: AgentRecord;
const open: Socket[] = [];
beforeAll(async () => {
  app = await createTestApp({ modules: [AgentsModule] });
  // The room of everybody belongs to a module to the right.
  app.get(RealtimeServer).onConnect((screen) => screen.join(['all']));
});
beforeEach(async () => {
  await app.reset();
  await anOrganisation(app, { awayWithoutScreenMinutes: 15, timeZone: 'Europe/Berlin' });
  jana = await anAgent(app);
  lead = await anAgent(app, { role: 'lead', availability: 'off' });
});
afterEach(() => closeAll());
afterAll(() => app.close());

const stateOf = async (agent: AgentRecord) => {
  const found = await app.get(AgentsService).get(agent.id);
  return {
    availability: found.availability,
    reason: found.availabilityReason,
    setBy: found.availabilitySetBy,
    returnsAt: found.availabilityReturnsAt,
  };
};
const keep = () => app.get(AvailabilityService).keepAvailability();
const put = async (agent: AgentRecord, path: string, body: object) =>
  request(app.url)
    .put(path)
    .set(await signIn(app, agent))
    .send(body);
const setOwn = (agent: AgentRecord, body: SetAvailabilityRequest) => put(agent, '/api/me/availability', body);
const facts = async (type: string): Promise<Record<string, unknown>[]> =>
  (
    await app.database.query<{ payload: Record<string, unknown> }>(
      'SELECT payload FROM domain_event WHERE type = $1 ORDER BY id',
      [type],
    )
  ).map(({ payload }) => payload);
const inMinutes = (minutes: number): string =>
  new Date(app.clock.now().getTime() + minutes * 60_000).toISOString();
const asLead = () =>
  ({ agentId: lead.id, role: 'lead', teamIds: lead.teams.map(({ id }) => id), sessionId: '' }) as const;
const aShift = (agent: AgentRecord, from: number, to: number) =>
  app.get(ShiftsService).create(asLead(), {
    agentId: agent.id,
    teamId: agent.teams[0]!.id,
    startsAt: inMinutes(from),
    endsAt: inMinutes(to),
  });

async function aScreenOf(agent: AgentRecord): Promise<Socket> {
  const socket = io(app.url, {
    path: '/realtime',
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: await signIn(app, agent),
  });
  open.push(socket);
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  await eventually(async () => {
    expect(await app.get(RealtimeServer).agentsIn('all')).toContainEqual(
      expect.objectContaining({ agentId: agent.id }),
    );
  });
  await app.get(ScreenWatchService).flush();
  return socket;
}

async function closeAll(): Promise<void> {
  for (const socket of open.splice(0)) socket.close();
  await eventually(async () => expect(await app.get(RealtimeServer).agentsIn('all')).toEqual([]));
  await app.get(ScreenWatchService).flush();
}

describe('what people set themselves', () => {
  test('is away with a reason until a time, and then available again', async () => {
    await aScreenOf(jana);
    const answer = await setOwn(jana, { availability: 'away', reason: 'break', returnsAt: inMinutes(30) });
    expect(answer.body).toMatchObject({
      availability: 'away',
      reason: 'break',
      returnsAt: inMinutes(30),
      setBy: 'hand',
    });

    app.clock.advance({ seconds: 29 * 60 });
    expect(await keep()).toBe(0);
    app.clock.advance({ seconds: 60 });
    expect(await keep()).toBe(1);
    expect(await stateOf(jana)).toEqual({
      availability: 'available',
      reason: null,
      setBy: 'hand',
      returnsAt: null,
    });
  });

  test('is told once with before and after, and nothing is told when only the time of return moves', async () => {
    await setOwn(jana, { availability: 'away', returnsAt: inMinutes(30) });
    await setOwn(jana, { availability: 'away', returnsAt: inMinutes(60) });
    const teamIds = jana.teams.map(({ id }) => id);
    expect(await facts('agent.availabilityChanged')).toEqual([
      expect.objectContaining({ agentId: jana.id, before: 'available', after: 'away', teamIds }),
    ]);
  });

  test.each([
    [{ availability: 'away', returnsAt: '2026-11-20T09:59:00Z' }, 422],
    [{ availability: 'away', returnsAt: '2036-11-20T09:59:00Z' }, 422],
    [{ availability: 'available', returnsAt: '2026-11-20T11:00:00Z' }, 422],
    [{ availability: 'busy', reason: 'break' }, 422],
    [{ availability: 'away', reason: 'endOfShift' }, 400],
    [{ availability: 'away', returnsAt: 'soon' }, 400],
    [{ availability: 'gone' }, 400],
    [{}, 400],
  ])('refuses %j with %i', async (body, status) => {
    expect((await put(jana, '/api/me/availability', body)).status).toBe(status);
  });

  test('is set for them by leads of a team of theirs and nobody else', async () => {
    const other = await anAgent(app, { role: 'lead', teamIds: [(await aTeam(app)).id] });
    const path = `/api/agents/${jana.id}/availability`;
    expect((await put(lead, path, { availability: 'off' })).status).toBe(200);
    expect((await put(other, path, { availability: 'busy' })).status).toBe(403);
    expect((await put(jana, path, { availability: 'busy' })).status).toBe(403);
    expect(await stateOf(jana)).toMatchObject({ availability: 'off', setBy: 'hand' });
  });

  test('that one is ill, colleagues do not read', async () => {
    await setOwn(jana, { availability: 'away', reason: 'sick' });
    const seen = await request(app.url)
      .get('/api/agents')
      .set(await signIn(app, lead));
    const found = seen.body.items.find(({ id }: { id: string }) => id === jana.id);
    expect(found.availabilityState).toMatchObject({ availability: 'away', reason: 'other' });
  });
});

describe('shifts and absences', () => {
  test('make available at the beginning, in front of a screen, and off at the end', async () => {
    await setOwn(jana, { availability: 'off' });
    await aShift(jana, 10, 20);
    await aScreenOf(jana);
    app.clock.advance({ seconds: 600 });
    await keep();
    expect(await stateOf(jana)).toMatchObject({ availability: 'available', setBy: 'shift' });
    app.clock.advance({ seconds: 600 });
    await keep();
    expect(await stateOf(jana)).toMatchObject({ availability: 'off', reason: 'endOfShift', setBy: 'shift' });
  });

  test('wait for whoever is late, who is available the moment a screen is open', async () => {
    await setOwn(jana, { availability: 'off' });
    await aShift(jana, 10, 60);
    app.clock.advance({ seconds: 1_200 });
    expect(await keep()).toBe(0);
    await aScreenOf(jana);
    expect(await stateOf(jana)).toMatchObject({ availability: 'available', setBy: 'session' });
  });

  test('an absence that is entered while it runs counts at once, and its end brings back', async () => {
    await aScreenOf(jana);
    await app.get(AbsencesService).create(asLead(), {
      agentId: jana.id,
      kind: 'sick',
      startsAt: inMinutes(-60),
      endsAt: inMinutes(120),
      standInAgentId: null,
    });
    expect(await stateOf(jana)).toMatchObject({ availability: 'away', reason: 'sick', setBy: 'shift' });
    app.clock.advance({ seconds: 7_200 });
    await keep();
    expect(await stateOf(jana)).toMatchObject({ availability: 'available', reason: null });
  });

  test('tell others when somebody is expected back', async () => {
    const lena = await anAgent(app);
    const nobody = await anAgent(app, { availability: 'off' });
    await setOwn(jana, { availability: 'away', returnsAt: inMinutes(45) });
    await setOwn(lena, { availability: 'off' });
    await aShift(lena, 600, 1_000);
    const back = await app.get(AgentsService).onDutyAgain([jana.id, lena.id, nobody.id], app.clock.now());
    expect(back).toEqual(
      new Map([
        [jana.id, new Date(inMinutes(45))],
        [lena.id, new Date(inMinutes(600))],
        [nobody.id, null],
      ]),
    );
    expect(await app.get(AgentsService).onDutyAgain([lead.id], app.clock.now())).toEqual(
      new Map([[lead.id, null]]),
    );
  });
});

describe('screens', () => {
  test('that are closed for a while mean away, and the return undoes it', async () => {
    await setOwn(jana, { availability: 'busy' });
    await aScreenOf(jana);
    app.clock.advance({ seconds: 3_600 });
    await keep();
    await closeAll();
    app.clock.advance({ seconds: 14 * 60 });
    await keep();
    expect(await stateOf(jana)).toMatchObject({ availability: 'busy' });
    app.clock.advance({ seconds: 60 });
    await keep();
    expect(await stateOf(jana)).toMatchObject({ availability: 'away', reason: 'noScreen', setBy: 'session' });

    await aScreenOf(jana);
    expect(await stateOf(jana)).toMatchObject({ availability: 'busy', reason: null, setBy: 'session' });
  });

  test('bring in somebody new, who has no shifts and has never said anything', async () => {
    const invited = await app.get(ManageAgentsService).create({
      email: 'ole@brueckenfunk.example',
      displayName: 'Ole Hansen',
      publicName: 'Ole H.',
      mark: 'OH',
      role: 'agent',
      teamIds: [],
    });
    expect(await stateOf(invited)).toMatchObject({ availability: 'away', reason: 'noScreen' });
    await aScreenOf(invited);
    expect(await stateOf(invited)).toMatchObject({
      availability: 'available',
      reason: null,
      setBy: 'session',
    });
  });

  test('of a process that died are gone without a word, counted from when they were last seen', async () => {
    const seen = app.clock.now();
    app.clock.advance({ seconds: 600 });
    await app.database.query('UPDATE agent SET last_screen_at = $2, availability_set_by = $3 WHERE id = $1', [
      jana.id,
      seen,
      'session',
    ]);
    expect(await keep()).toBe(0);
    app.clock.advance({ seconds: 300 });
    await keep();
    expect(await stateOf(jana)).toMatchObject({ availability: 'away', reason: 'noScreen' });
  });

  test('do not bring back whoever said that they are away', async () => {
    await setOwn(jana, { availability: 'away', reason: 'break' });
    await aScreenOf(jana);
    expect(await stateOf(jana)).toMatchObject({ availability: 'away', reason: 'break' });
  });

  test('mean nothing where no limit is set', async () => {
    await app.get(OrganisationService).update({ awayWithoutScreenMinutes: null });
    app.clock.advance({ seconds: 86_400 });
    expect(await keep()).toBe(0);
  });
});

test('two processes at once change everybody once, and tell it once', async () => {
  const people = [jana];
  for (let made = 0; made < 9; made += 1) people.push(await anAgent(app));
  const ids = people.map(({ id }) => id);
  await app.database.query('DELETE FROM domain_event');
  app.clock.advance({ seconds: 3_600 });

  const changed = await Promise.all([keep(), keep(), keep(), keep()]);

  expect(changed.reduce((sum, count) => sum + count, 0)).toBe(people.length);
  const told = await facts('agent.availabilityChanged');
  expect(told).toHaveLength(ids.length);
  expect(new Set(told.map(({ agentId }) => agentId))).toEqual(new Set(ids));
});

describe('what is planned within the next minute', () => {
  const after = async (milliseconds: number) => {
    app.clock.set(new Date(app.clock.now().getTime() + milliseconds));
    await app.settle();
  };
  const availability = async () => (await stateOf(jana)).availability;

  test('takes effect within a second, whatever it is', async () => {
    await aShift(jana, -60, 1.5);
    await setOwn(jana, { availability: 'available' });
    await after(60_000);
    expect(await availability()).toBe('available');
    await after(31_000);
    expect(await stateOf(jana)).toMatchObject({ availability: 'off', reason: 'endOfShift' });
    await setOwn(jana, { availability: 'away', reason: 'break', returnsAt: inMinutes(1.5) });
    await after(60_000);
    expect(await availability()).toBe('away');
    await after(31_000);
    expect(await availability()).toBe('available');
  });

  test('is followed once by each instant, however often the sweep sees it', async () => {
    await aShift(jana, -60, 0.5);
    await aShift(lead, -60, 0.5);
    await app.jobs?.add('keep-availability', {});
    await app.jobs?.add('keep-availability', {});
    await app.settle();
    expect(app.jobs?.waiting('keep-availability')).toHaveLength(1);
  });
});
