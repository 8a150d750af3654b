import type { UnlockOnMe } from '@visavis/shared/api/unlocks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { Loaded } from '../../ui/Loaded.tsx';
import { Card } from '../../ui/Page.tsx';
import { unlocksOnMeQuery } from './reports.queries.ts';
import styles from './ReportsScreen.module.css';

/** Who was allowed to see one's own figures, for what, and each time they did. */
export function OnMeCard() {
  const { t } = useTranslation();
  const unlocks = useQuery(unlocksOnMeQuery);
  return (
    <Card title={t('reports.onMe.title')}>
      <Loaded query={unlocks} title={t('reports.unlock.failed')}>
        {(items) =>
          items.length === 0 ? (
            <p className="mut">{t('reports.onMe.none')}</p>
          ) : (
            <ul className={styles.unlocks}>
              {items.map((item) => (
                <OnMe key={item.id} item={item} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}

function OnMe({ item: { team, from, to, purpose, askedBy, decidedBy, looks } }: { item: UnlockOnMe }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <li>
      <span>
        {t('reports.onMe.allowed', {
          asked: askedBy.name,
          decided: decidedBy.name,
          team: team.name,
          from: format.day(from, 'short'),
          to: format.day(to, 'short'),
        })}
      </span>
      <blockquote dir="auto">{purpose}</blockquote>
      <small>
        {looks.length === 0
          ? t('reports.onMe.noLooks')
          : t('reports.onMe.looks', { at: looks.map(format.moment).join('; ') })}
      </small>
    </li>
  );
}
