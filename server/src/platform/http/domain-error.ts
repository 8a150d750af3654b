import { errorStatus, type ErrorCode } from '@visavis/shared/errors';

/** For refusals that mean the same wherever they are made. */
const SENTENCES: Partial<Record<ErrorCode, string>> = {
  malformed: 'The request cannot be read.',
  unauthenticated: 'Sign in first.',
  forbidden: 'Your role or your teams do not allow this.',
  'scope-missing': 'The API token lacks the scope for this.',
  'not-found': 'There is nothing at this address.',
  conflict: 'Something else is in the way of this.',
  'parent-gone': 'The message that was to be answered is not there any more.',
  'too-many-requests': 'Too many requests; come back later.',
};

/**
 * What a service refuses, in the words of the product. The code decides the HTTP status and the sentence on screen; the
 * English message is for people who call the API.
 */
export class DomainError extends Error {
  override name = 'DomainError';

  constructor(
    readonly code: ErrorCode,
    readonly details: Readonly<Record<string, unknown>> = {},
    message: string = SENTENCES[code] ?? code,
  ) {
    super(message);
  }

  get status(): number {
    return errorStatus[this.code];
  }
}
