import { Popover as MantinePopover } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './Popover.module.css';

interface PopoverProps {
  isOpen: boolean;
  onClose: () => void;
  /** What it hangs on; must take a ref. Opens and closes it by itself. */
  target: ReactNode;
  label: string;
  children: ReactNode;
  position?: 'top-end' | 'top-start' | 'bottom-end' | 'bottom-start';
}

/** Something more about a control, beside it: Escape and a click elsewhere close it. */
export function Popover({ isOpen, onClose, target, label, children, position = 'top-end' }: PopoverProps) {
  return (
    <MantinePopover opened={isOpen} onDismiss={onClose} position={position} offset={6} withinPortal>
      <MantinePopover.Target>{target}</MantinePopover.Target>
      <MantinePopover.Dropdown className={styles.dropdown} aria-label={label}>
        {children}
      </MantinePopover.Dropdown>
    </MantinePopover>
  );
}
