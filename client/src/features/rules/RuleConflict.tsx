import type { RoutingRuleItem } from '@visavis/shared/api/routing';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { readablePart, type RuleDraft } from './rule-draft.ts';
import { ruleSentence, type SentenceWords } from './rule-sentence.ts';
import styles from './rule-editor.module.css';

interface RuleConflictProps {
  /** As it is saved by now; null when it was deleted. */
  theirs: RoutingRuleItem | null;
  mine: RuleDraft;
  words: SentenceWords;
  onKeepMine: () => void;
  onTakeTheirs: (theirs: RoutingRuleItem) => void;
}

/** Two have changed the same rule: both versions stay on screen until somebody decides. */
export function RuleConflict({ theirs, mine, words, onKeepMine, onTakeTheirs }: RuleConflictProps) {
  const { t } = useTranslation();
  if (theirs === null) {
    return (
      <Banner
        tone="bad"
        icon={IconAlertTriangle}
        role="alert"
        action={
          <Button size="small" onClick={onKeepMine}>
            {t('rules.conflict.saveAsNew')}
          </Button>
        }
      >
        {t('rules.conflict.deleted')}
      </Banner>
    );
  }
  const saved = ruleSentence(theirs, words);
  const own = ruleSentence(readablePart(mine), words);
  return (
    <section className={styles.conflict} role="alert" aria-label={t('rules.conflict.title')}>
      <Banner tone="bad" icon={IconAlertTriangle}>
        {t('rules.conflict.title')}
      </Banner>
      <dl className={styles.versions}>
        <dt>{t('rules.conflict.theirs')}</dt>
        <dd dir="auto">
          <b>{theirs.name}</b>: {saved.when} → {saved.does}
        </dd>
        <dt>{t('rules.conflict.mine')}</dt>
        <dd dir="auto">
          <b>{mine.name}</b>: {own.when} → {own.does}
        </dd>
      </dl>
      <div className={styles.row}>
        <Button size="small" onClick={() => onTakeTheirs(theirs)}>
          {t('rules.conflict.takeTheirs')}
        </Button>
        <Button size="small" onClick={onKeepMine}>
          {t('rules.conflict.keepMine')}
        </Button>
      </div>
    </section>
  );
}
