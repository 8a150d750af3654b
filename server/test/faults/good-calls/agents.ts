import { randomUUID } from 'node:crypto';
import type { GoodCalls } from './good-call.ts';

const inHours = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();

const aWeek = () => ({ from: inHours(0), to: inHours(168) });

export const agents: GoodCalls = {
  'POST /api/agents': (world) => ({
    body: {
      email: `new-${randomUUID()}@brueckenfunk.example`,
      displayName: 'Mehmet Yıldız',
      publicName: 'Mehmet Y.',
      mark: 'MY',
      role: 'agent',
      teamIds: [world.teamId],
      languages: ['de'],
      helpsWith: 'Router',
      capacity: 8,
      locale: 'de',
    },
  }),
  'PATCH /api/agents/:id': ({ agentId, teamId }) => ({
    params: { id: agentId },
    body: {
      displayName: 'Jana',
      publicName: 'Jana K.',
      mark: 'JX',
      role: 'admin',
      teamIds: [teamId],
      languages: ['de'],
      helpsWith: '',
      capacity: 8,
      availability: 'available',
      deactivated: false,
      workTo: agentId,
    },
  }),
  'PUT /api/agents/:id/availability': ({ agentId }) => ({
    params: { id: agentId },
    body: { availability: 'away', reason: 'break', returnsAt: inHours(1) },
  }),
  'PUT /api/agents/:id/skills': ({ agentId }) => ({
    params: { id: agentId },
    body: { skills: [], languages: [{ language: 'de', level: 3 }] },
  }),
  'GET /api/absences': () => ({ query: aWeek() }),
  'POST /api/absences': ({ agentId }) => ({
    body: { agentId, kind: 'leave', startsAt: inHours(48), endsAt: inHours(72), standInAgentId: null },
  }),
  'PATCH /api/absences/:id': () => ({
    params: { id: randomUUID() },
    body: { kind: 'sick', startsAt: inHours(48), endsAt: inHours(72), standInAgentId: null },
  }),
  'GET /api/shifts': ({ teamId }) => ({ query: { ...aWeek(), teamId } }),
  'POST /api/shifts': ({ agentId, teamId }) => ({
    body: { agentId, teamId, startsAt: inHours(24), endsAt: inHours(32), note: '' },
  }),
  'POST /api/shifts/copy': ({ teamId }) => ({ body: { ...aWeek(), teamId, days: 7 } }),
  'PATCH /api/shifts/:id': ({ agentId, teamId }) => ({
    params: { id: randomUUID() },
    body: { agentId, teamId, startsAt: inHours(24), endsAt: inHours(32), note: '' },
  }),
  'POST /api/skills': () => ({ body: { name: `Skill ${randomUUID()}`, description: 'Router' } }),
  'PATCH /api/skills/:id': () => ({
    params: { id: randomUUID() },
    body: { name: `Skill ${randomUUID()}`, description: '' },
  }),
  'PUT /api/me/availability': () => ({
    body: { availability: 'away', reason: 'break', returnsAt: inHours(1) },
  }),
  'PATCH /api/me': () => ({
    body: {
      locale: 'de',
      theme: 'dark',
      shortcutsEnabled: true,
      availability: 'available',
      publicName: 'Jana K.',
      pronouns: 'sie/ihr',
      sinceYear: 2019,
      sentence: 'Ich bleibe dran.',
      helpsWith: '',
      languages: ['de'],
    },
  }),
  'PUT /api/me/consents/:purpose': () => ({
    params: { purpose: 'replies' },
    body: { form: 'firstName', wording: 'Ich bin einverstanden.', locale: 'de' },
  }),
  'DELETE /api/me/consents/:purpose': () => ({ params: { purpose: 'persona' } }),
  'GET /api/agents/:id/removals': ({ agentId }) => ({ params: { id: agentId } }),
  'GET /faces/:purpose/:agentId/:version/:size.webp': ({ agentId }) => ({
    params: { purpose: 'checkPage', agentId, version: '0', size: '64' },
  }),
  'POST /api/me/password': () => ({
    body: { currentPassword: 'not this one', newPassword: 'five green bottles' },
  }),
  'POST /api/password-reset': () => ({ body: { token: 'nonsense', newPassword: 'five green bottles' } }),
  'POST /api/session': () => ({ body: { email: 'nobody@brueckenfunk.example', password: 'nonsense' } }),
  'POST /api/setup': () => ({
    body: {
      token: 'nonsense',
      organisationName: 'Brückenfunk',
      displayName: 'Sabine Vogt',
      email: 'sabine@brueckenfunk.example',
      password: 'five green bottles',
      locale: 'de',
      timeZone: 'Europe/Berlin',
      publicAddress: 'https://brueckenfunk.example',
      formOfAddress: 'du',
    },
  }),
  'POST /api/teams': () => ({ body: { name: `Team ${randomUUID()}`, isClosed: false, memberIds: [] } }),
  'PATCH /api/teams/:id': ({ agentId }) => ({
    body: { name: 'Kundenservice', isClosed: false, memberIds: [agentId] },
  }),
  'POST /api/tokens': () => ({
    body: { name: 'Auswertung', scopes: ['channels:read'], expiresAt: '2027-01-01T00:00:00Z' },
  }),
};
