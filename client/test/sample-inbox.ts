import type { ConversationItem } from '@visavis/shared/api/conversations';
import type { LiveReport } from '@visavis/shared/api/reports';
import { at, channels, NOW, person, teams } from './sample-data.ts';

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
    windowClosesAt: null,
    isUnanswered: false,
    hasFailedDelivery: false,
    stuck: null,
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

/** The live figures around `now`. */
export function liveReport(now = NOW): LiveReport {
  return {
    at: at(0, now),
    waitingCount: 59,
    longestWaitSince: at(-186, now),
    overTargetCount: 2,
    soonCount: 4,
    quarterCount: 4,
    dayEndsAt: at(600, now),
    teams: teams.map(({ id, name }, index) => ({
      team: { id, name },
      waitingCount: 38 - index * 14,
      longestWaitSince: index === 2 ? null : at(-186 + index * 100, now),
      overTargetCount: index === 0 ? 2 : 0,
      soonCount: 3 - index,
      unassignedCount: 5 - index * 2,
      availableCount: 6 - index,
      capacity: 60 - index * 12,
      openCount: 54 - index * 18,
      today:
        index === 2
          ? null
          : { dueCount: 40, onTimeCount: 38, answeredCount: 31, medianSeconds: 252, p90Seconds: 820 },
    })),
    dueNext: sampleConversations(now)
      .filter((item) => item.due && item.due.state !== 'met')
      .slice(0, 8)
      .map((item) => ({
        conversationId: item.id,
        contactName: item.contact.name,
        teamName: item.team.name,
        channel: { id: item.channel.id, name: item.channel.name, network: item.channel.network },
        assignee: item.assignee,
        dueAt: item.due?.at ?? '',
        startedAt: item.due?.startedAt ?? '',
        soonAt: item.due?.soonAt ?? null,
      })),
    today: {
      isTooSmall: false,
      goalPercent: 90,
      dueCount: 655,
      onTimeCount: 612,
      answeredCount: 480,
      medianSeconds: 252,
      p90Seconds: 820,
      promised: { medianSeconds: 600, p90Seconds: 900 },
      yesterday: { dueCount: 700, onTimeCount: 659 },
      byHour: [
        { hour: 8, dueCount: 120, onTimeCount: 117 },
        { hour: 9, dueCount: 655, onTimeCount: 612 },
      ],
    },
    backlog: {
      at: [at(-60, now), at(-30, now), at(0, now)],
      byState: [
        { state: 'open', counts: [40, 52, 59] },
        { state: 'new', counts: [20, 30, 37] },
        { state: 'waiting', counts: [10, 20, 22] },
      ],
      byChannel: [
        { channel: { id: 'channel-1', name: 'Marktplatz', network: 'mastodon' }, counts: [50, 70, 80] },
        { channel: null, counts: [20, 32, 38] },
      ],
    },
    arrivals: [
      { days: 7, cells: [{ weekday: 0, hour: 9, count: 11, dueCount: 10, onTimeCount: 10 }] },
      {
        days: 28,
        cells: [
          { weekday: 0, hour: 9, count: 40, dueCount: 38, onTimeCount: 30 },
          { weekday: 4, hour: 18, count: 12, dueCount: 12, onTimeCount: 12 },
        ],
      },
    ],
    rush: null,
    troubles: [],
    late: [
      {
        conversationId: 'late-1',
        contactName: 'Nils Ehlers',
        channel: { id: 'channel-1', name: 'Marktplatz', network: 'mastodon' },
        teamName: 'Mobilfunk',
        deadlineAt: at(-20, now),
        answeredAt: at(-17, now),
        endedAt: null,
        why: ['handedOver'],
      },
    ],
    channels: [
      {
        channel: { id: 'channel-1', name: 'Marktplatz', network: 'mastodon' },
        state: 'healthy',
        since: at(-600, now),
        lagSeconds: 2,
      },
    ],
  };
}
