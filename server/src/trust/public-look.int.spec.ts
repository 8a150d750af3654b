import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { anAgent } from '../../test/factories/an-agent.ts';
import { anOrganisation } from '../../test/factories/an-organisation.ts';
import { aJpeg } from '../../test/factories/picture-files.ts';
import { signIn } from '../../test/sign-in.ts';
import { createTestApp, type TestApp } from '../../test/test-app.ts';
import type { NewOrganisation } from '../organisation/organisation.service.ts';
import { TrustModule } from './trust.module.ts';

describe('the look of the public pages', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await createTestApp({ modules: [TrustModule] });
  });
  beforeEach(async () => app.reset());
  afterAll(async () => app.close());

  const page = async (given: Partial<NewOrganisation> = {}, path = '/c/7Q4M2X9KD3HVA?lang=de') => {
    await anOrganisation(app, given);
    return (await request(app.url).get(path)).text;
  };

  it('is our own until the organisation says otherwise', async () => {
    const text = await page();
    expect(text).toContain('<svg class="logo"');
    expect(text).not.toMatch(/Impressum|Datenschutz|<img class="own"/u);
  });

  it('leads to imprint and privacy statement, on every page and in its language', async () => {
    const links = {
      imprintUrl: 'https://brueckenfunk.example/impressum?a=1&b="2',
      privacyUrl: 'https://brueckenfunk.example/datenschutz',
    };
    expect(await page(links)).toContain(
      '<a href="https://brueckenfunk.example/impressum?a=1&amp;b=&quot;2" rel="noopener">Impressum</a>',
    );
    const english = await page({}, '/c?lang=en');
    expect(english).toContain(
      '<a href="https://brueckenfunk.example/datenschutz" rel="noopener">Privacy</a>',
    );
  });

  it('wears the colour of the organisation, darker where it could not be read', async () => {
    const text = await page({ accentColour: '#ffd500' });
    const [, light, dark] = text.match(/:root\{--accent:(#\w+);[^}]*\}@media[^{]*\{:root\{--accent:(#\w+)/u)!;
    expect([light === '#ffd500', dark]).toEqual([false, '#ffd500']);
  });

  it('shows the logo beside the name', async () => {
    await anOrganisation(app);
    const admin = await signIn(app, await anAgent(app, { role: 'admin' }));
    const { body } = await request(app.url)
      .post('/api/organisation/logo')
      .set(admin)
      .attach('file', await aJpeg(300, 100), 'logo.jpg');
    expect(await page()).toContain(`<img class="own" src="${body.logoUrl}" alt="" />Brückenfunk`);
  });

  it('addresses its reader as the organisation does', async () => {
    expect(await page({ formOfAddress: 'sie' })).toContain('Geben Sie dort nichts weiter');
    await app.reset();
    expect(await page({ formOfAddress: 'du' })).toContain('Gib dort nichts weiter');
  });
});
