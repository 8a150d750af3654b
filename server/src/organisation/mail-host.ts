import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';

const LONGEST_NAME = 253;
const NAME = /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?$/;

/**
 * A host as an administrator writes it, in the form that is resolved: `Mail.Brückenfunk.example.` is
 * `mail.xn--brckenfunk-beb.example`, `[::1]` is `::1`. Null for what is none: an address with a scheme, a port, a user
 * or a path, or anything that could end a line.
 */
export function mailHost(given: string): string | null {
  const text = given.trim().replace(/\.$/, '');
  const literal = text.replace(/^\[(.*)\]$/, '$1');
  if (isIP(literal) !== 0) return literal.includes('%') ? null : literal.toLowerCase();
  if (!/^[\p{L}\p{N}\p{M}._-]+$/u.test(text)) return null;
  const name = domainToASCII(text);
  return name.length <= LONGEST_NAME && NAME.test(name) ? name : null;
}
