/** Why one post of a batch was not taken. */
export interface Rejection {
  code: 'not-a-post' | 'missing-field' | 'invalid-field' | 'field-too-long';
  /** A sentence for the people who run the source. */
  message: string;
}

/** Thrown while one post is read and caught around it: the others of its batch go on. */
export class RejectedPost extends Error {
  readonly code: Rejection['code'];

  constructor(code: Rejection['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** What a callback may answer; everything else in it is ignored. */
export interface CallbackAnswer {
  externalId?: unknown;
  permalink?: unknown;
  error?: unknown;
  message?: unknown;
}
