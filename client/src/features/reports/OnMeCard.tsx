import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { Card } from '../../ui/Page.tsx';
import { unlocksOnMeQuery } from './reports.queries.ts';
import styles from './ReportsScreen.module.css';

/** Who was allowed to see one's own figures, for what, and each time they did. */
export function OnMeCard() {
  const { t } = useTranslation();
  const format = useFormat();
  const { data } = useQuery(unlocksOnMeQuery);
  if (data === undefined) return null;
  return (
    <Card title={t('reports.onMe.title')}>
      {data.length === 0 && <p className="mut">{t('reports.onMe.none')}</p>}
      <ul className={styles.unlocks}>
        {data.map(({ id, team, from, to, purpose, askedBy, decidedBy, looks }) => (
          <li key={id}>
            <span>
              {t('reports.onMe.allowed', {
                asked: askedBy.name,
                decided: decidedBy.name,
                team: team.name,
                from: format.shortDate(from),
                to: format.shortDate(to),
              })}
            </span>
            <blockquote dir="auto">{purpose}</blockquote>
            <small>
              {looks.length === 0
                ? t('reports.onMe.noLooks')
                : t('reports.onMe.looks', { at: looks.map(format.moment).join('; ') })}
            </small>
          </li>
        ))}
      </ul>
    </Card>
  );
}
