import type { AgentItem, TeamItem } from '@visavis/shared/api/agents';
import type { ChannelItem, ConnectorManifest } from '@visavis/shared/api/channels';
import type { ConversationCounts, ConversationItem, PersonRef } from '@visavis/shared/api/conversations';
import type { LiveReport } from '@visavis/shared/api/reports';
import type { Me } from '@visavis/shared/api/session';
import type { SlaPolicyItem } from '@visavis/shared/api/sla';

/** Invented people and conversations, as the API answers them. `now` is when the tests believe to run. */
export const NOW = Date.parse('2026-11-20T13:17:00.000Z');
const at = (minutes: number, now = NOW) => new Date(now + minutes * 60_000).toISOString();

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
}));

const agent = (id: string, displayName: string, mark: string, part: Partial<AgentItem> = {}): AgentItem => ({
  id: `a-${id}`,
  displayName,
  publicName: displayName.split(' ')[0] ?? displayName,
  mark,
  avatarUrl: `/faces/a-${id}/1/64.webp`,
  role: 'agent',
  teams: [{ id: 't-fest', name: 'Festnetz & Internet' }],
  languages: ['de'],
  helpsWith: 'Störungen, Technikertermine',
  availability: 'available',
  isPresent: true,
  capacity: 20,
  openCount: 11,
  deactivatedAt: null,
  email: `${id}@brueckenfunk.example`,
  ...part,
});

export const agents: AgentItem[] = [
  agent('jana', 'Jana Krüger', 'JK', { openCount: 14 }),
  agent('mehmet', 'Mehmet Aydın', 'MA'),
  agent('sabine', 'Sabine Vogt', 'SV', { role: 'lead' }),
  agent('lena', 'Lena Hofmann', 'LH'),
  agent('olek', 'Oleksandr Bondar', 'OB'),
  agent('amina', 'Amina Yusuf', 'AY', {
    availability: 'busy',
    openCount: 20,
    helpsWith: 'Handy, SIM, Roaming',
  }),
  agent('thomas', 'Thomas Brandt', 'TB'),
  agent('priya', 'Priya Nair', 'PN', { languages: ['en', 'de'] }),
  agent('kofi', 'Kofi Mensah', 'KM', {
    availability: 'busy',
    helpsWith: 'Übertragung, Rufnummer',
    openCount: 3,
  }),
  agent('zofia', 'Zofia Nowak', 'ZN'),
  agent('david', 'David Lindner', 'DL', { availability: 'off', isPresent: false }),
  agent('ruth', 'Ruth Adeyemi', 'RA', { availability: 'away', isPresent: false }),
];

const person = (id: string): PersonRef => {
  const found = agents.find((each) => each.id === `a-${id}`);
  return { id: `a-${id}`, name: found?.displayName ?? id, avatarUrl: `/faces/a-${id}/1/64.webp` };
};

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
  availability: 'available',
  capacity: 20,
  organisation: {
    name: 'Brückenfunk',
    locale: 'de',
    timeZone: 'Europe/Berlin',
    isDemo: true,
    customerNumberPattern: null,
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

interface Draft {
  id: string;
  name: string;
  excerpt: string;
  age: number;
  due?: {
    left: number;
    of: number;
    state?: 'running' | 'soon' | 'breached' | 'met' | 'paused';
    met?: number;
  };
  by?: string;
  part?: Partial<ConversationItem>;
}

const drafts: Draft[] = [
  {
    id: '01',
    name: 'Ronny K.',
    excerpt: 'Seit 3 Stunden warte ich auf eine Antwort. Seid ihr noch da?',
    age: 180,
    due: { left: -6, of: 180, state: 'breached' },
  },
  {
    id: '02',
    name: 'Hannelore Diekmann',
    excerpt: 'Guten Tag, auf meiner Rechnung stehen 14,95 € für ein Abo, das ich nie bestellt habe',
    age: 22,
    due: { left: 8, of: 30, state: 'soon' },
    by: 'thomas',
  },
  {
    id: '03',
    name: 'Svenja Albers',
    excerpt: 'Danke euch! Die Tagesflat finde ich in der App aber nicht. Kundennummer ist',
    age: 19,
    due: { left: 11, of: 30, state: 'soon' },
    by: 'jana',
    part: { unread: false, tags: ['Störung'] },
  },
  {
    id: '04',
    name: 'Derya Öztürk',
    excerpt: 'Bei uns in der Nordstadt auch alles tot, wann geht es wieder?',
    age: 41,
    due: { left: 19, of: 60 },
    by: 'lena',
    part: { tags: ['Störung'] },
  },
  {
    id: '05',
    name: 'Miguel Ferreira',
    excerpt: 'Moving to Leipzig on 1 Dec. Can I keep my landline number?',
    age: 31,
    due: { left: 29, of: 60 },
    by: 'priya',
    part: { language: 'en' },
  },
  {
    id: '06',
    name: 'Anneke Sanders',
    excerpt: 'Werkt jullie glasvezel ook met mijn eigen modem?',
    age: 26,
    due: { left: 34, of: 60 },
    part: { language: 'nl' },
  },
  {
    id: '07',
    name: 'bergfex_77',
    excerpt: 'Re: Glasfaser im Altbau. Der Techniker war da, aber die Dose fehlt noch',
    age: 38,
    due: { left: 82, of: 120 },
    by: 'kofi',
    part: { unread: false },
  },
  {
    id: '08',
    name: 'Wiebke Busch',
    excerpt: 'Kommentar zu „WLAN im ganzen Haus“: Welcher Repeater passt zu eurem Router?',
    age: 62,
    due: { left: 160, of: 240 },
    by: 'zofia',
    part: { unread: false },
  },
  {
    id: '09',
    name: 'App-Bewertung, 2 Sterne',
    excerpt: '„Seit dem Update muss ich mich jeden Tag neu anmelden“',
    age: 52,
    due: { left: 188, of: 240 },
    by: 'amina',
    part: { unread: false, rating: 2, kind: 'review' },
  },
  {
    id: '10',
    name: 'Inés Robledo',
    excerpt: '¿El router nuevo funciona también con la tarifa antigua?',
    age: 120,
    by: 'zofia',
    part: { unread: false, status: 'waiting', language: 'es' },
  },
  {
    id: '11',
    name: 'lastenrad.example',
    excerpt: 'Super, dann warte ich den Termin am Montag ab',
    age: 180,
    by: 'jana',
    part: { unread: false, status: 'snoozed', snoozedUntil: at(60 * 70) },
  },
  {
    id: '12',
    name: 'Oliver Thiele',
    excerpt: 'Danke Jana, das war genau der richtige Tipp. Läuft wieder!',
    age: 130,
    due: { left: -124, of: 30, state: 'met', met: -124 },
    by: 'jana',
    part: { unread: false },
  },
  {
    id: '13',
    name: 'Karla Voss',
    excerpt: 'Meine Vertragsnummer schicke ich euch hier',
    age: 140,
    due: { left: 200, of: 240 },
    part: { visibility: 'private', kind: 'message', hasFailedDelivery: true },
    by: 'thomas',
  },
];

const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

/** One row, made like those of the sample inbox. */
export function conversationItem(
  part: Partial<ConversationItem> & { id: string },
  now = NOW,
): ConversationItem {
  return {
    version: 1,
    status: 'open',
    priority: 'normal',
    channel: { id: 'c-masto', name: 'Mastodon', network: 'mastodon' },
    contact: { id: `p-${part.id}`, name: `Kontakt ${part.id}`, handle: null, avatarUrl: null },
    subject: '',
    excerpt: 'Wann geht es wieder?',
    kind: 'mention',
    visibility: 'public',
    assignee: null,
    knows: null,
    team: { id: 't-fest', name: 'Festnetz & Internet' },
    tags: [],
    language: 'de',
    unread: true,
    mentionedAgentIds: [],
    lastCustomerMessageAt: at(-10, now),
    snoozedUntil: null,
    isSpam: false,
    rating: null,
    due: null,
    hasFailedDelivery: false,
    ...part,
  };
}

/** The sample inbox, with times around `now`. */
export function sampleConversations(now = NOW): ConversationItem[] {
  return drafts.map((draft, index) => {
    const source = pick(channels, index);
    const { due } = draft;
    return conversationItem(
      {
        id: draft.id,
        contact: {
          id: `p-${draft.id}`,
          name: draft.name,
          handle: null,
          avatarUrl: index % 3 === 0 ? null : `/media/customer-${draft.id}`,
        },
        channel: { id: source.id, name: source.name, network: source.network },
        excerpt: draft.excerpt,
        lastCustomerMessageAt: at(-draft.age, now),
        assignee: draft.by ? person(draft.by) : null,
        due: due
          ? {
              metric: 'nextResponse',
              at: at(due.left, now),
              startedAt: at(due.left - due.of, now),
              state: due.state ?? 'running',
              ...(due.met === undefined ? {} : { metAt: at(due.left - due.of + 6, now) }),
            }
          : null,
        ...draft.part,
      },
      now,
    );
  });
}

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

export const policies: SlaPolicyItem[] = teams.map(({ id, name }) => ({
  id: `s-${id}`,
  team: { id, name },
  name: 'Standard',
  firstResponseMinutes: 30,
  nextResponseMinutes: 60,
  businessHours: {
    timeZone: 'Europe/Berlin',
    weekly: {
      mon: [['08:00', '20:00']],
      tue: [['08:00', '20:00']],
      wed: [['08:00', '20:00']],
      thu: [['08:00', '20:00']],
      fri: [['08:00', '20:00']],
      sat: [['09:00', '13:00']],
    },
    holidays: ['2026-12-25', '2026-12-26'],
  },
}));

/** The live figures around `now`. */
export function liveReport(now = NOW): LiveReport {
  return {
    at: at(0, now),
    waitingCount: 59,
    longestWaitSince: at(-186, now),
    overTargetCount: 2,
    soonCount: 4,
    teams: teams.map(({ id, name }, index) => ({
      team: { id, name },
      waitingCount: 38 - index * 14,
      longestWaitSince: index === 2 ? null : at(-186 + index * 100, now),
      overTargetCount: index === 0 ? 2 : 0,
      soonCount: 3 - index,
      unassignedCount: 5 - index * 2,
      availableCount: 6 - index,
    })),
    dueNext: sampleConversations(now)
      .filter((item) => item.due && item.due.state !== 'met')
      .slice(0, 8)
      .map((item) => ({
        conversationId: item.id,
        contactName: item.contact.name,
        teamName: item.team.name,
        dueAt: item.due?.at ?? '',
        startedAt: item.due?.startedAt ?? '',
      })),
  };
}
