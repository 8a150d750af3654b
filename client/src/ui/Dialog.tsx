import { Modal } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import styles from './Dialog.module.css';
import { useFocusReturn } from './focus-return.ts';

interface DialogProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** Width in px on a large screen; on a phone a dialog takes what there is. */
  width?: number;
  /** Without visible title and padding: the content draws all of it (the title is still read out). */
  isBare?: boolean;
}

/** A modal dialog: focus stays inside, Escape closes, focus returns to where it was. */
export function Dialog({ isOpen, onClose, title, children, width = 480, isBare = false }: DialogProps) {
  const { t } = useTranslation();
  useFocusReturn(isOpen);
  return (
    <Modal.Root
      opened={isOpen}
      returnFocus={false}
      onClose={onClose}
      size={width}
      centered={!isBare}
      yOffset={isBare ? '12vh' : undefined}
      classNames={{ content: styles.content, overlay: styles.overlay }}
    >
      <Modal.Overlay />
      <Modal.Content data-is-closing={isOpen ? undefined : true} {...(isBare && { 'aria-label': title })}>
        {!isBare && (
          <Modal.Header className={styles.header}>
            <Modal.Title className={styles.title}>{title}</Modal.Title>
            <Button tone="quiet" size="small" icon={IconX} aria-label={t('common.close')} onClick={onClose} />
          </Modal.Header>
        )}
        <Modal.Body className={isBare ? styles.bare : styles.body}>
          <div ref={beginAtField}>{children}</div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/** Whoever opens a form wants to fill it in: the focus begins in its first field, not on the button that closes. */
function beginAtField(body: HTMLElement | null): void {
  if (!body || body.querySelector('[data-autofocus]')) return;
  body.querySelector('input:not([type="checkbox"]), select, textarea')?.setAttribute('data-autofocus', '');
}

/** The row of buttons at the end of a dialog. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>;
}

interface SubmitActionsProps {
  onCancel: () => void;
  isBusy?: boolean;
  isDisabled?: boolean;
  /** What sending the form does; saving unless given. */
  words?: string;
  /** What stands at the other end, such as a button that deletes. */
  children?: ReactNode;
}

/** The end of a form in a dialog: away from it, or with it. */
export function SubmitActions({ onCancel, isBusy, isDisabled, words, children }: SubmitActionsProps) {
  const { t } = useTranslation();
  return (
    <DialogActions>
      {children}
      {children && <span className="grow" />}
      <Button onClick={onCancel}>{t('common.cancel')}</Button>
      <Button type="submit" tone="primary" isBusy={isBusy} disabled={isDisabled}>
        {words ?? t('common.save')}
      </Button>
    </DialogActions>
  );
}
