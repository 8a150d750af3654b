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
  /** When the network stops to take answers. */
  closesAt: string;
  network: string;
}

/** How long the network still takes answers: a countdown of its own, which knows no calendar and no pause. */
export function WindowChip({ closesAt, network }: WindowChipProps) {
  const { t } = useTranslation();
  const isPhone = usePhone();
  const { short, span, long, tone } = useWindowWords({ closesAt, network });
  return (
    <Chip tone={tone} icon={tone === 'over' ? IconHourglassOff : IconHourglass} title={long}>
      <span aria-hidden="true">{isPhone ? span : short}</span>
      <span className="vh">{t('common.window.spoken', { words: long })}</span>
    </Chip>
  );
}

/** A window in words, short as on a chip and long as it is read out. Renders again when the words change. */
export function useWindowWords({ closesAt, network }: WindowChipProps): {
  short: string;
  /** Beside the sign for a window, where there is no room for its name. */
  span: string;
  long: string;
  tone: 'outline' | 'soon' | 'over';
} {
  const { t } = useTranslation();
  const format = useFormat();
  const closes = Date.parse(closesAt);
  const moment = format.moment(closesAt);
  const span = useServerTime((now) => format.duration(closes - now, closes - now < EXACT_MS));
  const tone = useServerTime((now) => (now >= closes ? 'over' : closes - now < SOON_MS ? 'soon' : 'outline'));
  const closed = t('common.window.closed');
  if (tone === 'over')
    return {
      short: closed,
      span: closed,
      long: t('common.window.closedLong', { network, moment }),
      tone,
    };
  return {
    short: t('common.window.left', { span }),
    span,
    long: t('common.window.leftLong', { network, span, moment }),
    tone,
  };
}

/** Whether the network takes no answer any more; null never closes. */
export function useWindowClosed(closesAt: string | null): boolean {
  return useServerTime((now) => closesAt !== null && now >= Date.parse(closesAt));
}
