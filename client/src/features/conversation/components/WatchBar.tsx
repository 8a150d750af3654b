import { IconEye } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import styles from './CollisionBar.module.css';

/** Stands where the composer stands, for whoever only looks: what that means, and the way back to work. */
export function WatchBar({ onStop }: { onStop: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={`${styles.bar} ${styles.watch}`}>
      <Icon of={IconEye} />
      <span role="status" className={styles.words}>
        {t('conversation.watch.state')}
      </span>
      <span className={styles.actions}>
        <Button size="small" keys="v" onClick={onStop}>
          {t('conversation.watch.stop')}
        </Button>
      </span>
    </div>
  );
}
