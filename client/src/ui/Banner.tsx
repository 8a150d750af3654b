import type { ReactNode } from 'react';
import { cx } from '../lib/class-names.ts';
import styles from './Banner.module.css';
import { Icon, type IconShape } from './Icon.tsx';
import { Spinner } from './Spinner.tsx';

interface BannerProps {
  tone: 'plain' | 'offline' | 'busy' | 'good' | 'bad';
  icon?: IconShape;
  children: ReactNode;
  action?: ReactNode;
  /** `alert` interrupts a screen reader; only for what cannot wait. */
  role?: 'status' | 'alert';
}

/** A sentence about a state of things, in the page and not over it. */
export function Banner({ tone, icon, children, action, role = 'status' }: BannerProps) {
  return (
    <div className={cx(styles.banner, styles[tone])} role={role}>
      {tone === 'busy' && !icon ? <Spinner /> : icon && <Icon of={icon} />}
      <span className="grow">{children}</span>
      {action}
    </div>
  );
}
