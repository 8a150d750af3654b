import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './ChosenValue.module.css';
import { Icon } from './Icon.tsx';

interface ChosenValueProps {
  name: string;
  onRemove: () => void;
}

/** One of several values of a field, which can be taken off again. */
export function ChosenValue({ name, onRemove }: ChosenValueProps) {
  const { t } = useTranslation();
  return (
    <span className={styles.value}>
      <span dir="auto">{name}</span>
      <button type="button" aria-label={t('common.removeValue', { name })} onClick={onRemove}>
        <Icon of={IconX} size={12} />
      </button>
    </span>
  );
}
