import type { GoodCalls } from './good-call.ts';

export const organisation: GoodCalls = {
  'PATCH /api/organisation': () => ({
    body: {
      name: 'Brückenfunk',
      publicAddress: null,
      locale: 'de',
      timeZone: 'Europe/Berlin',
      formOfAddress: 'du',
      customerNumberPattern: null,
      languages: ['de', 'en'],
      accentColour: '#0e5a6b',
      imprintUrl: 'https://brueckenfunk.example/impressum',
      privacyUrl: null,
      awayWithoutScreenMinutes: 15,
      onTimeGoalPercent: 85,
      setUpStep: null,
    },
  }),
  'PUT /api/organisation/mail': () => ({
    body: {
      host: 'localhost',
      port: 1,
      security: 'starttls',
      user: 'visavis',
      password: 'five green bottles',
      from: 'service@brueckenfunk.example',
    },
  }),
  'POST /api/organisation/mail/test': () => ({ body: { to: 'jana@brueckenfunk.example' } }),
};
