import type { ChannelTest, ConnectorManifest } from '@visavis/shared/api/channels';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import styles from './channels.module.css';

const NAMED = ['account', 'token', 'secret', 'callback', 'connection'] as const;

/** What a test of a connection found, line by line, in the words of whoever was asked. */
export function ChecksList({
  checks,
  manifest,
}: {
  checks: ChannelTest['checks'];
  manifest: ConnectorManifest | undefined;
}) {
  const { t } = useTranslation();
  const { locale } = useFormat();
  const nameOf = (check: string) => {
    const named = NAMED.find((each) => each === check);
    if (named) return t(`channels.check.${named}`);
    // Else it is about what was filled into a field.
    return manifest?.fields.find((field) => field.name === check)?.label[locale] ?? check;
  };
  return (
    <ul className={styles.checks}>
      {checks.map((check) => (
        <li key={check.name}>
          <span className={check.ok ? styles.ok : styles.bad}>
            <Icon of={check.ok ? IconCheck : IconAlertTriangle} />
          </span>
          <span>
            <b className="b5">{nameOf(check.name)}</b>{' '}
            <span className="sec" lang="en" dir="auto">
              {check.detail}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
