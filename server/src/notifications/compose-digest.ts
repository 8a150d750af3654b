import { noticeKinds } from '@visavis/shared/api/notices';
import { digestWords } from './digest-words.ts';
import type { NoticeRow } from './notification.types.ts';

/** More than anybody reads in a letter. */
const MOST_LINES = 20;

export interface DigestGiven {
  reader: { displayName: string; locale: 'de' | 'en'; showsTexts: boolean };
  organisation: string;
  /** Without a slash at its end. */
  publicUrl: string;
}

/**
 * One letter for all that somebody has not looked at: what asks for them most comes first, each with the way to it. An
 * e-mail may be read by others, so it names nobody from outside and quotes nothing unless its reader wants that.
 *
 * @param notices at least one, the newest first
 */
export function composeDigest(
  notices: readonly NoticeRow[],
  { reader, organisation, publicUrl }: DigestGiven,
): { subject: string; text: string } {
  const words = digestWords[reader.locale];
  const rank = (row: NoticeRow): number => noticeKinds.indexOf(row.kind);
  const ordered = notices.toSorted((one, other) => rank(one) - rank(other));
  const sentence = ({ kind, size, actor, contact, channel, team }: NoticeRow, isNamed: boolean): string => {
    if (size > 1 && (kind === 'slaBreach' || kind === 'slaWarning' || kind === 'channelDown'))
      return words.alerted[kind](size);
    // Channels and teams are ours: their names may be read by anybody.
    const about = channel ?? team ?? (isNamed ? contact : null);
    return words.told[kind](actor === null ? null : firstName(actor.name), about?.name ?? null);
  };
  const lines = ordered.slice(0, MOST_LINES).map((row) => {
    const quote = reader.showsTexts && row.text !== '' ? [`  „${row.text}“`] : [];
    return [`- ${sentence(row, reader.showsTexts)}`, ...quote, `  ${publicUrl}${pathOf(row)}`].join('\n');
  });
  const [first] = ordered;
  const left = ordered.length - lines.length;
  return {
    subject:
      ordered.length === 1 && first !== undefined ? sentence(first, false) : words.many(ordered.length),
    text: [
      words.greeting(firstName(reader.displayName)),
      words.intro(organisation),
      ...lines,
      ...(left > 0 ? [words.more(left)] : []),
      `${words.all}: ${publicUrl}/notices`,
      `${words.settings}: ${publicUrl}/settings/notices`,
    ]
      .join('\n\n')
      .concat('\n'),
  };
}

function pathOf({ conversationId, size, team }: NoticeRow): string {
  if (team !== null) return '/reports';
  if (conversationId === null) return '/settings/channels';
  return size > 1 ? '/inbox/due' : `/inbox/all?c=${conversationId}`;
}

function firstName(name: string): string {
  return name.split(' ')[0] ?? name;
}
