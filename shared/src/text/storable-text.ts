/** Half a surrogate pair: with the u flag, a whole pair is another character. */
const halfPair = /\p{Surrogate}/gu;

/**
 * A text as it can be stored and sent: everything verbatim, other control characters included, but for the two things
 * that no UTF-8 and no PostgreSQL text can hold. NUL is taken out, half a surrogate pair becomes U+FFFD.
 */
export function storableText(text: string): string {
  return text.replaceAll('\0', '').replace(halfPair, '\ufffd');
}
