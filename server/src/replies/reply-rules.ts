import type { ChannelHealthState, ConnectorManifest } from '@visavis/shared/api/channels';
import type { MessageVisibility } from '@visavis/shared/api/conversations';
import type { SendWarning } from '@visavis/shared/api/replies';
import type { MeasuredText } from '@visavis/shared/text/measure-text';
import type { PersonalDataFinding } from '@visavis/shared/text/personal-data';
import type { ReplyTarget } from '../conversations/written-replies.repository.ts';
import type { MediaDescription } from '../media/media.types.ts';
import { DomainError } from '../platform/http/domain-error.ts';

/** Everything that decides whether a reply may go out. */
export interface ReplyCandidate {
  agentId: string;
  conversationId: string;
  target: ReplyTarget | null;
  visibility: MessageVisibility;
  /** As the agent typed it. */
  typedText: string;
  measured: MeasuredText;
  findings: readonly PersonalDataFinding[];
  acknowledged: readonly SendWarning[];
  mediaIds: readonly string[];
  media: ReadonlyMap<
    string,
    Pick<MediaDescription, 'kind' | 'state' | 'mimeType' | 'bytes' | 'alt' | 'ownerAgentId'>
  >;
  manifest: Pick<ConnectorManifest, 'name' | 'capabilities' | 'media'>;
  /** When the network stops to take answers; null where it never does. */
  windowClosesAt: Date | null;
  /** When it would leave at the earliest. */
  sendsAt: Date;
  health: { state: ChannelHealthState; reason: string | null; since: Date };
}

/** A candidate whose target is one that can be answered. */
export type AnswerableTarget = ReplyTarget & {
  externalId: string;
  visibility: MessageVisibility;
  author: NonNullable<ReplyTarget['author']>;
};

/**
 * The rules of sending, in the order in which they are told. Pure.
 *
 * @returns the message to answer, now known to be one that can be
 * @throws DomainError of 422, with details for the composer
 */
export function checkReply(candidate: ReplyCandidate): AnswerableTarget {
  const target = checkTarget(candidate);
  checkVisibility(candidate, target);
  checkWindow(candidate);
  checkMedia(candidate);
  checkText(candidate);
  checkHealth(candidate.health);
  return target;
}

function checkTarget({ target, conversationId }: ReplyCandidate): AnswerableTarget {
  const isAnswerable =
    target !== null && target.conversationId === conversationId && target.type === 'inbound' && !target.isOwn;
  if (
    !isAnswerable ||
    target.externalId === null ||
    target.author === null ||
    target.visibility === 'internal'
  ) {
    const field = {
      field: 'inReplyToMessageId',
      message: 'is not a message of a customer in this conversation',
    };
    throw new DomainError('invalid', { fields: [field] }, `${field.field} ${field.message}.`);
  }
  if (target.deletedAt !== null) {
    const details = { messageId: target.messageId, deletedAt: target.deletedAt.toISOString() };
    throw new DomainError('parent-gone', details, 'The message was deleted on the network.');
  }
  return target as AnswerableTarget;
}

/** What somebody wrote in private is never answered in public, whatever else the conversation holds. */
function checkVisibility({ visibility, manifest }: ReplyCandidate, target: AnswerableTarget): void {
  if (visibility === 'public' && target.visibility === 'private') {
    const details = { visibility, allowed: 'private' };
    throw new DomainError('visibility-wider', details, 'A private message is answered in private only.');
  }
  const capability = visibility === 'public' ? 'reply-public' : 'reply-private';
  if (!manifest.capabilities.includes(capability)) {
    throw new DomainError(
      'capability-missing',
      { capability },
      `${manifest.name} takes no ${visibility} replies.`,
    );
  }
}

/** Told before anything is sent: a reply that would leave after the end would only come back. */
function checkWindow({ windowClosesAt, sendsAt, manifest }: ReplyCandidate): void {
  if (windowClosesAt === null || sendsAt < windowClosesAt) return;
  const details = { closesAt: windowClosesAt.toISOString() };
  throw new DomainError(
    'window-closed',
    details,
    `${manifest.name} takes answers until ${details.closesAt}, unless the customer writes again.`,
  );
}

function checkMedia({ agentId, mediaIds, media, manifest }: ReplyCandidate): void {
  if (mediaIds.length === 0) return;
  const rules = manifest.media;
  if (rules === null || !manifest.capabilities.includes('media')) {
    throw new DomainError(
      'capability-missing',
      { capability: 'media' },
      `${manifest.name} takes no pictures.`,
    );
  }
  const { maxCount } = rules;
  if (mediaIds.length > maxCount) refuseMedia({ reason: 'count', count: mediaIds.length, maxCount });
  for (const mediaId of mediaIds) {
    const picture = media.get(mediaId);
    // Only what the agent uploaded: a customer's picture is not ours to publish, nor what a colleague showed somebody else.
    if (picture?.kind !== 'upload' || picture.state !== 'ready' || picture.ownerAgentId !== agentId)
      return refuseMedia({ reason: 'missing', mediaId });
    const { mimeType, bytes, alt } = picture;
    if (mimeType === null || !rules.mimeTypes.includes(mimeType)) {
      refuseMedia({ reason: 'kind', mediaId, mimeType, mimeTypes: rules.mimeTypes });
    }
    if ((bytes ?? 0) > rules.maxBytes)
      refuseMedia({ reason: 'size', mediaId, bytes, maxBytes: rules.maxBytes });
    if (alt.trim() === '')
      throw new DomainError('alt-missing', { mediaId }, 'A picture needs a description.');
    if (alt.length > rules.altLimit)
      refuseMedia({ reason: 'alt-length', mediaId, length: alt.length, limit: rules.altLimit });
  }
}

function refuseMedia(details: Record<string, unknown>): void {
  throw new DomainError('media-rejected', details, `A picture cannot go out: ${String(details['reason'])}.`);
}

function checkText({
  typedText,
  mediaIds,
  measured,
  visibility,
  findings,
  acknowledged,
}: ReplyCandidate): void {
  if (typedText.trim() === '' && mediaIds.length === 0) {
    throw new DomainError(
      'invalid',
      { fields: [{ field: 'text', message: 'is empty' }] },
      'The reply has no text.',
    );
  }
  if (!measured.fits) {
    const { length, limit, bytes, byteLimit } = measured;
    const over = Math.max(0, length - (limit ?? length));
    const inBytes = bytes === undefined || byteLimit === undefined ? {} : { bytes, byteLimit };
    throw new DomainError(
      'too-long',
      { length, limit, over, ...inBytes },
      `The reply is ${length} long; ${limit} are allowed.`,
    );
  }
  if (visibility === 'public' && findings.length > 0 && !acknowledged.includes('personal-data')) {
    throw new DomainError('personal-data', { findings }, 'The reply would make personal data public.');
  }
}

/** @throws DomainError `channel-unhealthy` while nothing can go out */
export function checkHealth(health: ReplyCandidate['health']): void {
  if (health.state !== 'paused' && health.state !== 'reconnect') return;
  const details = { state: health.state, reason: health.reason, since: health.since.toISOString() };
  const what = health.state === 'paused' ? 'is paused' : 'has to be connected again';
  throw new DomainError('channel-unhealthy', details, `The channel ${what}.`);
}
