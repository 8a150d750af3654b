import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './MovedBar.module.css';

export interface SidesProps {
  theirs: string;
  mine: string;
  /** Whose answer it is, and when or whether it went out. */
  theirsBy: string;
  /** The same texts with marks in them. */
  theirPieces?: ReactNode;
  myPieces?: ReactNode;
}

/** A colleague's answer and the own draft, side by side. */
export function Sides({ theirs, mine, theirsBy, theirPieces = theirs, myPieces = mine }: SidesProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.columns}>
      <section className={styles.column}>
        <h3>{theirsBy}</h3>
        <p className={styles.theirs} dir="auto">
          {theirPieces}
        </p>
      </section>
      <section className={styles.column}>
        <h3>{t('composer.moved.yours')}</h3>
        <p className={styles.mine} dir="auto">
          {myPieces}
        </p>
      </section>
    </div>
  );
}
