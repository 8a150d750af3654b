import { randomUUID } from 'node:crypto';
import { defaultNoticeSettings } from '@visavis/shared/notices/notice-settings';
import { weekdays } from '@visavis/shared/sla/business-time';

/** What exists in the world that odd input is thrown at. */
export interface World {
  agentId: string;
  teamId: string;
  channelId: string;
  conversationId: string;
  messageId: string;
  contactId: string;
  /** A reply that the network refused, so that it can be retried, edited and given up. */
  replyId: string;
  checkCode: string;
  mediaId: string;
  sessionId: string;
  tokenId: string;
  playgroundAccountId: string;
  playgroundPostId: string;
  brandToken: string;
  hookSecret: string;
  demoSecret: string;
}

/** A call with which a route does its work; whatever it says is then made odd, one part at a time. */
export interface GoodCall {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: Record<string, unknown>;
  headers?: Record<string, string>;
  /** Signs the body, whatever it has become. */
  secret?: string;
}

const hours = {
  timeZone: 'Europe/Berlin',
  weekly: Object.fromEntries(weekdays.map((weekday) => [weekday, [['09:00', '17:00']]])),
  holidays: ['2026-12-25'],
  exceptions: { '2026-12-24': [['09:00', '12:00']] },
};
/** Above anything that the thread will reach, so that only the fields that are odd are refused. */
const SEEN = 1_000_000;
const text = 'Die Leitung ist wieder frei.';
const reply = (world: World) => ({
  idempotencyKey: `key-${randomUUID()}`,
  inReplyToMessageId: world.messageId,
  visibility: 'public',
  text,
  mediaIds: [],
  seenSequence: SEEN,
  acknowledged: ['personal-data'],
});
const listQuery = (world: World) => ({
  view: 'all',
  teamId: world.teamId,
  channelId: world.channelId,
  status: 'new',
  tag: 'router',
  q: 'kein Netz',
  sort: 'newest',
  spam: 'false',
  limit: '20',
  cursor: '',
});
const aRule = (world: World) => ({
  name: 'Rechnung',
  isActive: false,
  conditions: [
    { field: 'channel', anyOf: [world.channelId], not: true },
    { field: 'words', anyOf: ['Rechnung*'] },
    { field: 'rating', from: 1, to: 2 },
    { field: 'time', weekdays: [1, 5], from: '22:00', to: '06:00' },
  ],
  actions: [
    { do: 'team', teamId: world.teamId },
    { do: 'tag', tag: 'Rechnung' },
    { do: 'skill', skillId: randomUUID(), minLevel: 2 },
    { do: 'doNotRoute' },
  ],
});
const brandReply = (world: World) => ({
  inReplyToId: world.playgroundPostId,
  text,
  visibility: 'public',
  media: [],
  agent: { name: 'Jana K.', mark: 'JK', avatarUrl: '' },
  checkUrl: '',
});

const inHours = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();
const aWeek = () => ({ from: inHours(0), to: inHours(168) });

/**
 * By route, for the ones that take more than a path. A route that is missing here is called with odd paths, queries and
 * bodies all the same.
 */
export const goodCalls: Readonly<Record<string, (world: World) => GoodCall>> = {
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
  'POST /api/channels': ({ teamId }) => ({
    body: {
      network: 'webhook',
      name: 'Forum',
      teamId,
      since: '2026-01-01T00:00:00Z',
      settings: { callbackUrl: 'https://forum.example/replies', secret: 'a secret of the test' },
    },
  }),
  'PATCH /api/channels/:id': ({ channelId, teamId }) => ({
    params: { id: channelId },
    body: { name: 'Forum', teamId, settings: { callbackUrl: '' } },
  }),
  'GET /api/conversations': (world) => ({ query: listQuery(world) }),
  'GET /api/conversations/:id/messages': () => ({ query: { cursor: '' } }),
  'PATCH /api/conversations/:id': ({ agentId, teamId }) => ({
    body: {
      version: SEEN,
      status: 'open',
      assigneeId: agentId,
      teamId,
      priority: 'high',
      tags: ['router'],
      snoozedUntil: null,
      note: 'Bitte übernehmen.',
    },
  }),
  'PUT /api/conversations/:id/draft': ({ messageId }) => ({
    body: { text, visibility: 'public', inReplyToMessageId: messageId, mediaIds: [] },
  }),
  'POST /api/conversations/:id/mute': ({ contactId }) => ({ body: { contactId, isMuted: false } }),
  'PUT /api/conversations/:id/shield': ({ agentId }) => ({ body: { agentId, reason: 'Kenne ich privat.' } }),
  'DELETE /api/conversations/:id/shield': ({ agentId }) => ({ query: { agentId } }),
  'POST /api/conversations/:id/notes': ({ agentId }) => ({
    body: { text: 'Siehe oben.', mentions: [agentId], asks: [] },
  }),
  'POST /api/conversations/bulk': ({ conversationId }) => ({
    body: {
      ids: [conversationId],
      change: { do: 'tag', agentId: null, add: ['router'], remove: ['netz'], until: null },
    },
  }),
  'POST /api/conversations/bulk/undo': () => ({ body: { undoToken: randomUUID() } }),
  'POST /api/conversations/:id/hand-over': ({ agentId }) => ({
    body: { version: SEEN, toAgentId: agentId, note: 'Bitte übernehmen.', isAnnounced: true },
  }),
  'GET /api/hand-overs': () => ({ query: { limit: '20', cursor: '' } }),
  'POST /api/hand-overs': ({ agentId, conversationId }) => ({
    body: {
      fromAgentId: agentId,
      toAgentId: null,
      cause: 'leave',
      note: 'Bin im Urlaub.',
      isAnnounced: false,
      conversationIds: [conversationId],
    },
  }),
  'POST /api/hand-overs/undo': () => ({ body: { ids: [randomUUID()] } }),
  'POST /api/conversations/:id/spam': () => ({ body: { isSpam: false } }),
  'POST /api/conversations/:id/replies': (world) => ({ body: reply(world) }),
  'POST /api/conversations/:id/replies/preview': ({ messageId }) => ({
    body: { text, visibility: 'public', inReplyToMessageId: messageId },
  }),
  'POST /api/hooks/:channelId': (world) => ({
    params: { channelId: world.channelId },
    secret: world.hookSecret,
    body: {
      externalId: `post-${randomUUID()}`,
      threadId: 'thread',
      inReplyTo: 'post',
      kind: 'mention',
      visibility: 'public',
      author: {
        externalId: 'svenja',
        name: 'Svenja Albers',
        handle: 'svenja',
        avatarUrl: 'https://forum.example/svenja.png',
        profileUrl: 'https://forum.example/svenja',
      },
      text,
      language: 'de',
      rating: 1,
      permalink: 'https://forum.example/1',
      media: [{ url: 'https://forum.example/1.png', alt: 'Ein Router', mimeType: 'image/png' }],
      postedAt: '2026-11-20T09:00:00Z',
      editedAt: '2026-11-20T09:01:00Z',
      deleted: false,
    },
  }),
  'POST /api/hooks/demo/:place': ({ demoSecret }) => ({
    secret: demoSecret,
    body: { deliveryId: 'delivery-1' },
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
  'PUT /api/me/notice-settings': () => ({
    body: { ...defaultNoticeSettings, quiet: { from: '20:00', to: '07:00' } },
  }),
  'POST /api/me/password': () => ({
    body: { currentPassword: 'not this one', newPassword: 'five green bottles' },
  }),
  'PATCH /api/media/:id': ({ mediaId }) => ({ params: { id: mediaId }, body: { alt: 'Ein Router' } }),
  'GET /media/:id': ({ mediaId }) => ({ params: { id: mediaId }, query: { variant: 'preview' } }),
  'GET /media/:id/:token': ({ mediaId }) => ({
    params: { id: mediaId, token: 'x' },
    query: { variant: 'preview' },
  }),
  'GET /api/notices': () => ({ query: { limit: '20', cursor: '' } }),
  'POST /api/notices/seen': ({ conversationId, messageId }) => ({
    body: { ids: [messageId], conversationId },
  }),
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
  'GET /brand/logo': () => ({ query: { v: randomUUID() } }),
  'POST /api/password-reset': () => ({ body: { token: 'nonsense', newPassword: 'five green bottles' } }),
  'POST /api/privacy/scan': () => ({ body: { text: 'Kundennummer 4471 9038 21' } }),
  'PATCH /api/replies/:messageId': ({ replyId }) => ({
    params: { messageId: replyId },
    body: { text, acknowledged: ['personal-data'] },
  }),
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
  'POST /api/sla/preview': () => ({
    body: {
      businessHours: hours,
      startedAt: '2026-11-20T09:00:00+01:00',
      minutes: 60,
      pauses: [{ from: '2026-11-20T10:00:00Z', to: '2026-11-20T11:00:00Z' }],
    },
  }),
  'POST /api/teams': () => ({ body: { name: `Team ${randomUUID()}`, isClosed: false, memberIds: [] } }),
  'PATCH /api/teams/:id': ({ agentId }) => ({
    body: { name: 'Kundenservice', isClosed: false, memberIds: [agentId] },
  }),
  'POST /api/routing-rules': (world) => ({ body: aRule(world) }),
  'PUT /api/routing-rules/:id': (world) => ({
    params: { id: randomUUID() },
    body: { ...aRule(world), version: 1 },
  }),
  'PUT /api/routing-rules/order': () => ({ body: { ids: [randomUUID()] } }),
  'POST /api/routing-rules/trial': (world) => ({
    body: { rules: [{ id: 'draft', ...aRule(world), isActive: true }], limit: 10 },
  }),
  'PUT /api/teams/:id/sla-policy': () => ({
    body: { name: 'Üblich', firstResponseMinutes: 60, nextResponseMinutes: 120, businessHours: hours },
  }),
  'POST /api/text/measure': () => ({
    body: { network: 'x', text, options: { limit: 280, reservedPerUrl: 23, spoiler: 'Achtung' } },
  }),
  'POST /api/tokens': () => ({
    body: { name: 'Auswertung', scopes: ['channels:read'], expiresAt: '2027-01-01T00:00:00Z' },
  }),
  'POST /c': () => ({ body: { text: 'Ist das von euch? https://care.example/c/0123456789ABC' } }),
  'GET /playground': () => ({ query: { as: 'svenja', lang: 'de' } }),
  'GET /playground/feed': () => ({ query: { as: 'svenja', lang: 'de' } }),
  'GET /playground/api/posts': ({ playgroundAccountId }) => ({
    query: { accountId: playgroundAccountId, limit: '20', cursor: '' },
  }),
  'POST /playground/api/posts': ({ playgroundAccountId, playgroundPostId }) => ({
    body: {
      accountId: playgroundAccountId,
      text,
      visibility: 'public',
      inReplyToId: playgroundPostId,
      alt: '',
    },
  }),
  'PATCH /playground/api/posts/:id': ({ playgroundAccountId, playgroundPostId }) => ({
    params: { id: playgroundPostId },
    body: { accountId: playgroundAccountId, text },
  }),
  'DELETE /playground/api/posts/:id': ({ playgroundAccountId }) => ({
    query: { accountId: playgroundAccountId },
  }),
  'GET /playground/api/brand/notices': () => ({
    query: { since: '0', from: '2026-01-01T00:00:00Z', limit: '20' },
  }),
  'POST /playground/api/brand/posts': (world) => ({
    headers: { 'Idempotency-Key': `key-${randomUUID()}` },
    body: brandReply(world),
  }),
  'PATCH /playground/api/brand/posts/:id': ({ playgroundPostId }) => ({
    params: { id: playgroundPostId },
    body: { text },
  }),
  'PUT /playground/api/brand/hooks': () => ({ body: { url: 'http://127.0.0.1:9/hook' } }),
  'DELETE /playground/api/brand/hooks': () => ({ query: { url: 'http://127.0.0.1:9/hook' } }),
};
