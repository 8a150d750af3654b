import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TeamAnswer } from '@visavis/shared/api/trust';
import type { BusinessHours } from '@visavis/shared/sla/business-time';
import request from 'supertest';
import type { AgentRecord, NewAgent } from '../agents/agent.types.ts';
import { AgentsModule } from '../agents/agents.module.ts';
import { ConsentService } from '../agents/consent.service.ts';
import { FacesService } from '../agents/faces.service.ts';
import { ManageAgentsService } from '../agents/manage-agents.service.ts';
import { ConnectorsModule } from '../connectors/connectors.module.ts';
import { MediaModule } from '../media/media.module.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { aTeam } from '../../test/factories/a-team.ts';
import { anAgent } from '../../test/factories/an-agent.ts';
import { aJpeg } from '../../test/factories/picture-files.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { TrustModule } from './trust.module.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({
    modules: [MediaModule, AgentsModule, ConnectorsModule, TrustModule],
    settings: { logLevel: 'silent' },
  });
});
beforeEach(() => app.reset());
afterAll(() => app.close());

const get = (path: string) => request(app.url).get(path);
const team = async (query = ''): Promise<TeamAnswer> => (await get(`/team.json${query}`).expect(200)).body;
const names = ({ people }: TeamAnswer) => people.map(({ name, mark }) => name ?? mark);
const person = (publicName: string, given: Parameters<typeof anAgent>[1] = {}): Promise<AgentRecord> =>
  anAgent(app, { publicName, ...given } as Partial<NewAgent>);

describe('the team page', () => {
  it('shows those who agreed to it, by name, with what they help with and speak', async () => {
    const mehmet = await person('Mehmet A.', { helpsWith: 'Router und WLAN', languages: ['de', 'tr'] });
    await person('Jana K.', { availability: 'off' });
    await app.get(ManageAgentsService).updateOwn(mehmet.id, {
      pronouns: 'er/ihm',
      sinceYear: 2019,
      sentence: 'Ich mag Rätsel.',
    });
    const { people } = await team();
    expect(people.map(({ name, isPresent }) => [name, isPresent])).toEqual([
      ['Jana K.', false],
      ['Mehmet A.', true],
    ]);
    expect(people[1]).toMatchObject({ pronouns: 'er/ihm', sinceYear: 2019, languages: ['de', 'tr'] });
    const page = await get('/team?lang=de').expect(200).expect('content-type', /html/u);
    for (const words of ['Mehmet A.', 'Router und WLAN', 'Türkçe', 'seit 2019', 'Ich mag Rätsel.'])
      expect(page.text).toContain(words);
    expect(page.text).not.toContain('<script');
    expect(page.text).toContain('href="/c?lang=de"');
  });

  it('leaves out whoever did not agree, and counts them all the same', async () => {
    await person('Jana K.');
    await person('Lena H.', { forms: { teamPage: null } });
    await person('Olek B.', { forms: { teamPage: 'shielded' }, availability: 'busy' });
    const answer = await team();
    expect([names(answer), answer.peopleCount, answer.presentCount]).toEqual([['Jana K.'], 3, 3]);
    const { text } = await get('/team?lang=de');
    expect(text).toContain('2 Personen antworten genauso');
    expect(text).not.toMatch(/Lena|Olek/u);
  });

  it('shows as much of a person as they want', async () => {
    const kofi = await person('Kofi M.', { forms: { teamPage: 'initials' }, mark: 'KM' });
    await app.get(ManageAgentsService).updateOwn(kofi.id, { pronouns: 'er', sentence: 'Ich bin Kofi.' });
    const lena = await person('Lena H.', { forms: { teamPage: 'firstName' } });
    for (const { id } of [kofi, lena]) await app.get(FacesService).upload(id, await aJpeg());
    const { people } = await team();
    expect(people.map(({ name, mark, pronouns, sentence }) => [name, mark, pronouns, sentence])).toEqual([
      ['Lena H.', lena.mark, '', ''],
      [null, 'KM', '', ''],
    ]);
    expect(people.map(({ faceUrl }) => faceUrl)).toEqual([
      `${app.url}/faces/teamPage/${lena.id}/0/256.webp`,
      `${app.url}/faces/teamPage/${kofi.id}/0/256.webp`,
    ]);
    expect((await get('/team')).text).not.toContain('Kofi');
  });

  it('forgets somebody at once who withdraws or leaves', async () => {
    const jana = await person('Jana K.');
    const lena = await person('Lena H.');
    await app.get(ConsentService).withdraw(jana.id, ['teamPage']);
    expect(names(await team())).toEqual(['Lena H.']);
    await app.get(ManageAgentsService).update(lena.id, { deactivated: true });
    const answer = await team();
    expect([names(answer), answer.peopleCount]).toEqual([[], 1]);
    expect((await get('/team?lang=de')).text).toContain('Noch zeigt sich hier niemand.');
  });

  it('says when the teams read that everybody may know of, by the clock of the house', async () => {
    expect((await team()).hours).toBeNull();
    const reads = async (
      weekly: BusinessHours['weekly'],
      given: { isClosed?: boolean; timeZone?: string } = {},
    ) => {
      const { id } = await aTeam(app, { isClosed: given.isClosed ?? false });
      await app.database.query(
        `INSERT INTO sla_calendar (id, scope, team_id, time_zone, weekly, exceptions, version, updated_at)
         VALUES ($1, 'team', $2, $3, $4, '[]', 1, now())`,
        [newId(), id, given.timeZone ?? null, JSON.stringify(weekly)],
      );
    };
    await reads({ mon: [['08:00', '18:00']], tue: [['08:00', '18:00']] });
    await reads({ mon: [['10:00', '20:00']], tue: [['10:00', '20:00']] });
    await reads({ sun: [['00:00', '24:00']] }, { isClosed: true });
    await reads({ sat: [['00:00', '24:00']] }, { timeZone: 'Asia/Tokyo' });
    expect((await get('/team?lang=de')).text).toMatch(/Wir lesen mit<\/dt>\s*<dd>Mo–Di 08:00–20:00</u);
    expect((await team()).hours).toMatchObject({
      timeZone: 'Europe/Berlin',
      weekly: { mon: [['08:00', '20:00']], sat: [], sun: [] },
    });
  });

  it('filters by topic and language with nothing but links', async () => {
    await person('Mehmet A.', { helpsWith: 'Router und WLAN', languages: ['de', 'tr'] });
    await person('Emre S.', { helpsWith: 'TV, router', languages: ['tr'] });
    await person('Jana K.', { helpsWith: 'Umzug', languages: ['de-AT'] });
    const all = await team();
    expect(all.topics[0]?.toLowerCase()).toBe('router');
    expect(all.languages).toEqual(['de', 'tr']);
    expect(names(await team('?topic=Router'))).toEqual(['Emre S.', 'Mehmet A.']);
    expect(names(await team('?language=de'))).toEqual(['Jana K.', 'Mehmet A.']);
    expect(names(await team('?topic=router&language=de'))).toEqual(['Mehmet A.']);
    const page = await get('/team?topic=Umzug&lang=de');
    expect(page.text).toContain('href="/team?topic=Umzug&amp;language=tr&amp;lang=de"');
    expect(page.text).toMatch(/aria-current="true"[^>]*>Umzug</u);
    expect(page.text).toContain('href="/team?topic=Umzug&amp;lang=en"');
    expect((await get('/team?topic=Dampfloks&lang=de')).text).toContain(
      'Dazu zeigt sich hier gerade niemand.',
    );
  });

  it.each([
    ['a list', '?topic[]=a&topic[]=b'],
    ['an object', '?topic[$gt]=1'],
    ['a long topic', `?topic=${'x'.repeat(5_000)}`],
    ['a language that is none', '?language=<script>'],
    ['control characters', '?topic=%00%0a'],
    ['a language we do not speak', '?lang=xx'],
  ])('stands whatever is asked: %s', async (_name, query) => {
    await person('Jana K.', { helpsWith: 'Umzug, Router' });
    const page = await get(`/team${query}`);
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('<script');
    await get(`/team.json${query}`).expect(200);
  });

  it('never executes what somebody wrote about themselves', async () => {
    await person('"><img src=x onerror=alert(1)>', { helpsWith: '<b>TV</b>, <i>x</i>' });
    const { text } = await get('/team');
    expect(text).not.toContain('<img src=x');
    expect(text).not.toContain('<b>TV');
  });

  it('speaks English, and stands where there is no organisation yet', async () => {
    const empty = await get('/team').set('Accept-Language', 'en').expect(200);
    expect(empty.text).toContain('People answer here.');
    await person('Jana K.');
    expect((await get('/team?lang=en')).text).toContain('here right now');
  });

  it('slows down whoever asks without end', async () => {
    const answers = await Promise.all(Array.from({ length: 320 }, () => get('/team.json')));
    expect(answers.some(({ status }) => status === 429)).toBe(true);
  });
});
