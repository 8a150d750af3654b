import type { SlaPolicyItem } from '@visavis/shared/api/sla';
import { IconAlertTriangle, IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { SkeletonBar } from '../../../ui/Skeleton.tsx';
import { OrderedRow, type OrderedRowProps } from '../OrderedRow.tsx';
import type { SentenceWords } from '../rule-sentence.ts';
import styles from '../rules.module.css';
import { policySentence } from './policy-sentence.ts';

interface PolicyRowProps {
  policy: SlaPolicyItem;
  /** Null until every name is known. */
  words: SentenceWords | null;
  row: Omit<OrderedRowProps, 'item' | 'notes' | 'children'>;
}

/** One policy: for whom, what is promised, when it warns and what is wrong with it. */
export function PolicyRow({ policy, words, row }: PolicyRowProps) {
  return (
    <OrderedRow item={policy} notes={<Notes policy={policy} />} {...row}>
      {words === null ? <SkeletonBar width="70%" /> : <PolicySentence policy={policy} words={words} />}
    </OrderedRow>
  );
}

interface PolicySentenceProps {
  policy: Pick<SlaPolicyItem, 'conditions' | 'targets' | 'isFallback'>;
  words: SentenceWords;
}

/** For whom a policy is and what is promised, in one line. */
export function PolicySentence({ policy, words }: PolicySentenceProps) {
  const format = useFormat();
  const { when, does } = policySentence(policy, words, (minutes) =>
    format.workDuration(minutes * 60_000, minutes < 1),
  );
  return (
    <span className={styles.words} dir="auto">
      {when} <Icon of={IconArrowRight} size={14} /> <b>{does}</b>
    </span>
  );
}

function Notes({ policy: { warn, faults } }: { policy: SlaPolicyItem }) {
  const { t } = useTranslation();
  const format = useFormat();
  const percent = warn.share === undefined ? undefined : format.count(Math.round(warn.share * 100));
  const time = warn.minutes === undefined ? undefined : format.workDuration(warn.minutes * 60_000);
  return (
    <div className={styles.notes}>
      {faults.map(({ reason, index }) => (
        <p key={`${reason} ${index}`} className={styles.fault}>
          <Icon of={IconAlertTriangle} size={14} />
          {t(`policies.fault.${reason}`)}
        </p>
      ))}
      {faults.length === 0 && (percent !== undefined || time !== undefined) && (
        <p className={styles.matched}>
          {percent !== undefined && time !== undefined && t('policies.warns.both', { percent, time })}
          {percent !== undefined && time === undefined && t('policies.warns.share', { percent })}
          {percent === undefined && time !== undefined && t('policies.warns.minutes', { time })}
        </p>
      )}
    </div>
  );
}
