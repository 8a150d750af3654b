/**
 * Everything a person or a program can be told to have gone wrong, with the HTTP status it travels under. The client
 * has a sentence for each code in each language; whoever adds one adds the sentences.
 */
export const errorStatus = {
  /** Not JSON, or not of the shape that the API documents; `details.fields` says where. */
  malformed: 400,

  /** Nobody is signed in, or the session ended. */
  unauthenticated: 401,
  /** E-mail address or password is wrong; which of both is never said. */
  'invalid-credentials': 401,
  /** The account has a second factor, and the code for it is missing or wrong. */
  'second-factor-required': 401,
  /** A call at a hook was not signed by the network it claims to come from. */
  'signature-invalid': 401,

  /** Signed in, but not allowed to do this. */
  forbidden: 403,
  /** An unsafe call from a page that is not ours. */
  'origin-refused': 403,
  /** The API token lacks the scope for this. */
  'scope-missing': 403,

  'not-found': 404,
  'method-not-allowed': 405,

  /** It changed meanwhile; `details` carries the present state. */
  'version-conflict': 409,
  /** A colleague was faster; `details.agent` says who. */
  'already-claimed': 409,
  /** Newer messages arrived than the composer had seen; `details` is a `ThreadMovedDetails`. */
  'thread-moved': 409,
  /** The same idempotency key was used for something else before. */
  'idempotency-mismatch': 409,
  /** The reply has left the undo window. */
  'undo-too-late': 409,
  /** A delivery that is not in a state for this: a retry of what was sent, an edit of what is being sent. */
  'delivery-state': 409,
  /** The organisation exists already. */
  'already-set-up': 409,
  /** Something of this name or address exists, or it is still in use. */
  conflict: 409,

  /** A link to set a password, or the setup token, was used or is too old. */
  'link-expired': 410,

  'payload-too-large': 413,
  'unsupported-media-type': 415,

  /** Well formed but refused; `details.fields` says which field and why. */
  invalid: 422,
  /** Longer than the network takes, signature and link included; `details` has length and limit. */
  'too-long': 422,
  /** Personal data would become public; `details.findings` are those of the privacy scan. */
  'personal-data': 422,
  /** A public answer to something private. */
  'visibility-wider': 422,
  /** The network no longer lets us answer this. */
  'window-closed': 422,
  /** The message that was to be answered is gone from the network. */
  'parent-gone': 422,
  /** The channel is paused or has to be connected again; `details.reason` says why. */
  'channel-unhealthy': 422,
  /** The network cannot do this at all, such as editing a reply. */
  'capability-missing': 422,
  /** A picture that cannot be read, is too large, or is of a kind the network does not take. */
  'media-rejected': 422,
  /** An image without a description. */
  'alt-missing': 422,
  /** An address that leads into a network we must not call. */
  'address-refused': 422,
  /** More posts at once than one call may carry. */
  'batch-too-large': 422,
  /** Too short, or the same as the e-mail address. */
  'password-weak': 422,

  /** `Retry-After` says when to come back. */
  'too-many-requests': 429,

  /** Our fault; the request id beside it finds the cause in the logs. */
  internal: 500,
  /** Database or queue is away; the same call may be made again. */
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof errorStatus;
