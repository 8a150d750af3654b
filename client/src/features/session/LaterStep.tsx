import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner } from '../../ui/Banner.tsx';
import { useSentence } from '../../lib/error-sentence.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './session.module.css';
import { useSetUpStep } from './session.queries.ts';
import { SetupFrame } from './SetupFrame.tsx';

interface LaterStepProps {
  step: 'channel' | 'people';
  organisation: string;
  /** Something was done on it: then going on is the next thing, else leaving it out. */
  isDone: boolean;
  /** To the next step, or out of the last one. */
  onDone: () => void;
  /** Away for now: the step waits. */
  onLeave: () => void;
  children: ReactNode;
}

/** A step of the first run that can be left out, or for later. */
export function LaterStep({ step, organisation, isDone, onDone, onLeave, children }: LaterStepProps) {
  const { t } = useTranslation();
  const sentence = useSentence();
  const move = useSetUpStep();
  const next = step === 'channel' ? 'people' : null;
  return (
    <SetupFrame step={step} organisation={organisation}>
      {move.error && (
        <Banner tone="bad" role="alert">
          {sentence(move.error)}
        </Banner>
      )}
      {children}
      <div className={styles.moves}>
        <Button tone="quiet" size="large" onClick={onLeave}>
          {t('session.setup.later')}
        </Button>
        <Button
          tone={isDone ? 'primary' : 'plain'}
          size="large"
          isBusy={move.isPending}
          onClick={() => move.mutate(next, { onSuccess: onDone })}
        >
          {t(isDone ? (next === null ? 'session.setup.finish' : 'session.setup.next') : 'session.setup.skip')}
        </Button>
      </div>
    </SetupFrame>
  );
}
