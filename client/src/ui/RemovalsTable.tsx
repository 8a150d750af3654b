import type { RemovalItem } from '@visavis/shared/api/consent';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../lib/format.ts';
import { Table } from './Page.tsx';

/** Places where somebody is no longer seen, with how many things changed there. */
export function RemovalsTable({ removals }: { removals: readonly RemovalItem[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Table
      label={t('profile.proof.removals')}
      head={[t('profile.proof.when'), t('profile.proof.what'), t('profile.proof.purpose')]}
    >
      {removals.map(({ id, at, place, count, purpose }) => (
        <tr key={id}>
          <td className="nowrap">{format.fullDateTime(at)}</td>
          <td>{t(`profile.proof.place.${place}`, { count })}</td>
          <td>{t(`profile.consent.purpose.${purpose}`)}</td>
        </tr>
      ))}
    </Table>
  );
}
