import type { ReportQuery } from '@visavis/shared/api/figures';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Loaded } from '../../ui/Loaded.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import styles from './ReportsScreen.module.css';
import { behindQuery, type Pointed } from './reports.queries.ts';
import { useReportWords } from './use-report-words.ts';

interface BehindDialogProps {
  query: ReportQuery;
  pointed: Pointed;
  onClose: () => void;
}

/** What a figure means, and the conversations that it was reckoned from. */
export function BehindDialog({ query, pointed, onClose }: BehindDialogProps) {
  const { t } = useTranslation();
  const words = useReportWords();
  const [missed, setMissed] = useState<'all' | 'missed'>('all');
  const explained = words.explain(pointed.metric);
  const isLevel = pointed.metric.endsWith('Level');
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width={620}
      title={t('reports.behind.title', { metric: words.name(pointed.metric), group: pointed.name })}
    >
      <div className={styles.behind}>
        <p className="sec">
          {explained.what} {explained.formula}
        </p>
        {isLevel && (
          <SegmentedControl
            label={t('reports.behind.which')}
            value={missed}
            onChange={setMissed}
            options={[
              { value: 'all', label: t('reports.behind.all') },
              { value: 'missed', label: t('reports.behind.missed') },
            ]}
          />
        )}
        <Rows query={query} pointed={{ ...pointed, missed: isLevel && missed === 'missed' }} />
      </div>
    </Dialog>
  );
}

function Rows({ query, pointed }: Omit<BehindDialogProps, 'onClose'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const behind = useQuery(behindQuery(query, pointed));
  return (
    <Loaded query={behind} title={t('reports.behind.failed')}>
      {({ items, hasMore }) =>
        items.length === 0 ? (
          <p className="mut">{t('reports.behind.empty')}</p>
        ) : (
          <>
            <ul className={styles.behindRows}>
              {items.map((item) => (
                <li key={item.id}>
                  <Link to="/inbox/$view" params={{ view: 'all' }} search={{ c: item.id }}>
                    <b dir="auto">{item.contactName}</b>
                    <span className="ell mut" dir="auto">
                      {item.excerpt}
                    </span>
                    <small>
                      {item.teamName} · {format.day(item.day, 'short')}
                    </small>
                  </Link>
                </li>
              ))}
            </ul>
            {hasMore && <p className="mut">{t('reports.behind.more', { count: items.length })}</p>}
          </>
        )
      }
    </Loaded>
  );
}
