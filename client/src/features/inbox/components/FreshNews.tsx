import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './ConversationList.module.css';

const NEWS_EVERY_MS = 10_000;

/** Says how many rows wait above, and lets them in; a screen reader hears it at most once in ten seconds. */
export function FreshNews({ count, onShow }: { count: number; onShow: () => void }) {
  const { t } = useTranslation();
  const [told, setTold] = useState(0);
  const toldAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const wait = Math.max(0, toldAt.current + NEWS_EVERY_MS - performance.now());
    const timer = setTimeout(() => {
      toldAt.current = performance.now();
      setTold(count);
    }, wait);
    return () => clearTimeout(timer);
  }, [count]);
  return (
    <>
      <span className="vh" role="status">
        {told > 0 && t('inbox.fresh', { count: told })}
      </span>
      {count > 0 && (
        <button type="button" className={styles.pill} onClick={onShow}>
          {t('inbox.fresh', { count })}
        </button>
      )}
    </>
  );
}
