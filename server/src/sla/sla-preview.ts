import type { SlaPreviewAnswer, SlaPreviewRequest } from '@visavis/shared/api/sla';
import { addBusinessMinutes, businessMinutesBetween, type Pause } from '@visavis/shared/sla/business-time';
import { DomainError } from '../platform/http/domain-error.ts';
import { acceptBusinessHours } from './accept-business-hours.ts';

/**
 * Answers `minutes` with the instant at which they are used up (null when the calendar never opens long enough), and
 * `until` with the open minutes up to then.
 *
 * @throws DomainError `invalid` for faulty hours, a negative target, a pause that ends before it begins, or both or
 *   none of `minutes` and `until`
 */
export function previewSla(request: SlaPreviewRequest): SlaPreviewAnswer {
  const { minutes, until } = request;
  const hours = acceptBusinessHours(request.businessHours);
  const startedAt = new Date(request.startedAt);
  const pauses = (request.pauses ?? []).map(acceptPause);
  if (isGiven(minutes) === isGiven(until)) {
    throw refusal('minutes', 'Give either minutes or until, and not both.');
  }
  if (isGiven(until))
    return { workingMinutes: businessMinutesBetween(hours, startedAt, new Date(until), pauses) };
  if (!isGiven(minutes) || minutes < 0) throw refusal('minutes', 'minutes must be 0 or more.');
  return { dueAt: addBusinessMinutes(hours, startedAt, minutes, pauses)?.toISOString() ?? null };
}

function acceptPause({ from, to }: { from: string; to?: string }, index: number): Pause {
  const pause = { from: new Date(from), to: isGiven(to) ? new Date(to) : null };
  if (pause.to !== null && pause.to < pause.from) {
    throw refusal(`pauses.${index}.to`, 'A pause must not end before it begins.');
  }
  return pause;
}

/** Absent and null mean the same to whoever calls the API. */
function isGiven<T>(value: T | null | undefined): value is T {
  return value !== undefined && value !== null;
}

function refusal(field: string, message: string): DomainError {
  return new DomainError('invalid', { fields: [{ field, message }] }, message);
}
