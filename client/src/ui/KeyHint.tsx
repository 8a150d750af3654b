import { useTranslation } from 'react-i18next';
import { Fragment } from 'react';
import styles from './KeyHint.module.css';

const SYMBOLS: Record<string, string> = {
  enter: '↵',
  escape: 'Esc',
  shift: '⇧',
  alt: 'Alt',
  up: '↑',
  down: '↓',
};

/** Draws a shortcut as keys: `mod+enter` in one cap per key when `isSplit`, else in one cap; `g m` is a sequence. */
export function KeyHint({ keys, isSplit = false }: { keys: string; isSplit?: boolean }) {
  const { t } = useTranslation();
  const name = (key: string) => (key === 'mod' ? t('common.keys.mod') : (SYMBOLS[key] ?? key.toUpperCase()));
  const chords = keys.split(' ').map((chord) => chord.split('+').map(name));
  if (!isSplit && chords.length === 1) {
    return (
      <kbd className={styles.key} aria-hidden="true">
        {chords[0]?.join(' ')}
      </kbd>
    );
  }
  return (
    <span className={styles.keys} aria-hidden="true">
      {chords.map((chord) => (
        <Fragment key={chord.join('+')}>
          {chord.map((key) => (
            <kbd key={key} className={styles.key}>
              {key}
            </kbd>
          ))}
        </Fragment>
      ))}
    </span>
  );
}
