import type {
  ContactHistoryItem,
  ConversationDetail,
  LedgerEntry,
  MessageItem,
} from '@visavis/shared/api/conversations';
import { at, NOW, person } from './sample-data.ts';
import { conversationItem } from './sample-inbox.ts';

const svenja = { id: 'p-svenja', name: 'Svenja Albers', handle: '@svenja_albers', avatarUrl: null };

/** A message of the sample conversation; Svenja's unless the part says another. */
export function messageItem(
  part: Partial<MessageItem> & { id: string },
  minutes = -19,
  now = NOW,
): MessageItem {
  return {
    sequence: 1,
    type: 'inbound',
    visibility: 'public',
    author: { kind: 'customer', id: svenja.id, name: svenja.name, handle: svenja.handle },
    text: 'Wann geht es wieder?',
    language: 'de',
    rating: null,
    media: [],
    postedAt: at(minutes, now),
    receivedAt: at(minutes, now),
    ...part,
  };
}

/** A reply of a colleague that is published. */
export function replyItem(
  part: Partial<MessageItem> & { id: string },
  by = 'mehmet',
  minutes = -10,
): MessageItem {
  const { id, name, avatarUrl } = person(by);
  return messageItem(
    {
      type: 'reply',
      author: { kind: 'agent', id, name, avatarUrl, mark: 'MA' },
      delivery: { state: 'seen', nextAt: null, attempts: 1, error: null },
      ...part,
    },
    minutes,
  );
}

export function ledgerEntry(part: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    metric: 'firstResponse',
    turn: 1,
    policyName: 'Störung',
    calendarName: 'Serviceteam',
    targetMinutes: 15,
    startedAt: at(-35),
    fetchDelaySeconds: 0,
    deadlineAt: at(-20),
    metAt: null,
    breachedAt: null,
    cancelledAt: null,
    cancelReason: null,
    cancelledBy: null,
    noAnswerReason: null,
    cancelNote: null,
    pauses: [],
    pausedAt: null,
    workedMinutes: 0,
    ...part,
  };
}

export function historyItem(
  id: string,
  subject: string,
  days: number,
  by: string | null = 'jana',
): ContactHistoryItem {
  return {
    id,
    subject,
    status: 'closed',
    lastCustomerMessageAt: at(-days * 24 * 60),
    helper: by === null ? null : person(by),
  };
}

/** Svenja's conversation as the API answers it: two posts of hers, one reply and one note between them. */
export function conversationDetail(part: Partial<ConversationDetail> = {}): ConversationDetail {
  return {
    ...conversationItem({
      id: 'c-svenja',
      contact: svenja,
      subject: 'Internet gestört',
      assignee: person('jana'),
    }),
    unread: false,
    sequence: 4,
    messages: [
      messageItem({ id: 'm-1', sequence: 1, text: 'Seit heute früh leuchtet die Lampe rot.' }, -35),
      replyItem(
        { id: 'm-2', sequence: 2, text: 'Ein Verteiler ist gestört.', language: null },
        'mehmet',
        -28,
      ),
      messageItem({ id: 'm-3', sequence: 3, text: 'Danke! Könnt ihr die Tagesflat freischalten?' }, -19),
      messageItem(
        {
          id: 'm-4',
          sequence: 4,
          type: 'note',
          visibility: 'internal',
          author: { kind: 'agent', ...person('sabine') },
          text: '@Jana Svenja kennt dich vom Umzug.',
        },
        -16,
      ),
    ],
    messagesCursor: null,
    events: [],
    participants: [{ contact: svenja, isContact: true, isMuted: false }],
    ledger: [],
    history: [],
    identities: [
      { network: 'mastodon', handle: '@svenja_albers@norden.example', name: svenja.name, profileUrl: null },
    ],
    reply: {
      textLimit: 500,
      measure: {},
      visibilities: ['public', 'private'],
      media: { maxCount: 4, maxBytes: 8_000_000, mimeTypes: ['image/png', 'image/jpeg'], altLimit: 1500 },
      isChannelHealthy: true,
    },
    myDraft: null,
    handOver: null,
    handOvers: [],
    isFollowed: false,
    openAsks: [],
    ...part,
  };
}
