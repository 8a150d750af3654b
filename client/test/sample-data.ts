import { usualTeamRouting } from '@visavis/shared/agents/team-routing';
import { consentWording } from '@visavis/shared/agents/consent-wording';
import { consentPurposes } from '@visavis/shared/agents/public-face';
import type { AgentItem, TeamItem } from '@visavis/shared/api/agents';
import type { ChannelItem, ConnectorManifest } from '@visavis/shared/api/channels';
import type { ConsentItem, ConsentState } from '@visavis/shared/api/consent';
import type { ConversationCounts, PersonRef } from '@visavis/shared/api/conversations';
import type { AvailabilityState } from '@visavis/shared/api/schedule';
import type { Me } from '@visavis/shared/api/session';
import type { SlaPolicyItem } from '@visavis/shared/api/sla';

/** Invented people and conversations, as the API answers them. `now` is when the tests believe to run. */
export const NOW = Date.parse('2026-11-20T13:17:00.000Z');
export const at = (minutes: number, now = NOW) => new Date(now + minutes * 60_000).toISOString();

export const teams: TeamItem[] = [
  ['t-fest', 'Festnetz & Internet'],
  ['t-mobil', 'Mobilfunk'],
  ['t-rech', 'Rechnung & Vertrag'],
].map(([id = '', name = ''], index) => ({
  id,
  name,
  isDefault: index === 0,
  isClosed: false,
  memberIds: ['a-jana'],
  routing: usualTeamRouting,
}));

/** Set by hand in the morning, with nothing to explain. */
const state = (availability: AvailabilityState['availability']): AvailabilityState => ({
  availability,
  since: '2026-11-20T07:00:00.000Z',
  reason: null,
  returnsAt: null,
  setBy: 'hand',
});

const agent = (id: string, displayName: string, mark: string, part: Partial<AgentItem> = {}): AgentItem => ({
  id: `a-${id}`,
  displayName,
  publicName: displayName.split(' ')[0] ?? displayName,
  mark,
  avatarUrl: `/faces/a-${id}/1/64.webp`,
  role: 'agent',
  teams: [{ id: 't-fest', name: 'Festnetz & Internet' }],
  languages: ['de'],
  languageLevels: [{ language: 'de', level: 3 }],
  skills: [],
  helpsWith: 'Störungen, Technikertermine',
  pronouns: '',
  sinceYear: null,
  sentence: '',
  availability: 'available',
  availabilityState: state(part.availability ?? 'available'),
  isPresent: true,
  capacity: 20,
  openCount: 11,
  load: 11,
  deactivatedAt: null,
  email: `${id}@brueckenfunk.example`,
  ...part,
});

export const agents: AgentItem[] = [
  agent('jana', 'Jana Krüger', 'JK', { openCount: 14, load: 14 }),
  agent('mehmet', 'Mehmet Aydın', 'MA'),
  agent('sabine', 'Sabine Vogt', 'SV', { role: 'lead' }),
  agent('lena', 'Lena Hofmann', 'LH'),
  agent('olek', 'Oleksandr Bondar', 'OB'),
  agent('amina', 'Amina Yusuf', 'AY', {
    availability: 'busy',
    openCount: 20,
    load: 20,
    helpsWith: 'Handy, SIM, Roaming',
  }),
  agent('thomas', 'Thomas Brandt', 'TB'),
  agent('priya', 'Priya Nair', 'PN', { languages: ['en', 'de'] }),
  agent('kofi', 'Kofi Mensah', 'KM', {
    availability: 'busy',
    helpsWith: 'Übertragung, Rufnummer',
    openCount: 3,
    load: 3,
  }),
  agent('zofia', 'Zofia Nowak', 'ZN'),
  agent('david', 'David Lindner', 'DL', { availability: 'off', isPresent: false }),
  agent('ruth', 'Ruth Adeyemi', 'RA', { availability: 'away', isPresent: false }),
];

export const person = (id: string): PersonRef => {
  const found = agents.find((each) => each.id === `a-${id}`);
  return { id: `a-${id}`, name: found?.displayName ?? id, avatarUrl: `/faces/a-${id}/1/64.webp` };
};

/** Somebody who agreed to be seen everywhere, with photo. */
export const consents: ConsentState = (() => {
  const given = consentPurposes.map((purpose): ConsentItem => ({
    purpose,
    form: 'portrait',
    grantedAt: '2026-10-01T08:00:00.000Z',
    wording: consentWording(purpose, 'portrait', 'de'),
    withdrawnAt: null,
  }));
  return { consents: given, history: given, removals: [] };
})();

export const me: Me = {
  id: 'a-jana',
  displayName: 'Jana Krüger',
  email: 'jana@brueckenfunk.example',
  role: 'agent',
  teams: [{ id: 't-fest', name: 'Festnetz & Internet' }],
  locale: 'de',
  theme: 'light',
  shortcutsEnabled: true,
  avatarUrl: '/faces/a-jana/1/64.webp',
  publicName: 'Jana',
  mark: 'JK',
  pronouns: '',
  sinceYear: null,
  sentence: '',
  forms: { replies: 'portrait', checkPage: 'portrait', teamPage: 'portrait', persona: 'portrait' },
  availability: 'available',
  availabilityState: state('available'),
  capacity: 20,
  organisation: {
    name: 'Brückenfunk',
    locale: 'de',
    timeZone: 'Europe/Berlin',
    isDemo: true,
    customerNumberPattern: null,
    setUpStep: null,
  },
};

const connector = (
  id: string,
  name: string,
  icon: string,
  part: Partial<ConnectorManifest> = {},
): ConnectorManifest => ({
  id,
  name,
  icon,
  kinds: ['mention'],
  fields: [],
  capabilities: ['reply-public'],
  textLimit: 500,
  ingests: ['poll'],
  identityScope: 'network',
  checkedAgainst: 'peer',
  media: null,
  ...part,
});

export const connectors: ConnectorManifest[] = [
  connector(
    'mastodon',
    'Mastodon',
    'M5 6c0 8 2 13 6 15M19 6c0 8-2 13-6 15M12 3a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7z',
    {
      fields: [
        {
          name: 'instance',
          kind: 'url',
          required: true,
          label: { de: 'Adresse der Instanz', en: 'Address of the instance' },
          help: { de: 'Zum Beispiel https://norden.example', en: 'For example https://norden.example' },
          placeholder: 'https://norden.example',
        },
        {
          name: 'accessToken',
          kind: 'secret',
          required: true,
          label: { de: 'Zugriffstoken', en: 'Access token' },
          help: { de: 'In den Einstellungen unter Entwicklung.', en: 'In the settings under Development.' },
        },
      ],
    },
  ),
  connector('bluesky', 'Bluesky', 'M7 18a4 4 0 0 1-.5-8 5.600 5.600 0 0 1 11-.9A4.500 4.500 0 0 1 17 18z'),
  connector('playground', 'Spielplatz', 'M4 5h16v11h-8l-4 4v-4H4z', { demoOnly: true }),
  connector('webhook', 'Webhook', 'M9 3v7a4 4 0 1 1-4 4M15 21v-7a4 4 0 1 1 4-4'),
];

const channel = (
  id: string,
  network: string,
  name: string,
  part: Partial<ChannelItem> = {},
): ChannelItem => ({
  id,
  network,
  name,
  team: { id: 't-fest', name: 'Festnetz & Internet' },
  since: at(-90_000),
  account: { externalId: '1', handle: 'brueckenfunk_hilft', name: 'Brückenfunk hilft', url: null },
  settings: {},
  textLimit: 500,
  health: { state: 'healthy', since: at(-2000), lastPostAt: at(-19), lagSeconds: 2 },
  createdAt: at(-90_000),
  ...part,
});

export const channels: ChannelItem[] = [
  channel('c-masto', 'mastodon', 'Mastodon', {
    health: {
      state: 'healthy',
      since: at(-2000),
      lastPostAt: at(-19),
      lagSeconds: 2,
      budget: { remaining: 212, limit: 300, resetsAt: at(4) },
    },
  }),
  channel('c-bsky', 'bluesky', 'Bluesky', {
    health: { state: 'reconnect', since: at(-40), lastPostAt: at(-60), lagSeconds: null, reason: 'auth' },
  }),
  channel('c-play', 'playground', 'Spielplatz'),
];

const views = { mine: 14, new: 37, due: 6, waiting: 22, mentioned: 2, team: 54, all: 124 };

export const counts: ConversationCounts = {
  views,
  teams: { 't-fest': 54, 't-mobil': 31, 't-rech': 18 },
  channels: { 'c-masto': 18, 'c-bsky': 15, 'c-play': 27 },
  active: {
    views: { ...views, all: 102, team: 38, mine: 9 },
    teams: { 't-fest': 38, 't-mobil': 20, 't-rech': 11 },
    channels: { 'c-masto': 10, 'c-bsky': 9, 'c-play': 20 },
  },
};

export const policies: SlaPolicyItem[] = [
  {
    id: 's-outage',
    name: 'Störung',
    isActive: true,
    isFallback: false,
    conditions: [{ field: 'tags', anyOf: ['Störung'] }],
    targets: { firstResponse: 15, nextResponse: 30, pickUp: 5, resolution: null },
    warn: { share: 0.5 },
    pauses: { waitingForCustomer: true, snoozedForCustomer: true },
    version: 1,
    faults: [],
  },
  {
    id: 's-standard',
    name: 'Standard',
    isActive: true,
    isFallback: true,
    conditions: [],
    targets: { firstResponse: 60, nextResponse: 120, pickUp: null, resolution: 1440 },
    warn: {},
    pauses: { waitingForCustomer: true, snoozedForCustomer: true },
    version: 1,
    faults: [],
  },
];
