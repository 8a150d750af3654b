import { IconAlertTriangle, IconArrowBackUp, IconCheck, IconX } from '@tabler/icons-react';
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../lib/class-names.ts';
import { useShortcuts } from '../lib/shortcuts.ts';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';
import styles from './Toast.module.css';

export interface ToastMessage {
  text: ReactNode;
  tone?: 'plain' | 'done' | 'error';
  /** A face or icon before the words; `done` and `error` bring their own. */
  leading?: ReactNode;
  /** Takes back what was done; the bar drains while it is possible, and Z does the same. */
  onUndo?: () => void;
  action?: { label: string; onSelect: () => void };
  /** How long it stays, in milliseconds: 8,000 with undo, 5,000 else; a fault stays until it is closed. */
  durationMs?: number;
}

interface Toasts {
  /** Shows a message and answers its id. */
  show: (message: ToastMessage) => number;
  dismiss: (id: number) => void;
}

interface Shown extends ToastMessage {
  id: number;
}

const ToastContext = createContext<Toasts | null>(null);

/** The messages in the corner; at most four, the newest last. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<Shown[]>([]);
  const next = useRef(1);
  const dismiss = useCallback(
    (id: number) => setShown((present) => present.filter((one) => one.id !== id)),
    [],
  );
  const show = useCallback((message: ToastMessage) => {
    const id = next.current++;
    setShown((present) => [...present.slice(-3), { ...message, id }]);
    return id;
  }, []);
  const toasts = useMemo(() => ({ show, dismiss }), [show, dismiss]);

  const undoable = shown.findLast((one) => one.onUndo);
  const undo = useCallback(() => {
    if (!undoable) return;
    dismiss(undoable.id);
    undoable.onUndo?.();
  }, [undoable, dismiss]);
  useShortcuts([
    { id: 'undo', keys: 'z', group: 'everywhere', label: t('common.undo'), run: undo, isOff: !undoable },
  ]);

  return (
    <ToastContext value={toasts}>
      {children}
      <div className={styles.region} role="region" aria-label={t('common.messages')}>
        {shown.map((one) => (
          <ToastCard key={one.id} toast={one} onClose={() => dismiss(one.id)} />
        ))}
      </div>
    </ToastContext>
  );
}

/** Shows and takes back messages in the corner. */
export function useToasts(): Toasts {
  const toasts = useContext(ToastContext);
  if (!toasts) throw new Error('useToasts needs a ToastProvider above it');
  return toasts;
}

function ToastCard({ toast, onClose }: { toast: Shown; onClose: () => void }) {
  const { t } = useTranslation();
  const isError = toast.tone === 'error';
  const duration = toast.durationMs ?? (isError ? null : toast.onUndo ? 8000 : 5000);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  }, [onClose]);
  useEffect(() => {
    if (duration === null) return;
    const timer = setTimeout(() => close.current(), duration);
    return () => clearTimeout(timer);
  }, [duration]);
  const leading =
    toast.leading ??
    (isError ? <Icon of={IconAlertTriangle} /> : toast.tone === 'done' ? <Icon of={IconCheck} /> : null);
  return (
    <div className={cx(styles.toast, isError && styles.error)} role={isError ? 'alert' : 'status'}>
      {leading}
      <span className="grow">{toast.text}</span>
      {toast.action && (
        <Button size="small" onClick={() => (onClose(), toast.action?.onSelect())}>
          {toast.action.label}
        </Button>
      )}
      {toast.onUndo && (
        <Button size="small" icon={IconArrowBackUp} keys="z" onClick={() => (onClose(), toast.onUndo?.())}>
          {t('common.undo')}
        </Button>
      )}
      {!toast.onUndo && (
        <Button tone="quiet" size="small" icon={IconX} aria-label={t('common.close')} onClick={onClose} />
      )}
      {toast.onUndo && duration !== null && (
        <i className={styles.drain} style={{ animationDuration: `${duration}ms` }} aria-hidden="true" />
      )}
    </div>
  );
}
