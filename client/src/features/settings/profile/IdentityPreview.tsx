import { lesserForm, publicFace, type PublicForms } from '@visavis/shared/agents/public-face';
import { signReply } from '@visavis/shared/replies/sign-reply';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../lib/directory.queries.ts';
import { languageName } from '../../../lib/languages.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { SegmentedControl } from '../../../ui/SegmentedControl.tsx';
import { PreviewFace } from './PreviewFace.tsx';
import styles from './profile.module.css';

/** What is known about somebody while they type it. */
export interface DraftIdentity {
  publicName: string;
  pronouns: string;
  sinceYear: string;
  helpsWith: string;
  sentence: string;
  languages: string[];
}

interface PreviewProps {
  identity: DraftIdentity;
  forms: PublicForms;
}

const PLACES = ['reply', 'checkPage', 'teamPage'] as const;
type Place = (typeof PLACES)[number];

/** As customers would meet the person: below a reply, on the check page, on the team page. */
export function IdentityPreview(props: PreviewProps & { isOnTeamPage: boolean }) {
  const { t } = useTranslation();
  const [place, setPlace] = useState<Place>('reply');
  return (
    <section className={styles.preview} aria-label={t('profile.preview.title')}>
      <SegmentedControl
        label={t('profile.preview.title')}
        value={place}
        onChange={setPlace}
        isWide
        options={PLACES.map((value) => ({ value, label: t(`profile.preview.${value}`) }))}
      />
      <div className={styles.stage}>
        {place === 'reply' && <ReplyPreview {...props} />}
        {place === 'checkPage' && <CheckPagePreview {...props} />}
        {place === 'teamPage' && <TeamPagePreview {...props} />}
      </div>
      <a className={styles.quiet} href="/team" target="_blank" rel="noreferrer">
        {t('profile.preview.publicPage')}
      </a>
    </section>
  );
}

function useShown({ identity, forms }: PreviewProps, purpose: keyof PublicForms) {
  const me = useMe();
  const publicName = identity.publicName.trim() || me.publicName;
  return publicFace({ publicName, mark: me.mark, faceVersion: 1 }, forms[purpose]);
}

function ReplyPreview(props: PreviewProps) {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const { name, mark } = useShown(props, 'replies');
  const { signature } = signReply({
    text: '',
    visibility: 'public',
    agent: { publicName: name, mark },
    locale: i18n.language === 'en' ? 'en' : 'de',
    checkUrl: `${window.location.host}/c/…`,
    form: 'full',
  });
  const cardForm = lesserForm(props.forms.replies, props.forms.checkPage);
  return (
    <div className={styles.reply}>
      <p>{t('profile.preview.replyText')}</p>
      <p className={styles.signature}>{signature}</p>
      <div className={styles.card}>
        <PreviewFace form={cardForm} size={48} />
        <span>
          <b>
            {name ?? t('profile.preview.team')} <span className="mut">^{mark}</span>
          </b>
          <span className={styles.quiet}>
            {t('profile.preview.cardLine', { organisation: me.organisation.name })}
          </span>
        </span>
      </div>
    </div>
  );
}

function CheckPagePreview(props: PreviewProps) {
  const { t } = useTranslation();
  // A reply is confirmed by the name that signed it; the picture needs both consents.
  const { name, mark } = useShown(props, 'replies');
  const topics = props.identity.helpsWith.trim();
  return (
    <div className={styles.check}>
      <PreviewFace form={lesserForm(props.forms.replies, props.forms.checkPage)} size={84} />
      <div>
        <h3>
          <Icon of={IconCircleCheck} className={styles.seal} />{' '}
          {name === null
            ? t('profile.preview.genuineByMark', { mark })
            : t('profile.preview.genuine', { name })}
        </h3>
        {name !== null && topics !== '' && <p>{t('profile.preview.helps', { name, topics })}</p>}
      </div>
    </div>
  );
}

function TeamPagePreview(props: PreviewProps & { isOnTeamPage?: boolean }) {
  const { t } = useTranslation();
  const { identity, forms, isOnTeamPage = false } = props;
  const { name, mark } = useShown(props, 'teamPage');
  if (!isOnTeamPage || forms.teamPage === 'shielded')
    return <p className={styles.quiet}>{t('profile.preview.notShown')}</p>;
  const year = /^\d{4}$/.test(identity.sinceYear.trim()) ? identity.sinceYear.trim() : '';
  const about = [identity.pronouns.trim(), year && t('profile.preview.since', { year })].filter(Boolean);
  return (
    <div className={styles.person}>
      <PreviewFace form={forms.teamPage} size={96} />
      <h3>
        {name} <span className="mut">^{mark}</span>
      </h3>
      {name !== null && about.length > 0 && <p className={styles.quiet}>{about.join(' · ')}</p>}
      <p dir="auto">{identity.helpsWith}</p>
      <p className={styles.quiet}>{identity.languages.map((code) => languageName(code, code)).join(', ')}</p>
      {name !== null && identity.sentence.trim() !== '' && <p dir="auto">{identity.sentence}</p>}
    </div>
  );
}
