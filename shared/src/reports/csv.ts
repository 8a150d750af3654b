/** A cell: text is guarded, numbers are written as the reader's office program reads them, null stays empty. */
export type CsvCell = string | number | null;

/** What a spreadsheet takes for the beginning of a formula. */
const FORMULA = /^[\s\u200b\ufeff]*[=+\-@\t\r＝＋－＠]/u;

/**
 * Rows as a CSV file: with a byte order mark, so that office programs read umlauts, lines ended by CR LF, and `;` with a
 * decimal comma for German readers. Text that a program would run as a formula gets an apostrophe in front.
 */
export function toCsv(rows: readonly (readonly CsvCell[])[], locale: 'de' | 'en'): string {
  const separator = locale === 'de' ? ';' : ',';
  const lines = rows.map((row) => row.map((cell) => cellOf(cell, locale)).join(separator));
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

function cellOf(cell: CsvCell, locale: 'de' | 'en'): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return locale === 'de' ? String(cell).replace('.', ',') : String(cell);
  const guarded = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[";,\r\n\t']/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
