import { errorStatus, type ErrorCode } from '@visavis/shared/errors';

/**
 * What a service refuses, in the words of the product. The code decides the HTTP status and the sentence on screen; the
 * English message is for people who call the API.
 */
export class DomainError extends Error {
  override name = 'DomainError';

  constructor(
    readonly code: ErrorCode,
    readonly details: Readonly<Record<string, unknown>> = {},
    message: string = code,
  ) {
    super(message);
  }

  get status(): number {
    return errorStatus[this.code];
  }
}
