import type {
  RoutingRuleItem,
  TrialAnswer,
  TrialDifference,
  TrialOutcome,
  TrialRequest,
} from '@visavis/shared/api/routing';
import type { UseMutationResult } from '@tanstack/react-query';
import { IconArrowRight, IconFlask } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSentence } from '../../lib/error-sentence.ts';
import { useFormat } from '../../lib/format.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import type { RuleDraft } from './rule-draft.ts';
import { actionWords, type SentenceWords } from './rule-sentence.ts';
import styles from './rule-editor.module.css';

/** What a rule is called in a trial before it has an id. */
const NEW_RULE = 'draft';
const MOST_SHOWN = 12;

/** The list as it would be with this draft in it, switched on. A new rule stands at the end, as it will. */
export function trialRequest(
  draft: RuleDraft,
  id: string | null,
  rules: readonly RoutingRuleItem[],
): TrialRequest {
  const { conditions, actions } = draft;
  const tried = { id: id ?? NEW_RULE, name: draft.name.trim(), isActive: true, conditions, actions };
  const others = rules.map(({ id: ruleId, name, isActive, conditions: when, actions: then }) =>
    ruleId === id ? tried : { id: ruleId, name, isActive, conditions: when, actions: then },
  );
  return { rules: others.includes(tried) ? others : [...others, tried] };
}

interface TrialResultProps {
  /** Of the tried rule; null while it is new. */
  ruleId: string | null;
  trial: Pick<UseMutationResult<TrialAnswer, Error, TrialRequest>, 'data' | 'error' | 'isPending'>;
  words: SentenceWords;
}

/** What a trial found, in words and with the posts that would arrive differently. */
export function TrialResult({ ruleId, trial, words }: TrialResultProps) {
  const { t } = useTranslation();
  const sentence = useSentence();
  if (trial.isPending) return <Banner tone="busy">{t('rules.editor.trying')}</Banner>;
  if (trial.error)
    return (
      <Banner tone="bad" role="alert">
        {t('rules.trial.failed')} {sentence(trial.error)}
      </Banner>
    );
  if (trial.data === undefined) return null;
  const { items, changed } = trial.data;
  const shown = items.slice(0, MOST_SHOWN);
  return (
    <section ref={showOnScreen} className={styles.trial} aria-label={t('rules.trial.title')}>
      <Banner tone="plain" icon={IconFlask}>
        <Summary answer={trial.data} ruleId={ruleId ?? NEW_RULE} />
        {changed > 0 && ` ${t('rules.trial.notYet')}`}
      </Banner>
      {shown.length > 0 && (
        <ScrollRegion label={t('rules.trial.title')} maxHeight={320}>
          <ul className={styles.differences}>
            {shown.map((item) => (
              <Difference key={item.conversationId} item={item} words={words} />
            ))}
          </ul>
        </ScrollRegion>
      )}
      {changed > shown.length && (
        <p className={styles.help}>{t('rules.trial.more', { count: changed - shown.length })}</p>
      )}
    </section>
  );
}

/** What was asked for may lie below what the dialog shows. */
function showOnScreen(result: HTMLElement | null): void {
  result?.scrollIntoView?.({ block: 'nearest' });
}

function Summary({ answer, ruleId }: { answer: TrialAnswer; ruleId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { changed, matches } = answer;
  const tried = format.count(answer.tried);
  const matched = matches.find((match) => match.ruleId === ruleId)?.count ?? 0;
  if (answer.tried === 0) return t('rules.trial.nothingTried');
  if (changed > 0) return t('rules.trial.changed', { count: changed, tried });
  return matched === 0
    ? t('rules.trial.noMatch', { tried })
    : t('rules.trial.noChange', { count: matched, tried });
}

function Difference({ item, words }: { item: TrialDifference; words: SentenceWords }) {
  const { t } = useTranslation();
  return (
    <li className={styles.difference}>
      <span className={styles.from}>
        <b dir="auto">{item.contactName}</b> <span className="mut">{item.channelName}</span>
      </span>
      <span className={styles.excerpt} dir="auto">
        {item.excerpt}
      </span>
      <span className={styles.outcomes}>
        <span className="vh">{t('rules.trial.before')}: </span>
        <Outcome outcome={item.before} words={words} /> <Icon of={IconArrowRight} size={14} />{' '}
        <span className="vh">{t('rules.trial.after')}: </span>
        <b>
          <Outcome outcome={item.after} words={words} />
        </b>
      </span>
    </li>
  );
}

function Outcome({ outcome, words }: { outcome: TrialOutcome; words: SentenceWords }) {
  const { t } = useTranslation();
  if (outcome.ruleId === null) return t('rules.trial.none');
  const actions = outcome.actions.map((action) => actionWords(action, words));
  return actions.length === 0 ? t('rules.sentence.nothing') : actions.join(', ');
}
