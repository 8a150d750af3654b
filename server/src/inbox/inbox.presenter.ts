import type { ConnectorManifest } from '@visavis/shared/api/channels';
import type {
  ContactRef,
  ConversationDetail,
  ConversationEvent,
  ConversationItem,
  DueClock,
  LedgerEntry,
  MessageVisibility,
  PersonRef,
} from '@visavis/shared/api/conversations';
import type { IsoInstant } from '@visavis/shared/api/page';
import { windowClosesAt } from '@visavis/shared/replies/reply-window';
import { workedMinutes } from '@visavis/shared/sla/clock-run';
import { workTime } from '@visavis/shared/sla/work-time';
import { facePath } from '../agents/face-path.ts';
import type { ConnectorRegistry } from '../connectors/connector.registry.ts';
import { toPauses } from '../sla/stored-pause.ts';
import { keptHours } from './kept-hours.ts';
import type { ActivityRow, ContactRow, DetailRow, ItemRow, LedgerRow, PersonRow } from './inbox.types.ts';

const FACE = 64;

export function presentPerson({ id, name, faceVersion }: PersonRow): PersonRef {
  return { id, name, avatarUrl: facePath(id, faceVersion, FACE) };
}

const personOrNull = (row: PersonRow | null): PersonRef | null => (row === null ? null : presentPerson(row));

function presentContact({ id, name, handle, avatarMediaId }: ContactRow): ContactRef {
  return { id, name, handle, avatarUrl: avatarMediaId === null ? null : `/media/${avatarMediaId}` };
}

/** The open clock, else the last one met. A deadline that passed is breached whether or not anybody noticed yet. */
function presentDue(row: ItemRow, now: Date): DueClock | null {
  const { dueMetric, dueStartedAt, dueWarnAt, dueMetAt, duePausedAt, dueTerms } = row;
  const deadlineAt = duePausedAt === null ? row.dueAt : row.dueFrozenAt;
  if (deadlineAt === null || dueMetric === null || dueStartedAt === null) return null;
  const times = { deadlineAt, metAt: dueMetAt, pausedAt: duePausedAt };
  const work = dueTerms && workTime({ ...dueTerms, hours: keptHours(dueTerms.hours), ...times }, now);
  const clock = {
    metric: dueMetric,
    at: deadlineAt.toISOString(),
    startedAt: dueStartedAt.toISOString(),
    ...(work && { work }),
  };
  if (duePausedAt !== null) return { ...clock, state: 'paused', pausedAt: duePausedAt.toISOString() };
  if (dueMetAt !== null) return { ...clock, state: 'met', metAt: dueMetAt.toISOString() };
  if (deadlineAt <= now) return { ...clock, state: 'breached' };
  const soonAt = dueWarnAt === null ? {} : { soonAt: dueWarnAt.toISOString() };
  return { ...clock, ...soonAt, state: dueWarnAt !== null && dueWarnAt <= now ? 'soon' : 'running' };
}

/** What a row needs to know of its network. */
export type Networks = Pick<ConnectorRegistry, 'has' | 'get'>;

export function presentItem(row: ItemRow, networks: Networks, now: Date): ConversationItem {
  const { network } = row.channel;
  const closesAt = networks.has(network) ? windowClosesAt(networks.get(network).manifest, row) : null;
  return {
    id: row.id,
    version: row.version,
    status: row.status,
    priority: row.priority,
    channel: row.channel,
    contact: presentContact(row.contact),
    subject: row.subject,
    excerpt: row.excerpt,
    kind: row.kind,
    visibility: row.visibility,
    assignee: personOrNull(row.assignee),
    knows: personOrNull(row.knows),
    team: row.team,
    tags: row.tags,
    language: row.language,
    unread: row.unread,
    mentionedAgentIds: row.mentionedAgentIds,
    lastCustomerMessageAt: row.lastCustomerMessageAt.toISOString(),
    snoozedUntil: row.snoozedUntil?.toISOString() ?? null,
    isSpam: row.isSpam,
    rating: row.rating,
    due: presentDue(row, now),
    windowClosesAt: closesAt?.toISOString() ?? null,
    isUnanswered: row.isUnanswered,
    hasFailedDelivery: row.hasFailedDelivery,
    stuck: row.stuck,
  };
}

const instant = (text: string): IsoInstant => new Date(text).toISOString();
const instantOrNull = (text: string | null): IsoInstant | null => (text === null ? null : instant(text));

export function presentActivity(
  { events, ledger }: ActivityRow,
  now: Date,
): {
  events: ConversationEvent[];
  ledger: LedgerEntry[];
} {
  return {
    events: events.map(({ id, type, data, actor, at }) => ({
      id,
      type,
      actor: personOrNull(actor),
      data,
      at: instant(at),
    })),
    ledger: ledger.map((entry) => presentLedgerEntry(entry, now)),
  };
}

function presentLedgerEntry(entry: LedgerRow, now: Date): LedgerEntry {
  const { metric, turn, policyName, calendarName, targetMinutes, cancelReason, noAnswerReason, cancelNote } =
    entry;
  return {
    metric,
    turn,
    policyName,
    calendarName,
    targetMinutes,
    startedAt: instant(entry.startedAt),
    fetchDelaySeconds: entry.fetchDelayMs / 1000,
    deadlineAt: instantOrNull(entry.deadlineAt),
    metAt: instantOrNull(entry.metAt),
    breachedAt: instantOrNull(entry.breachedAt),
    cancelledAt: instantOrNull(entry.cancelledAt),
    cancelReason,
    cancelledBy: personOrNull(entry.cancelledBy),
    noAnswerReason,
    cancelNote,
    pauses: entry.pauses.map(({ from, to, reason }) => ({
      from: instant(from),
      to: instantOrNull(to),
      reason,
    })),
    pausedAt: instantOrNull(entry.pausedAt),
    workedMinutes: workedOf(entry, now),
    ...workOf(entry, now),
  };
}

/** What a clock that is not over has left, as a row of the inbox has it. */
function workOf(entry: LedgerRow, now: Date): Pick<LedgerEntry, 'work'> {
  const { hours, targetMinutes, deadlineAt, metAt, cancelledAt, pausedAt } = entry;
  if (deadlineAt === null || metAt !== null || cancelledAt !== null) return {};
  const times = { deadlineAt: new Date(deadlineAt), pausedAt: pausedAt === null ? null : new Date(pausedAt) };
  const work = workTime({ hours, targetMinutes, ...times }, now);
  return work === undefined ? {} : { work };
}

/** By the calendar that the clock was started with, whatever has become of it since. */
function workedOf(entry: LedgerRow, now: Date): number {
  const end = entry.metAt ?? entry.cancelledAt;
  const terms = {
    hours: entry.hours,
    startedAt: new Date(entry.startedAt),
    pauses: toPauses(entry.pauses),
  };
  return workedMinutes(terms, end === null ? now : new Date(end));
}

type OfMessages = 'messages' | 'messagesCursor' | 'openAsks';
type OfHandOvers = 'handOver' | 'handOvers';

/** Everything but the messages and the hand-overs. */
export function presentDetail(
  row: DetailRow,
  networks: Networks,
  now: Date,
): Omit<ConversationDetail, OfMessages | OfHandOvers> {
  const { draft } = row;
  return {
    ...presentItem(row, networks, now),
    sequence: row.sequence,
    ...presentActivity(row, now),
    participants: row.participants.map(({ contact, isContact, isMuted }) => ({
      contact: presentContact(contact),
      isContact,
      isMuted,
    })),
    history: row.history.map(({ helper, lastCustomerMessageAt, ...rest }) => ({
      ...rest,
      lastCustomerMessageAt: instant(lastCustomerMessageAt),
      helper: personOrNull(helper),
    })),
    identities: row.identities,
    isFollowed: row.isFollowed,
    reply: presentReply(row, networks.get(row.channel.network).manifest),
    myDraft: draft === null ? null : { ...draft, updatedAt: instant(draft.updatedAt) },
  };
}

/** What the composer may offer; sending checks each of these again. */
function presentReply(row: DetailRow, manifest: ConnectorManifest): ConversationDetail['reply'] {
  const { capabilities } = manifest;
  const takes: readonly MessageVisibility[] =
    row.visibility === 'private' ? ['private'] : ['public', 'private'];
  return {
    textLimit: row.textLimit ?? manifest.textLimit,
    measure: row.measure,
    visibilities: takes.filter((visibility) => capabilities.includes(`reply-${visibility}`)),
    media: capabilities.includes('media') ? manifest.media : null,
    isChannelHealthy: row.healthState !== 'paused' && row.healthState !== 'reconnect',
  };
}
