import type { Locale } from '@visavis/shared/api/session';

/** What is known of a conversation that changes hands and of which nobody could say more. */
export interface SummaryFacts {
  subject: string;
  contactName: string;
  /** Since when the customer waits for an answer; null when it is not our turn. */
  waitsSince: Date | null;
  replyCount: number;
  /** Who answered last; null when nobody did. */
  lastHelperName: string | null;
}

/** One paragraph out of facts alone, in the language and on the clock of the house. */
export function handOverSummary(
  facts: SummaryFacts,
  { locale, timeZone }: { locale: Locale; timeZone: string },
): string {
  const { subject, contactName, waitsSince, replyCount, lastHelperName } = facts;
  const at = waitsSince === null ? null : moment(waitsSince, locale, timeZone);
  const parts =
    locale === 'de'
      ? [
          subject === '' ? `${contactName} hat geschrieben.` : `${contactName}: „${subject}“.`,
          at === null ? 'Niemand wartet auf uns.' : `Wartet seit ${at}.`,
          replyCount === 0
            ? 'Noch keine Antwort.'
            : `${replyCount === 1 ? 'Eine Antwort' : `${replyCount} Antworten`} bisher${lastHelperName === null ? '' : `, zuletzt von ${lastHelperName}`}.`,
        ]
      : [
          subject === '' ? `${contactName} has written.` : `${contactName}: “${subject}”.`,
          at === null ? 'Nobody is waiting for us.' : `Waiting since ${at}.`,
          replyCount === 0
            ? 'No answer yet.'
            : `${replyCount === 1 ? 'One answer' : `${replyCount} answers`} so far${lastHelperName === null ? '' : `, the last by ${lastHelperName}`}.`,
        ];
  return parts.join(' ');
}

function moment(at: Date, locale: Locale, timeZone: string): string {
  const format = new Intl.DateTimeFormat(locale === 'de' ? 'de-DE' : 'en-GB', {
    timeZone,
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return format.format(at);
}
