import type { Permitted } from '@visavis/shared/permissions';

/** The agent behind a request or a socket, as a session or an API token makes them known. */
export interface SignedInAgent extends Permitted {
  readonly agentId: string;
  /** The id of the session, or of the API token. */
  readonly sessionId: string;
  /** A program with an API token: it acts in the agent's name and has no voice of its own, so it writes nothing. */
  readonly isProgram?: true;
}

/** Tells who a session cookie belongs to; the module that owns sessions provides it. */
export abstract class SessionAuthenticator {
  /** @returns null for a missing, unknown, ended or revoked session */
  abstract authenticate(cookieHeader: string | undefined): Promise<SignedInAgent | null>;
}
