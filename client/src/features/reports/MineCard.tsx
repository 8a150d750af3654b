import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { Chip } from '../../ui/Chip.tsx';
import { Card } from '../../ui/Page.tsx';
import styles from './ReportsScreen.module.css';
import { myFiguresQuery } from './reports.queries.ts';

/** One's own last four weeks; nobody else can ask for them. */
export function MineCard() {
  const { t } = useTranslation();
  const format = useFormat();
  const { data } = useQuery(myFiguresQuery);
  if (data === undefined) return null;
  const figures = [
    [t('reports.mine.replies'), format.count(data.replies)],
    [t('reports.mine.conversations'), format.count(data.conversations)],
    [t('reports.mine.kept'), t('reports.mine.keptOf', { kept: data.keptCount, due: data.dueCount })],
  ];
  return (
    <Card
      title={t('reports.mine.title')}
      note={<Chip icon={IconLock}>{t('reports.mine.note')}</Chip>}
      right={t('reports.span', { from: format.shortDate(data.from), to: format.shortDate(data.to) })}
    >
      {data.replies === 0 ? (
        <p className="mut">{t('reports.mine.empty')}</p>
      ) : (
        <dl className={styles.totals}>
          {figures.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <span className={styles.value}>{value}</span>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Card>
  );
}
