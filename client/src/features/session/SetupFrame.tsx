import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './session.module.css';
import { SessionPage } from './SessionPage.tsx';

export const SETUP_STEPS = ['organisation', 'administrator', 'channel', 'people'] as const;
export type SetupStepName = (typeof SETUP_STEPS)[number];

interface SetupFrameProps {
  step: SetupStepName;
  organisation?: string | undefined;
  children: ReactNode;
}

/** One step of the first run: how far it is, what it is about, and its form. */
export function SetupFrame({ step, organisation, children }: SetupFrameProps) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  const at = SETUP_STEPS.indexOf(step);
  // The button that led here is gone; a screen reader begins with the new step.
  useEffect(() => heading.current?.focus(), [step]);
  return (
    <SessionPage title={t('session.setup.title')} organisation={organisation} isWide>
      <div className={styles.card}>
        <div>
          <p className="t12 sec">
            {t('session.setup.progress', { step: at + 1, steps: SETUP_STEPS.length })}
          </p>
          <ol className={styles.steps} aria-label={t('session.setup.steps')}>
            {SETUP_STEPS.map((name, index) => (
              <li key={name} data-done={index < at} aria-current={index === at ? 'step' : undefined}>
                <span>{t(`session.setup.step.${name}`)}</span>
              </li>
            ))}
          </ol>
        </div>
        <h2 ref={heading} tabIndex={-1}>
          {t(`session.setup.${step}.title`)}
        </h2>
        <p className="sec">{t(`session.setup.${step}.text`)}</p>
        {children}
      </div>
    </SessionPage>
  );
}
