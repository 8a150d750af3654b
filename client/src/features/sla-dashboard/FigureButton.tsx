import { metric } from '@visavis/shared/reports/metrics';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../lib/class-names.ts';
import { useFormat } from '../../lib/format.ts';
import type { Behind, OpenBehind } from './behind.ts';
import styles from './LiveScreen.module.css';

interface FigureButtonProps {
  behind: Behind;
  onOpen: OpenBehind;
  children: ReactNode;
  className?: string;
}

/** A figure that opens its formula and the conversations behind it. */
export function FigureButton({ behind, onOpen, children, className }: FigureButtonProps) {
  const { t } = useTranslation();
  const { locale } = useFormat();
  const { name } = metric(behind.metric).words[locale];
  const what = behind.of ? `${name}, ${behind.of}` : name;
  return (
    <button
      type="button"
      className={cx(styles.figure, className)}
      title={t('slaDashboard.behind.open', { what })}
      onClick={() => onOpen(behind)}
    >
      {children}
    </button>
  );
}
