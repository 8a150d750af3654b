import type { ConsentItem, ConsentState } from '@visavis/shared/api/consent';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format.ts';
import { Card, Table } from '../../../ui/Page.tsx';
import { RemovalsTable } from '../../../ui/RemovalsTable.tsx';
import styles from './profile.module.css';

/** Who agreed to what and when, and what withdrawals have removed: nothing of it is ever changed. */
export function ProofCard({ state }: { state: ConsentState }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Card title={t('profile.proof.title')}>
      <h3 className={styles.part}>{t('profile.proof.removals')}</h3>
      {state.removals.length === 0 ? (
        <p className={styles.quiet}>{t('profile.proof.noRemovals')}</p>
      ) : (
        <RemovalsTable removals={state.removals} />
      )}
      <details className={styles.details}>
        <summary>{t('profile.proof.decisions')}</summary>
        {state.history.length === 0 ? (
          <p className={styles.quiet}>{t('profile.proof.noDecisions')}</p>
        ) : (
          <Table
            label={t('profile.proof.decisions')}
            head={[t('profile.proof.when'), t('profile.proof.what'), t('profile.proof.until')]}
          >
            {state.history.map((decision) => (
              <tr key={`${decision.purpose} ${decision.grantedAt}`}>
                <td className="nowrap">{format.fullDateTime(decision.grantedAt ?? '')}</td>
                <td>
                  <b className="b5">
                    {t(`profile.consent.purpose.${decision.purpose}`)}:{' '}
                    {t(`profile.consent.form.${decision.form}`)}
                  </b>
                  <div className={styles.quiet}>{decision.wording}</div>
                </td>
                <td className="nowrap">
                  <Until decision={decision} />
                </td>
              </tr>
            ))}
          </Table>
        )}
      </details>
    </Card>
  );
}

function Until({ decision: { withdrawnAt } }: { decision: ConsentItem }) {
  const { t } = useTranslation();
  const format = useFormat();
  return withdrawnAt === null
    ? t('profile.proof.now')
    : t('profile.proof.ended', { moment: format.fullDateTime(withdrawnAt) });
}
