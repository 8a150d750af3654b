import type { ConversationDetail } from '@visavis/shared/api/conversations';
import { useTranslation } from 'react-i18next';
import { useConnector } from '../../../lib/directory.queries.ts';
import { NetworkGlyph } from '../../../ui/NetworkGlyph.tsx';
import styles from './CustomerPanel.module.css';

type Identity = ConversationDetail['identities'][number];

/** Under which names one person writes, network by network. */
export function Identities({ identities }: { identities: readonly Identity[] }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="customer-identities">
      <h3 className={styles.title} id="customer-identities">
        {t('customer.identities', { count: identities.length })}
      </h3>
      <ul className={styles.identities}>
        {identities.map((identity) => (
          <IdentityLine key={`${identity.network} ${identity.handle ?? identity.name}`} identity={identity} />
        ))}
      </ul>
    </section>
  );
}

function IdentityLine({ identity: { network, handle, name, profileUrl } }: { identity: Identity }) {
  const { t } = useTranslation();
  const connector = useConnector(network);
  const networkName = connector?.name ?? network;
  const shown = handle ?? name;
  return (
    <li>
      <NetworkGlyph path={connector?.icon} name={networkName} size={14} />
      {profileUrl === null ? (
        <span className="ell" dir="auto" title={shown}>
          {shown}
        </span>
      ) : (
        <a
          className="ell"
          dir="auto"
          href={profileUrl}
          target="_blank"
          rel="noopener noreferrer nofollow"
          title={t('customer.openProfile', { network: networkName, handle: shown })}
        >
          {shown}
        </a>
      )}
    </li>
  );
}
