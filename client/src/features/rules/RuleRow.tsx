import type { RoutingRuleItem } from '@visavis/shared/api/routing';
import { IconAlertTriangle, IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { SkeletonBar } from '../../ui/Skeleton.tsx';
import { OrderedRow, type OrderedRowProps } from './OrderedRow.tsx';
import { ruleSentence, type SentenceWords } from './rule-sentence.ts';
import styles from './rules.module.css';

/** Up to here the server counts. */
const MOST_MATCHES = 1000;

interface RuleRowProps {
  rule: RoutingRuleItem;
  /** Null until every name is known. */
  words: SentenceWords | null;
  row: Omit<OrderedRowProps, 'item' | 'notes' | 'children'>;
}

/** One rule: its place, its sentence, what is wrong with it and how often it matched. */
export function RuleRow({ rule, words, row }: RuleRowProps) {
  return (
    <OrderedRow item={rule} notes={<Notes rule={rule} />} {...row}>
      <Sentence rule={rule} words={words} />
    </OrderedRow>
  );
}

function Sentence({ rule, words }: { rule: RoutingRuleItem; words: SentenceWords | null }) {
  if (words === null) return <SkeletonBar width="70%" />;
  const { when, does } = ruleSentence(rule, words);
  return (
    <span className={styles.words} dir="auto">
      {when} <Icon of={IconArrowRight} size={14} /> <b>{does}</b>
    </span>
  );
}

function Notes({ rule }: { rule: RoutingRuleItem }) {
  const { t } = useTranslation();
  const format = useFormat();
  const reasons = [...new Set(rule.faults.map(({ reason }) => reason))];
  return (
    <div className={styles.notes}>
      {reasons.map((reason) => (
        <p key={reason} className={styles.fault}>
          <Icon of={IconAlertTriangle} size={14} />
          {t(`rules.fault.${reason}`)}
        </p>
      ))}
      {rule.isActive && reasons.length === 0 && (
        <p className={styles.matched}>
          {rule.matchedLately >= MOST_MATCHES
            ? t('rules.matchedMany', { number: format.count(MOST_MATCHES) })
            : rule.matchedLately === 0
              ? t('rules.matchedNever')
              : t('rules.matched', {
                  count: rule.matchedLately,
                  formatted: format.count(rule.matchedLately),
                })}
        </p>
      )}
    </div>
  );
}
