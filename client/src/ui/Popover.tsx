import { Popover as MantinePopover } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
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
  useOwnEscape(isOpen, onClose);
  return (
    <MantinePopover
      opened={isOpen}
      onDismiss={onClose}
      closeOnEscape={false}
      position={position}
      offset={6}
      withinPortal
    >
      <MantinePopover.Target>{target}</MantinePopover.Target>
      <MantinePopover.Dropdown className={styles.dropdown} aria-label={label}>
        {children}
      </MantinePopover.Dropdown>
    </MantinePopover>
  );
}

/** Escape closes what is open here, and nothing behind it. */
export function useOwnEscape(isOpen: boolean, onClose: () => void): void {
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  }, [onClose]);
  useEffect(() => {
    if (!isOpen) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      close.current();
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, [isOpen]);
}
