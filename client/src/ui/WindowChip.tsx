import { IconHourglass, IconHourglassOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../lib/format.ts';
import { usePhone } from '../lib/media.ts';
import { useServerTime } from '../lib/server-clock.ts';
import { Chip } from './Chip.tsx';

/** From here on it is worth hurrying. */
const SOON_MS = 3 * 3_600_000;
const EXACT_MS = 2 * 60_000;

interface WindowChipProps {
  /** When the network stops to take answers; null where it never does, and there is nothing to show. */
  closesAt: string | null;
  network: string;
}

/** How long the network still takes answers: a countdown of its own, which knows no calendar and no pause. */
export function WindowChip(props: WindowChipProps) {
  const { t } = useTranslation();
  const isPhone = usePhone();
  const words = useWindowWords(props);
  if (words === null) return null;
  const { short, span, long, tone } = words;
  return (
    <Chip tone={tone} icon={tone === 'over' ? IconHourglassOff : IconHourglass} title={long}>
      <span aria-hidden="true">{isPhone ? span : short}</span>
      <span className="vh">{t('common.window.spoken', { words: long })}</span>
    </Chip>
  );
}

interface WindowWords {
  /** As on a chip. */
  short: string;
  /** Beside the sign for a window, where there is no room for its name. */
  span: string;
  /** As it is read out. */
  long: string;
  tone: 'outline' | 'soon' | 'over';
}

/** A window in words; null where there is none. Renders again when the words change, and never once it is closed. */
export function useWindowWords({ closesAt, network }: WindowChipProps): WindowWords | null {
  const { t } = useTranslation();
  const format = useFormat();
  const closes = closesAt === null ? null : Date.parse(closesAt);
  const tone = useServerTime((now) => toneOf(closes, now));
  const span = useServerTime((now) =>
    closes === null || now >= closes ? '' : format.duration(closes - now, closes - now < EXACT_MS),
  );
  if (closesAt === null) return null;
  const moment = format.moment(closesAt);
  if (tone === 'over') {
    const closed = t('common.window.closed');
    return { short: closed, span: closed, long: t('common.window.closedLong', { network, moment }), tone };
  }
  return {
    short: t('common.window.left', { span }),
    span,
    long: t('common.window.leftLong', { network, span, moment }),
    tone,
  };
}

function toneOf(closes: number | null, now: number): WindowWords['tone'] {
  if (closes === null) return 'outline';
  if (now >= closes) return 'over';
  return closes - now < SOON_MS ? 'soon' : 'outline';
}

/** Whether the network takes no answer any more; null never closes. */
export function useWindowClosed(closesAt: string | null): boolean {
  return useServerTime((now) => closesAt !== null && now >= Date.parse(closesAt));
}
