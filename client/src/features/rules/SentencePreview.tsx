import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/Icon.tsx';
import { readablePart, type RuleDraft } from './rule-draft.ts';
import { ruleSentence, type SentenceWords } from './rule-sentence.ts';
import styles from './rule-editor.module.css';
import rowStyles from './rules.module.css';

/** The sentence that the rule makes so far; read out when it changes. */
export function SentencePreview({ draft, words }: { draft: RuleDraft; words: SentenceWords }) {
  const { t } = useTranslation();
  const { when, does } = ruleSentence(readablePart(draft), words);
  return (
    <section className={styles.preview} aria-label={t('rules.editor.preview')}>
      <h3 className={styles.help}>{t('rules.editor.preview')}</h3>
      <p className={rowStyles.words} role="status" dir="auto">
        {when} <Icon of={IconArrowRight} size={14} /> <b>{does}</b>
      </p>
    </section>
  );
}
