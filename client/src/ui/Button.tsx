import type { ButtonHTMLAttributes, Ref } from 'react';
import { cx } from '../lib/class-names.ts';
import styles from './Button.module.css';
import { Icon, type IconShape } from './Icon.tsx';
import { KeyHint } from './KeyHint.tsx';
import { Spinner } from './Spinner.tsx';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  tone?: 'plain' | 'primary' | 'quiet' | 'danger';
  size?: 'small' | 'medium' | 'large';
  icon?: IconShape;
  /** Shown after the words, e.g. `mod+enter`; the shortcut itself is registered elsewhere. */
  keys?: string;
  isBusy?: boolean;
  isWide?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

/** The class names of a button, for links that look like one. */
export function buttonClass({
  tone = 'plain',
  size = 'medium',
  isWide = false,
}: Pick<ButtonProps, 'tone' | 'size' | 'isWide'> = {}) {
  return cx(
    styles.button,
    tone !== 'plain' && styles[tone],
    size !== 'medium' && styles[size],
    isWide && styles.wide,
  );
}

/** A button; with only an `icon` and no words it needs an `aria-label`. */
export function Button({
  tone,
  size,
  icon,
  keys,
  isBusy = false,
  isWide,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled === true || isBusy}
      aria-busy={isBusy || undefined}
      className={cx(buttonClass({ tone, size, isWide }), !children && styles.iconOnly, className)}
    >
      {isBusy ? (
        <Spinner className={styles.busy} />
      ) : (
        icon && <Icon of={icon} size={size === 'small' ? 14 : 16} />
      )}
      {children}
      {keys && <KeyHint keys={keys} />}
    </button>
  );
}
