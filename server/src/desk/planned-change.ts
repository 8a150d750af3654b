import type { PatchConversationRequest } from '@visavis/shared/api/conversations';
import {
  causeOfStatusSetByHand,
  type ConversationStatus,
  type StatusCause,
} from '@visavis/shared/conversations/conversation-status';
import { DomainError } from '../platform/http/domain-error.ts';

/** What a request wants done about status and snooze; null to leave both alone. */
export type StatusChange =
  | { kind: 'snooze'; until: Date | null; isForCustomer: boolean }
  | { kind: 'move'; cause: Exclude<StatusCause, 'snooze'> }
  | null;

interface Current {
  status: ConversationStatus;
  replyCount: number;
}

/**
 * Reads status and snooze of a request together: an instant alone snoozes, the status `snoozed` without an instant
 * snoozes until the customer writes, and any other status ends a snooze.
 *
 * @throws DomainError `invalid` for an instant that has passed, an instant beside another status, or `new` after a reply
 */
export function statusChange(
  request: Pick<
    PatchConversationRequest,
    'status' | 'takesBack' | 'snoozedUntil' | 'isSnoozedForCustomer' | 'noAnswerNeeded'
  >,
  current: Current,
  now: Date,
): StatusChange {
  if (request.takesBack === true) return reopening(request, current, now);
  const { status, snoozedUntil } = request;
  const until = snoozedUntil === null || snoozedUntil === undefined ? null : new Date(snoozedUntil);
  if (until !== null && status !== undefined && status !== 'snoozed') {
    throw refusal('snoozedUntil', 'An instant to wake up goes with the status snoozed only.');
  }
  if (until !== null && until <= now) throw refusal('snoozedUntil', 'That instant has passed.');
  if (request.noAnswerNeeded !== undefined && status !== 'closed')
    throw refusal('noAnswerNeeded', 'Why nothing was answered goes with the status closed only.');
  const isForCustomer = request.isSnoozedForCustomer === true;
  if (until !== null || status === 'snoozed') return { kind: 'snooze', until, isForCustomer };
  if (isForCustomer) throw refusal('isSnoozedForCustomer', 'Whom a snooze is for goes with a snooze only.');
  if (status !== undefined)
    return status === current.status ? null : { kind: 'move', cause: causeOf(status, current) };
  return snoozedUntil === null && current.status === 'snoozed'
    ? { kind: 'snooze', until: null, isForCustomer: false }
    : null;
}

/**
 * A closing that cannot be taken back any more is reopened: to where it stood if that is still possible, and never refused.
 * Where it is not closed any more, somebody else has seen to it.
 */
function reopening(
  {
    status,
    snoozedUntil = null,
    isSnoozedForCustomer = false,
  }: Pick<PatchConversationRequest, 'status' | 'snoozedUntil' | 'isSnoozedForCustomer'>,
  current: Current,
  now: Date,
): StatusChange {
  if (current.status !== 'closed' || status === undefined || status === 'closed') return null;
  const until = snoozedUntil === null ? null : new Date(snoozedUntil);
  if (status === 'snoozed' && (until === null || until > now))
    return { kind: 'snooze', until, isForCustomer: isSnoozedForCustomer };
  if (status === 'new' && current.replyCount === 0) return { kind: 'move', cause: 'takeBack' };
  return { kind: 'move', cause: status === 'waiting' ? 'wait' : 'reopen' };
}

/** `new` is where nobody can put a conversation, but whoever closed or snoozed a new one may take that back. */
function causeOf(status: ConversationStatus, current: Current): Exclude<StatusCause, 'snooze'> {
  if (status === 'new' && current.replyCount === 0) return 'takeBack';
  const cause = causeOfStatusSetByHand(status);
  if (cause === null || cause === 'snooze') {
    throw refusal('status', 'A conversation that was answered cannot be new again.');
  }
  return cause;
}

function refusal(field: string, message: string): DomainError {
  return new DomainError('invalid', { fields: [{ field, message }] }, message);
}
