import { DomainError } from '../platform/http/domain-error.ts';

export interface Span {
  startsAt: Date;
  endsAt: Date;
}

const DAY_MS = 86_400_000;
/** What one question about the plan may span. */
const LONGEST_QUESTION_DAYS = 100;

/** @throws DomainError `invalid` for an end that is not after the beginning, or a longer span than `days` */
export function acceptSpan(span: Span, days: number): Span {
  const length = span.endsAt.getTime() - span.startsAt.getTime();
  if (length <= 0) refuse('endsAt', 'must be later than the beginning');
  if (length > days * DAY_MS) refuse('endsAt', `must be within ${days} days of the beginning`);
  return span;
}

/** Of a query `from`, `to`. @throws DomainError `invalid` */
export function acceptQuestion({ from, to }: { from: string; to: string }): Span {
  const startsAt = new Date(from);
  const endsAt = new Date(to);
  if (endsAt <= startsAt) refuse('to', 'must be later than from');
  if (endsAt.getTime() - startsAt.getTime() > LONGEST_QUESTION_DAYS * DAY_MS)
    refuse('to', `must be within ${LONGEST_QUESTION_DAYS} days of from`);
  return { startsAt, endsAt };
}

/** @throws DomainError `invalid` */
export function refuse(field: string, message: string): never {
  throw new DomainError('invalid', { fields: [{ field, message }] }, `${field} ${message}.`);
}
