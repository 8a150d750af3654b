import { Drawer as MantineDrawer } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import styles from './Drawer.module.css';
import { useFocusReturn } from './focus-return.ts';

interface DrawerProps {
  isOpen: boolean;
  onClose: () => void;
  label: string;
  children: ReactNode;
}

/** What has no room beside the content, over its right edge: focus stays inside, Escape closes. */
export function Drawer({ isOpen, onClose, label, children }: DrawerProps) {
  const { t } = useTranslation();
  useFocusReturn(isOpen);
  return (
    <MantineDrawer.Root
      opened={isOpen}
      returnFocus={false}
      onClose={onClose}
      position="right"
      size="min(320px, 100vw)"
      // A class on the content itself would also paint the frame around it, which is as large as the screen.
      classNames={{ content: styles.content }}
    >
      <MantineDrawer.Overlay className={styles.overlay} />
      <MantineDrawer.Content aria-label={label} data-is-closing={isOpen ? undefined : true}>
        <div className={styles.close}>
          <Button tone="quiet" size="small" icon={IconX} aria-label={t('common.close')} onClick={onClose} />
        </div>
        <MantineDrawer.Body className={styles.body}>{children}</MantineDrawer.Body>
      </MantineDrawer.Content>
    </MantineDrawer.Root>
  );
}
