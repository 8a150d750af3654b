import type { MyFigures } from '@visavis/shared/api/figures';
import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { Chip } from '../../ui/Chip.tsx';
import { Loaded } from '../../ui/Loaded.tsx';
import { Card } from '../../ui/Page.tsx';
import styles from './ReportsScreen.module.css';
import { myFiguresQuery } from './reports.queries.ts';

/** One's own last four weeks; nobody else can ask for them. */
export function MineCard() {
  const { t } = useTranslation();
  const format = useFormat();
  const mine = useQuery(myFiguresQuery);
  const { data } = mine;
  return (
    <Card
      title={t('reports.mine.title')}
      note={<Chip icon={IconLock}>{t('reports.mine.note')}</Chip>}
      right={
        data && t('reports.span', { from: format.day(data.from, 'short'), to: format.day(data.to, 'short') })
      }
    >
      <Loaded query={mine} title={t('reports.failed')}>
        {(figures) => <Figures figures={figures} />}
      </Loaded>
    </Card>
  );
}

function Figures({ figures }: { figures: MyFigures }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { replies, conversations, keptCount, dueCount } = figures;
  if (replies === 0) return <p className="mut">{t('reports.mine.empty')}</p>;
  const told = [
    [t('reports.mine.replies'), format.count(replies)],
    [t('reports.mine.conversations'), format.count(conversations)],
    [t('reports.mine.kept'), t('reports.mine.keptOf', { kept: keptCount, due: dueCount })],
  ];
  return (
    <dl className={styles.totals}>
      {told.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <span className={styles.value}>{value}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
