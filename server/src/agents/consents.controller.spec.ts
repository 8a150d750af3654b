import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { consentWording } from '@visavis/shared/agents/consent-wording';
import type { ConsentPurpose, PublicForm } from '@visavis/shared/agents/public-face';
import request from 'supertest';
import { anAgent } from '../../test/factories/an-agent.ts';
import { aJpeg } from '../../test/factories/picture-files.ts';
import { signIn, type SignedInHeaders } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import { MediaModule } from '../media/media.module.ts';
import type { AgentRecord } from './agent.types.ts';
import { AgentsModule } from './agents.module.ts';
import { AgentsService } from './agents.service.ts';

const NOTHING = { replies: null, checkPage: null, teamPage: null, persona: null };

let app: TestApp;
let jana: AgentRecord;
let headers: SignedInHeaders;
beforeAll(async () => {
  app = await createTestApp({ modules: [MediaModule, AgentsModule], settings: { logLevel: 'silent' } });
});
beforeEach(async () => {
  await app.reset();
  jana = await anAgent(app, { forms: NOTHING });
  headers = await signIn(app, jana);
});
afterAll(() => app.close());

const give = (purpose: ConsentPurpose, form: PublicForm) =>
  request(app.url)
    .put(`/api/me/consents/${purpose}`)
    .set(headers)
    .send({ form, wording: consentWording(purpose, form, 'de'), locale: 'de' });
const withdraw = (purpose: ConsentPurpose | null) =>
  request(app.url)
    .delete(`/api/me/consents${purpose === null ? '' : `/${purpose}`}`)
    .set(headers);
const shown = async () => (await request(app.url).get('/api/me/consents').set(headers)).body;
const uploadFace = async () =>
  request(app.url)
    .post('/api/me/face')
    .set(headers)
    .attach('file', await aJpeg(), 'me.jpg')
    .expect(201);
const pictures = () => app.database.query(`SELECT 1 FROM media WHERE kind = 'face'`);

describe('the consent of a person', () => {
  test('is nothing at the beginning, and they sign with their mark', async () => {
    const { consents, history } = await shown();
    expect(history).toEqual([]);
    expect(consents).toEqual(
      ['replies', 'checkPage', 'teamPage', 'persona'].map((purpose) => ({
        purpose,
        form: 'initials',
        grantedAt: null,
        wording: null,
        withdrawnAt: null,
      })),
    );
    const identity = (await app.get(AgentsService).identities([jana.id])).get(jana.id);
    expect(identity?.forms.replies).toBe('initials');
  });

  test('is kept by purpose with form, wording and time, and concerns no other purpose', async () => {
    const { body, status } = await give('replies', 'portrait');
    expect(status).toBe(200);
    expect(body.consents[0]).toEqual({
      purpose: 'replies',
      form: 'portrait',
      wording: consentWording('replies', 'portrait', 'de'),
      grantedAt: app.clock.now().toISOString(),
      withdrawnAt: null,
    });
    const me = await request(app.url).get('/api/me').set(headers);
    expect(me.body.forms).toEqual({
      replies: 'portrait',
      checkPage: 'initials',
      teamPage: 'initials',
      persona: 'initials',
    });
  });

  test('is withdrawn with one click, and its history stays', async () => {
    await give('checkPage', 'firstName');
    app.clock.advance({ seconds: 60 });
    const { body } = await withdraw('checkPage');
    const withdrawnAt = app.clock.now().toISOString();
    expect(body.consents[1]).toMatchObject({ form: 'initials', withdrawnAt });
    expect(body.history).toEqual([expect.objectContaining({ form: 'firstName', withdrawnAt })]);
    expect((await withdraw('checkPage')).status).toBe(200);
  });

  test('of a new form replaces the one before, and both stay in the history', async () => {
    await give('teamPage', 'initials');
    app.clock.advance({ seconds: 1 });
    const { body } = await give('teamPage', 'shielded');
    expect(
      body.history.map(({ form, withdrawnAt }: { form: string; withdrawnAt: string | null }) => [
        form,
        withdrawnAt === null,
      ]),
    ).toEqual([
      ['shielded', true],
      ['initials', false],
    ]);
  });

  test('given twice at once is one consent', async () => {
    const answers = await Promise.all([give('replies', 'portrait'), give('replies', 'firstName')]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const current = await app.database.query(`SELECT 1 FROM face_consent WHERE withdrawn_at IS NULL`);
    expect(current).toHaveLength(1);
  });

  test.each([
    [{ form: 'hologram', wording: 'x', locale: 'de' }, 400],
    [{ form: 'portrait', wording: '', locale: 'de' }, 400],
    [{ form: 'portrait', wording: 'x'.repeat(1_001), locale: 'de' }, 400],
    [{ form: 'portrait', wording: 'x', locale: 'tlh' }, 400],
  ])('is refused as %j', async (body, status) => {
    const answer = await request(app.url).put('/api/me/consents/replies').set(headers).send(body);
    expect([answer.status, (await shown()).history]).toEqual([status, []]);
  });

  test('for a purpose that there is not is not found', async () => {
    const path = '/api/me/consents/billboard';
    await request(app.url).delete(path).set(headers).expect(404);
    await request(app.url)
      .put(path)
      .set(headers)
      .send({ form: 'portrait', wording: 'x', locale: 'de' })
      .expect(404);
  });
});

describe('the picture of a person', () => {
  beforeEach(uploadFace);

  test('stays while one purpose shows it, and is erased with the last', async () => {
    await give('replies', 'portrait');
    await give('teamPage', 'portrait');
    expect((await withdraw('replies')).body.removals).toEqual([]);
    expect(await pictures()).toHaveLength(1);
    const { body } = await withdraw('teamPage');
    expect(await pictures()).toEqual([]);
    expect(body.removals.map(({ place, count }: { place: string; count: number }) => [place, count])).toEqual(
      expect.arrayContaining([
        ['pictures', 1],
        ['teamPage', 1],
      ]),
    );
    const me = await request(app.url).get('/api/me').set(headers);
    expect(me.body.avatarUrl).toBe(`/faces/${jana.id}/0/256.webp`);
  });

  test('is erased when less is agreed to in place of the last portrait', async () => {
    await give('replies', 'portrait');
    await give('replies', 'firstName');
    expect(await pictures()).toEqual([]);
  });

  test('goes with everything at once', async () => {
    await give('replies', 'portrait');
    await give('persona', 'portrait');
    const { body } = await withdraw(null);
    expect(new Set(body.consents.map(({ form }: { form: string }) => form))).toEqual(new Set(['initials']));
    expect(await pictures()).toEqual([]);
  });

  test('that is removed by itself leaves the consents as they are', async () => {
    await give('replies', 'portrait');
    await request(app.url).delete('/api/me/face').set(headers).expect(200);
    expect((await shown()).consents[0].form).toBe('portrait');
    expect(await pictures()).toEqual([]);
  });
});

describe('whoever leaves', () => {
  test('takes name and face along: administrators see the proof, and coming back nothing is shown again', async () => {
    const admin = await signIn(app, await anAgent(app, { role: 'admin' }));
    await uploadFace();
    await give('replies', 'portrait');
    await give('teamPage', 'portrait');
    const patch = (deactivated: boolean) =>
      request(app.url).patch(`/api/agents/${jana.id}`).set(admin).send({ deactivated });
    await patch(true).expect(200);

    expect(await pictures()).toEqual([]);
    await request(app.url).get('/api/me').set(headers).expect(401);
    const proof = await request(app.url).get(`/api/agents/${jana.id}/removals`).set(admin).expect(200);
    expect(proof.body.items.map(({ place }: { place: string }) => place)).toEqual(
      expect.arrayContaining(['pictures', 'teamPage']),
    );
    await patch(false).expect(200);
    const identity = (await app.get(AgentsService).identities([jana.id])).get(jana.id);
    expect([identity?.forms.teamPage, identity?.faceVersion]).toEqual(['initials', 0]);
  });

  test('is proved to administrators alone', async () => {
    await request(app.url).get(`/api/agents/${jana.id}/removals`).set(headers).expect(403);
  });
});
