import type { OrganisationItem } from '@visavis/shared/api/organisation';
import { accentColours } from '@visavis/shared/trust/accent-colours';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { Mark } from '../../../ui/Mark.tsx';
import styles from './organisation.module.css';

type Shown = Pick<OrganisationItem, 'name' | 'logoUrl' | 'accentColour' | 'imprintUrl' | 'privacyUrl'>;

/** How the head and the foot of a public page look with what is on screen, in both themes. */
export function PublicPreview({ organisation }: { organisation: Shown }) {
  const { t } = useTranslation();
  return (
    <div className={styles.previews} role="group" aria-label={t('organisation.look.preview')}>
      <Preview theme="light" label={t('organisation.look.previewLight')} shown={organisation} />
      <Preview theme="dark" label={t('organisation.look.previewDark')} shown={organisation} />
      <a className={styles.openPage} href="/c" target="_blank" rel="noopener">
        {t('organisation.look.openPage')}
      </a>
    </div>
  );
}

function Preview({ theme, label, shown }: { theme: 'light' | 'dark'; label: string; shown: Shown }) {
  const { t } = useTranslation();
  return (
    <figure
      className={styles.preview}
      data-theme={theme}
      style={colours(shown.accentColour, theme)}
      aria-label={label}
    >
      <div className={styles.previewHead}>
        {shown.logoUrl ? <img src={shown.logoUrl} alt="" /> : <Mark size={22} />}
        <b>{shown.name}</b>
        <span className={styles.previewTab}>{t('organisation.look.check')}</span>
      </div>
      <p>{t('organisation.look.genuine')}</p>
      <div className={styles.previewFoot}>
        <span className={styles.previewButton}>{t('organisation.look.open')}</span>
        {shown.imprintUrl && <span className={styles.previewLink}>{t('organisation.links.imprint')}</span>}
        {shown.privacyUrl && <span className={styles.previewLink}>{t('organisation.links.privacy')}</span>}
      </div>
    </figure>
  );
}

/** The colour as the public pages show it in this theme; the tokens' own without one. */
function colours(colour: string | null, theme: 'light' | 'dark'): CSSProperties {
  if (colour === null) return {};
  const { accent, onAccent } = accentColours(colour)[theme];
  return { '--accent': accent, '--on-accent': onAccent } as CSSProperties;
}
