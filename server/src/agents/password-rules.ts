import { DomainError } from '../platform/http/domain-error.ts';

export const SHORTEST_PASSWORD = 10;
/** Long enough for every sentence, short enough that hashing it is no attack. */
export const LONGEST_PASSWORD = 200;

/** @throws DomainError `password-weak` with the reason as a word for the screen and a sentence for the caller */
export function assertStrongPassword(password: string, email: string): void {
  const length = [...password].length;
  if (length < SHORTEST_PASSWORD) {
    throw weak(
      'too-short',
      `A password needs at least ${SHORTEST_PASSWORD} characters; this one has ${length}.`,
    );
  }
  if (length > LONGEST_PASSWORD)
    throw weak('too-long', `A password has at most ${LONGEST_PASSWORD} characters.`);
  const plain = password.toLowerCase();
  if (plain === email.toLowerCase() || plain === email.toLowerCase().split('@')[0]) {
    throw weak('is-email', 'The e-mail address is not a password: everybody knows it.');
  }
  if (new Set(plain).size < 4) throw weak('too-simple', 'Use more than three different characters.');
}

function weak(reason: 'too-short' | 'too-long' | 'is-email' | 'too-simple', sentence: string): DomainError {
  return new DomainError(
    'password-weak',
    { reason, minimum: SHORTEST_PASSWORD, maximum: LONGEST_PASSWORD },
    sentence,
  );
}
