import type { ChannelTest } from '@visavis/shared/api/channels';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { Icon } from '../../ui/Icon.tsx';
import styles from './channels.module.css';

/** What a test of a connection found, line by line, in the words of whoever was asked. */
export function ChecksList({ checks }: { checks: ChannelTest['checks'] }) {
  return (
    <ul className={styles.checks}>
      {checks.map((check) => (
        <li key={check.name}>
          <span className={check.ok ? styles.ok : styles.bad}>
            <Icon of={check.ok ? IconCheck : IconAlertTriangle} />
          </span>
          <span>
            <b className="b5">{check.name}</b> <span className="sec">{check.detail}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
