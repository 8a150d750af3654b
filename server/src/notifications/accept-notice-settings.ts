import { noticeKinds, type NoticeSettings, type NoticeWays } from '@visavis/shared/api/notices';
import { isWallClockTime } from '@visavis/shared/notices/quiet-hours';
import { DomainError } from '../platform/http/domain-error.ts';

interface Fault {
  field: string;
  message: string;
}

/** Settings as somebody sent them: of the right outer form, and whatever inside. */
export interface GivenNoticeSettings extends Omit<NoticeSettings, 'ways' | 'quiet'> {
  ways: object;
  quiet: object | null;
}

/**
 * What somebody may choose, and nothing else of what they sent.
 *
 * @throws DomainError `invalid` with every fault
 */
export function acceptNoticeSettings(given: GivenNoticeSettings): NoticeSettings {
  const faults: Fault[] = [];
  const { mailAfterMinutes, showsTexts } = given;
  const ways = acceptWays(given.ways, faults);
  const quiet = given.quiet === null ? null : acceptQuiet(given.quiet, faults);
  if (faults.length > 0)
    throw new DomainError(
      'invalid',
      { fields: faults },
      faults.map(({ field, message }) => `${field} ${message}`).join('; '),
    );
  return { ways, mailAfterMinutes, quiet, showsTexts };
}

function acceptWays(given: object, faults: Fault[]): NoticeSettings['ways'] {
  const ways = noticeKinds.map((kind) => [kind, acceptWay(partOf(given, kind), `ways.${kind}`, faults)]);
  return Object.fromEntries(ways) as NoticeSettings['ways'];
}

function acceptWay(given: unknown, field: string, faults: Fault[]): NoticeWays {
  const flag = (name: keyof NoticeWays): boolean => {
    const value = partOf(given, name);
    if (typeof value !== 'boolean')
      faults.push({ field: `${field}.${name}`, message: 'must be true or false' });
    return value === true;
  };
  return { inApp: flag('inApp'), browser: flag('browser'), mail: flag('mail') };
}

function acceptQuiet(given: object, faults: Fault[]): NoticeSettings['quiet'] {
  const time = (name: 'from' | 'to'): string => {
    const value = partOf(given, name);
    if (typeof value === 'string' && isWallClockTime(value)) return value;
    faults.push({ field: `quiet.${name}`, message: 'must be a time such as 20:00' });
    return '';
  };
  const quiet = { from: time('from'), to: time('to') };
  if (quiet.from !== '' && quiet.from === quiet.to)
    faults.push({ field: 'quiet.to', message: 'must be another time than the start' });
  return quiet;
}

function partOf(given: unknown, name: string): unknown {
  if (typeof given !== 'object' || given === null || !Object.hasOwn(given, name)) return undefined;
  return (given as Record<string, unknown>)[name];
}
