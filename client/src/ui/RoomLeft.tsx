import type { Availability } from '@visavis/shared/api/session';
import { useTranslation } from 'react-i18next';
import { useReturnMoment } from '../lib/availability.ts';
import { roomOf } from '../lib/room.ts';

interface RoomLeftProps {
  availability: Availability;
  returnsAt: string | null;
  capacity: number;
  load: number;
}

/** How much more somebody can take, or why they cannot: "6 frei", "voll", "wieder da: 14:30". */
export function RoomLeft({ availability, returnsAt, ...load }: RoomLeftProps) {
  const { t } = useTranslation();
  const returnMoment = useReturnMoment();
  if (returnsAt)
    return <span className="t12 mut">{t('handOver.backAt', { moment: returnMoment(returnsAt) })}</span>;
  if (availability === 'off' || availability === 'away')
    return <span className="t12 mut">{t(`common.availability.${availability}`)}</span>;
  if (availability === 'busy') return <span className="t12 mut">{t('handOver.busy')}</span>;
  const free = roomOf(load);
  if (free === 0) return <span className="t12 mut">{t('handOver.full')}</span>;
  return <span className="t12 sec num">{t('handOver.free', { count: free })}</span>;
}
