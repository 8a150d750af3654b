import type { ConsentPurpose, PublicForm } from '@visavis/shared/agents/public-face';
import type { ConsentState } from '@visavis/shared/api/consent';
import type { Locale, Theme } from '@visavis/shared/api/session';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../lib/directory.queries.ts';
import { AVAILABILITIES, useUpdateMe } from '../../lib/me.mutations.ts';
import { Face } from '../../ui/Face.tsx';
import { CheckField, SelectField } from '../../ui/Field.tsx';
import { Loaded } from '../../ui/Loaded.tsx';
import { Card, Form } from '../../ui/Page.tsx';
import { PasswordCard } from './PasswordCard.tsx';
import { ConsentCards, isGiven, type ChosenForms } from './profile/ConsentCards.tsx';
import { IdentityCard } from './profile/IdentityCard.tsx';
import { PhotoCard } from './profile/PhotoCard.tsx';
import { initialsOfMe } from './profile/PreviewFace.tsx';
import { ProofCard } from './profile/ProofCard.tsx';
import profileStyles from './profile/profile.module.css';
import { consentsQuery } from './profile/profile.queries.ts';
import styles from './ProfileSection.module.css';

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];
const LOCALES: readonly Locale[] = ['de', 'en'];

/** How customers see the agent, by consent, and how the agent likes the screen. */
export function ProfileSection() {
  const { t } = useTranslation();
  const consents = useQuery(consentsQuery);
  return (
    <>
      <Loaded query={consents} title={t('profile.loadFailed')}>
        {(state) => <PublicParts state={state} />}
      </Loaded>
      <div className={styles.columns}>
        <ScreenCard />
        <PasswordCard />
      </div>
    </>
  );
}

function PublicParts({ state }: { state: ConsentState }) {
  const me = useMe();
  const [chosen, setChosen] = useState<ChosenForms>({});
  const choose = (purpose: ConsentPurpose, form: PublicForm | null) =>
    setChosen(({ [purpose]: _before, ...others }) =>
      form === null ? others : { ...others, [purpose]: form },
    );
  const isOnTeamPage =
    chosen.teamPage !== undefined ||
    state.consents.some((consent) => consent.purpose === 'teamPage' && isGiven(consent));
  return (
    <>
      {state.history.length === 0 && <FirstVisitHint />}
      <IdentityCard forms={{ ...me.forms, ...chosen }} isOnTeamPage={isOnTeamPage} />
      <PhotoCard />
      <ConsentCards state={state} chosen={chosen} onChoose={choose} onWithdrawnAll={() => setChosen({})} />
      <ProofCard state={state} />
    </>
  );
}

/** For whoever was never asked: calm, and nothing has to be done. */
function FirstVisitHint() {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <aside className={profileStyles.hint} aria-label={t('profile.hint.title')}>
      <Face name={me.displayName} src={initialsOfMe(me)} size={48} isDecorative />
      <div>
        <h2>{t('profile.hint.title')}</h2>
        <p>{t('profile.hint.text', { mark: me.mark })}</p>
      </div>
    </aside>
  );
}

function ScreenCard() {
  const { t } = useTranslation();
  const me = useMe();
  const update = useUpdateMe();
  return (
    <Card title={t('settings.profile.screen')}>
      <Form onSubmit={() => {}} error={update.error} label={t('settings.profile.screen')}>
        <SelectField
          label={t('common.availability.label')}
          value={me.availability}
          options={AVAILABILITIES.map((value) => ({ value, label: t(`common.availability.${value}`) }))}
          onChange={(event) => {
            const availability = AVAILABILITIES.find((each) => each === event.currentTarget.value);
            if (availability) update.mutate({ availability });
          }}
        />
        <SelectField
          label={t('inbox.menu.language')}
          value={me.locale}
          options={LOCALES.map((value) => ({ value, label: t(`common.language.${value}`) }))}
          onChange={(event) => update.mutate({ locale: event.currentTarget.value === 'en' ? 'en' : 'de' })}
        />
        <SelectField
          label={t('common.theme.label')}
          value={me.theme}
          options={THEMES.map((value) => ({ value, label: t(`common.theme.${value}`) }))}
          onChange={(event) =>
            update.mutate({ theme: THEMES.find((each) => each === event.currentTarget.value) })
          }
        />
        <CheckField
          label={t('settings.profile.shortcuts')}
          help={t('settings.profile.shortcutsHelp')}
          checked={me.shortcutsEnabled}
          onChange={(event) => update.mutate({ shortcutsEnabled: event.currentTarget.checked })}
        />
      </Form>
    </Card>
  );
}
