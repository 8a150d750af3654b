/**
 * How an organisation writes its customer numbers, as a picture of one rather than a regular expression, so that nobody
 * has to know those and none can be made that hangs: `9` stands for a digit, `A` for a letter, a blank or hyphen for
 * itself and may be left out by whoever types the number. `9999 9999 99` finds `4471 9038 21`, `4471903821` and
 * `4471-9038-21`.
 */
const PICTURE = /^[9A]+(?:[ -][9A]+)*$/;
const SHORTEST = 5;
const LONGEST = 30;

/** Whether text is such a picture, of 5 to 30 characters that are digits or letters, and at least three digits. */
export function isCustomerNumberPattern(text: string): boolean {
  const places = text.replace(/[ -]/g, '');
  if (!PICTURE.test(text) || places.length < SHORTEST || places.length > LONGEST) return false;
  return places.replaceAll('A', '').length >= 3;
}

/**
 * The expression that finds such numbers in text, global and with Unicode. Linear in time: no part of it repeats
 * without bounds. The number must not touch other letters or digits.
 *
 * @throws RangeError when `pattern` is none, see `isCustomerNumberPattern`
 */
export function customerNumberExpression(pattern: string): RegExp {
  if (!isCustomerNumberPattern(pattern)) throw new RangeError('This is not a picture of a customer number.');
  const parts = [...pattern].map((place) =>
    place === '9' ? '\\p{Nd}' : place === 'A' ? '\\p{L}' : '[ \\u00a0-]?',
  );
  return new RegExp(`(?<![\\p{L}\\p{Nd}])${parts.join('')}(?![\\p{L}\\p{Nd}])`, 'gu');
}
