import { EmbeddedPostgresError } from '../database/embedded-postgres-command.ts';
import { errorCode } from '../error-code.ts';

/** Why the product cannot start, as one sentence. */
export class StartError extends Error {
  override name = 'StartError';
}

const DATABASE_CODES: Readonly<Record<string, string>> = {
  '28P01': 'the password is wrong',
  '28000': 'the user may not log in',
  '3D000': 'that database does not exist',
  '42501': 'the user lacks the right to set it up',
};
const AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ETIMEDOUT',
  '57P03',
]);

/** Turns the faults that a start commonly meets into sentences; anything else stays as it is. */
export function asStartError(error: unknown, port: number, host: string): unknown {
  if (error instanceof EmbeddedPostgresError) return new StartError(error.message, { cause: error });
  const known = errorCode(error);
  if (known === 'EADDRINUSE')
    return new StartError(
      `Port ${port} of ${host} is in use: stop what listens there, or set another PORT.`,
      { cause: error },
    );
  if (known === 'EACCES')
    return new StartError(`Port ${port} of ${host} is not ours to use: set a PORT above 1023.`, {
      cause: error,
    });
  if (known === 'EADDRNOTAVAIL')
    return new StartError(`This machine has no address ${host}: set another HOST.`, { cause: error });
  const reason = DATABASE_CODES[known];
  if (reason !== undefined)
    return new StartError(`The database refuses DATABASE_URL: ${reason}.`, { cause: error });
  if (AWAY.has(known))
    return new StartError(
      'The database at DATABASE_URL does not answer: is it running, and is the address right?',
      { cause: error },
    );
  return error;
}
