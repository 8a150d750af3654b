import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetupRequest } from '@visavis/shared/api/session';
import { ApiError } from '../../lib/api-client.ts';
import { useFieldFaults, useSentence } from '../../lib/error-sentence.ts';
import { Banner } from '../../ui/Banner.tsx';
import { AdministratorStep } from './AdministratorStep.tsx';
import { OrganisationStep } from './OrganisationStep.tsx';
import { useSetup } from './session.queries.ts';
import { forgetDraft, rememberDraft, rememberedDraft, type SetupDraft } from './setup-draft.ts';
import { SetupFrame } from './SetupFrame.tsx';

/** Fields of the first step, which a refusal of the second may be about. */
const OF_THE_ORGANISATION = ['organisationName', 'publicAddress', 'timeZone', 'formOfAddress'];

const freshDraft = (): SetupDraft => ({
  step: 'organisation',
  organisationName: '',
  publicAddress: '',
  formOfAddress: 'du',
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  displayName: '',
  email: '',
});

/**
 * The first two steps of an empty installation: the organisation and its administrator, who are made together. What was
 * entered outlives a reload; the password and the one-time key do not.
 */
export function SetupScreen({ token, onDone }: { token: string; onDone: () => void }) {
  const { t, i18n } = useTranslation();
  const sentence = useSentence();
  const setup = useSetup();
  const [draft, setDraft] = useState(() => rememberedDraft(freshDraft()));
  const set = (part: Partial<SetupDraft>) => {
    const next = { ...draft, ...part };
    rememberDraft(next);
    setDraft(next);
  };
  const isKeyWrong = setup.error instanceof ApiError && setup.error.code === 'link-expired';
  const faults: Record<string, string> = {
    ...useFieldFaults()(setup.error),
    ...(isKeyWrong ? { token: t('session.setup.wrongKey') } : {}),
  };
  const create = (secrets: Pick<SetupRequest, 'token' | 'password'>) => {
    const { step: _, publicAddress, ...given } = draft;
    const request: SetupRequest = {
      ...given,
      ...secrets,
      publicAddress: publicAddress.trim() || null,
      locale: i18n.language === 'en' ? 'en' : 'de',
    };
    setup.mutate(request, {
      onSuccess: () => {
        forgetDraft();
        onDone();
      },
      onError: (error) => {
        if (error instanceof ApiError && isAboutTheOrganisation(error)) set({ step: 'organisation' });
      },
    });
  };
  return (
    <SetupFrame step={draft.step} organisation={draft.organisationName || undefined}>
      {setup.isError && !isKeyWrong && (
        <Banner tone="bad" role="alert">
          {sentence(setup.error)}
        </Banner>
      )}
      {draft.step === 'organisation' ? (
        <OrganisationStep draft={draft} set={set} faults={faults} />
      ) : (
        <AdministratorStep {...{ draft, set, faults, token }} isBusy={setup.isPending} onSubmit={create} />
      )}
    </SetupFrame>
  );
}

function isAboutTheOrganisation({ details }: ApiError): boolean {
  const { fields } = details;
  return (
    Array.isArray(fields) &&
    fields.some((fault: { field?: unknown }) => OF_THE_ORGANISATION.includes(String(fault.field)))
  );
}
