/**
 * What went wrong on a network, in the words that every connector maps to.
 * What each kind means (try again, park, ask to reconnect) is decided once, in `replies` and `intake`:
 * - `auth` the credentials no longer work; `permission` they work, but not for this
 * - `rateLimited` too fast, `retryAfter` is the network's own reset; `transient` try again later
 * - `unknown` the outcome cannot be read: look on the network before anything is sent again
 * - `duplicate` the network already has it; `gone` the parent is deleted or invisible
 * - `windowClosed` the time for answering is over; `tooLong`; `rejected` refused for another reason
 */
export type ConnectorErrorKind =
  | 'auth'
  | 'permission'
  | 'rateLimited'
  | 'transient'
  | 'unknown'
  | 'duplicate'
  | 'gone'
  | 'windowClosed'
  | 'tooLong'
  | 'rejected';

export class ConnectorError extends Error {
  readonly kind: ConnectorErrorKind;
  /** When the network will take the next call, by its own word. */
  readonly retryAfter: Date | undefined;

  /** @param detail what the network said, short, without secrets; people read it under the sentence for the kind. */
  constructor(
    kind: ConnectorErrorKind,
    detail: string,
    options: { retryAfter?: Date | undefined; cause?: unknown } = {},
  ) {
    super(detail, { cause: options.cause });
    this.name = 'ConnectorError';
    this.kind = kind;
    this.retryAfter = options.retryAfter;
  }
}
