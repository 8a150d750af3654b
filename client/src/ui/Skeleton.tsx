import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../lib/class-names.ts';
import styles from './Skeleton.module.css';

interface SkeletonBarProps {
  width: number | string;
  height?: number;
  shape?: 'bar' | 'circle' | 'square';
}

/** One grey stand-in of the size of what comes. */
export function SkeletonBar({ width, height = 9, shape = 'bar' }: SkeletonBarProps) {
  return <span className={cx(styles.bar, shape !== 'bar' && styles[shape])} style={{ width, height }} />;
}

/** Shows its stand-ins only after 300 ms, so that what loads fast never flickers. */
export function Skeleton({ children, delayMs = 300 }: { children: ReactNode; delayMs?: number }) {
  const { t } = useTranslation();
  const [isLate, setLate] = useState(delayMs === 0);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), delayMs);
    return () => clearTimeout(timer);
  }, [delayMs]);
  return (
    <div aria-busy="true">
      {isLate && (
        <>
          <span className="vh" role="status">
            {t('common.loading')}
          </span>
          <div aria-hidden="true">{children}</div>
        </>
      )}
    </div>
  );
}
