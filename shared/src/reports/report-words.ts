import type { Locale } from '../api/session.ts';
import type { ReportGroup, ReportRow } from '../api/figures.ts';
import { metric, type MetricId } from './metrics.ts';

/** What stands around the figures of a report, the same on the page, in its file and in its mail. */
export const reportWords = {
  de: {
    groups: {
      team: 'Team',
      channel: 'Kanal',
      kind: 'Art',
      language: 'Sprache',
      tag: 'Tags',
      policy: 'Vorgabe',
      hour: 'Stunde',
    },
    kinds: { mention: 'Erwähnung', comment: 'Kommentar', review: 'Bewertung', message: 'Nachricht' },
    total: 'Gesamt',
    none: 'ohne',
    tooSmall: 'zu klein zum Zeigen',
  },
  en: {
    groups: {
      team: 'Team',
      channel: 'Channel',
      kind: 'Kind',
      language: 'Language',
      tag: 'Tags',
      policy: 'Policy',
      hour: 'Hour',
    },
    kinds: { mention: 'Mention', comment: 'Comment', review: 'Review', message: 'Message' },
    total: 'Total',
    none: 'none',
    tooSmall: 'too small to show',
  },
} as const satisfies Record<Locale, unknown>;

/** What a group is called: by its own name, else by what its key says. */
export function groupName({ key, name }: ReportRow, groupBy: ReportGroup, locale: Locale): string {
  const { kinds, none } = reportWords[locale];
  if (name !== '') return name;
  if (key === '') return none;
  if (groupBy === 'kind' && Object.hasOwn(kinds, key)) return kinds[key as keyof typeof kinds];
  if (groupBy === 'hour') return `${key}:00`;
  return groupBy === 'language' ? languageName(key, locale) : key;
}

/** Whether a figure is missing because too few people stand behind it. */
export function isWithheld(row: ReportRow, id: MetricId): boolean {
  return row.isTooSmall && metric(id).isAboutPeople;
}

/** Languages come as networks and customers name them: what is no language stays as it is. */
function languageName(code: string, locale: Locale): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
