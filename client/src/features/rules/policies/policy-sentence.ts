import type { SlaPolicyItem } from '@visavis/shared/api/sla';
import { slaMetrics } from '@visavis/shared/sla/sla-clock';
import { whenWords, type RuleSentence, type SentenceWords } from '../rule-sentence.ts';

type Said = Pick<SlaPolicyItem, 'conditions' | 'targets' | 'isFallback'>;

/**
 * A policy as a sentence of two halves: for whom, and what is promised.
 *
 * @param spanOf minutes of working time in words, such as "8:00 h"
 */
export function policySentence(
  { conditions, targets, isFallback }: Said,
  words: SentenceWords,
  spanOf: (minutes: number) => string,
): RuleSentence {
  const { t } = words;
  const promised = slaMetrics.flatMap((name) => {
    const minutes = targets[name];
    return minutes === null ? [] : [t(`policies.sentence.${name}`, { time: spanOf(minutes) })];
  });
  const any = isFallback ? t('policies.everythingElse') : t('policies.everything');
  return {
    when: conditions.length === 0 ? any : whenWords(conditions, words),
    does: promised.length === 0 ? t('policies.nothing') : promised.join(', '),
  };
}
