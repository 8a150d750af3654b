import type { PersonalDataFinding } from '@visavis/shared/text/personal-data';
import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import styles from './Composer.module.css';

interface PrivacyWarningProps {
  findings: readonly PersonalDataFinding[];
  /** Absent where the network takes no private answers. */
  onPrivate?: () => void;
  onRemove: () => void;
  /** Offered once somebody wanted to send all the same. */
  onSendAnyway?: () => void;
  sendAnywayRef: Ref<HTMLButtonElement>;
}

/** Says, before anything is public, that something in the text belongs to one person only. */
export function PrivacyWarning({
  findings,
  onPrivate,
  onRemove,
  onSendAnyway,
  sendAnywayRef,
}: PrivacyWarningProps) {
  const { t } = useTranslation();
  const kinds = [...new Set(findings.map(({ kind }) => kind))];
  // Always there: a live region speaks of what changes in it.
  return (
    <div role="alert">
      {kinds.length > 0 && (
        <div className={styles.warning}>
          <Icon of={IconAlertTriangle} />
          <span className="grow">
            <b>
              {t('composer.personal.found', {
                what: kinds.map((kind) => t(`composer.personal.kind.${kind}`)).join(', '),
              })}
            </b>{' '}
            {t(onPrivate ? 'composer.personal.ratherPrivate' : 'composer.personal.public')}
          </span>
          <Button size="small" onClick={onRemove}>
            {t('common.remove')}
          </Button>
          {onPrivate && (
            <Button size="small" icon={IconLock} onClick={onPrivate}>
              {t('composer.mode.private')}
            </Button>
          )}
          {onSendAnyway && (
            <Button ref={sendAnywayRef} size="small" tone="danger" onClick={onSendAnyway}>
              {t('composer.personal.sendAnyway')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/** The text without what was found in it, and without the gaps that this would leave. */
export function withoutFindings(text: string, findings: readonly PersonalDataFinding[]): string {
  let result = text;
  for (const { start, end } of findings.toSorted((a, b) => b.start - a.start)) {
    const before = result.slice(0, start);
    const after = result.slice(end);
    // Not a blank before a comma either, nor one at the end.
    const leavesGap = /\s$/.test(before) && /^(?:[\s,.;:!?)]|$)/.test(after);
    result = (leavesGap ? before.trimEnd() : before) + after;
  }
  return result;
}
