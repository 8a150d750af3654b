import type { OrganisationItem } from '@visavis/shared/api/organisation';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFieldFaults } from '../../../lib/error-sentence.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { SelectField, TextField } from '../../../ui/Field.tsx';
import { Loaded } from '../../../ui/Loaded.tsx';
import { AnnexCard } from './AnnexCard.tsx';
import { GoalCard } from './GoalCard.tsx';
import { LanguageCard } from './LanguageCard.tsx';
import { LookCard } from './LookCard.tsx';
import { MailCard } from './MailCard.tsx';
import { NumbersCard } from './NumbersCard.tsx';
import { OrganisationCard } from './OrganisationCard.tsx';
import { organisationQuery, useOrganisationChanges } from './organisation.queries.ts';
import { isWebAddress } from './web-address.ts';

/** Whose installation this is: how it is called, looks, speaks, and mails. Each group is saved by itself. */
export function OrganisationSection() {
  const { t } = useTranslation();
  const organisation = useQuery(organisationQuery);
  return (
    <Loaded query={organisation} title={t('settings.loadFailed')}>
      {(stored) => (
        <>
          {stored.isDemo && <Banner tone="plain">{t('organisation.demo')}</Banner>}
          <IdentityCard stored={stored} />
          <LookCard stored={stored} />
          <LinksCard stored={stored} />
          <LanguageCard stored={stored} />
          <GoalCard stored={stored} />
          <NumbersCard stored={stored} />
          <MailCard />
          <AnnexCard />
        </>
      )}
    </Loaded>
  );
}

function IdentityCard({ stored }: { stored: OrganisationItem }) {
  const { t } = useTranslation();
  const changes = useOrganisationChanges(stored);
  const { form, set, save } = changes;
  const faults = useFieldFaults()(save.error);
  const isAddressBad = form.publicAddress !== null && !isWebAddress(form.publicAddress);
  return (
    <OrganisationCard
      title={t('organisation.identity.title')}
      changes={changes}
      isFaulty={isAddressBad || form.name.trim() === ''}
    >
      <TextField
        label={t('organisation.identity.name')}
        help={t('organisation.identity.nameHelp')}
        error={faults.name}
        autoComplete="organization"
        required
        maxLength={120}
        value={form.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextField
        label={t('organisation.identity.publicAddress')}
        help={t('organisation.identity.publicAddressHelp')}
        error={isAddressBad ? t('organisation.links.bad') : faults.publicAddress}
        type="url"
        maxLength={300}
        value={form.publicAddress ?? ''}
        onChange={(event) => set({ publicAddress: event.currentTarget.value.trim() || null })}
      />
      <SelectField
        label={t('organisation.identity.formOfAddress')}
        help={t('organisation.identity.formOfAddressHelp')}
        value={form.formOfAddress}
        options={(['du', 'sie'] as const).map((value) => ({
          value,
          label: t(`organisation.identity.${value}`),
        }))}
        onChange={(event) => set({ formOfAddress: event.currentTarget.value === 'sie' ? 'sie' : 'du' })}
      />
    </OrganisationCard>
  );
}

function LinksCard({ stored }: { stored: OrganisationItem }) {
  const { t } = useTranslation();
  const changes = useOrganisationChanges(stored);
  const { form, set, save } = changes;
  const faults = useFieldFaults()(save.error);
  const isBad = (address: string | null) => address !== null && !isWebAddress(address);
  const field = (name: 'imprintUrl' | 'privacyUrl') => ({
    error: isBad(form[name]) ? t('organisation.links.bad') : faults[name],
    type: 'url' as const,
    maxLength: 500,
    value: form[name] ?? '',
    onChange: (event: { currentTarget: { value: string } }) =>
      set({ [name]: event.currentTarget.value.trim() || null }),
  });
  return (
    <OrganisationCard
      title={t('organisation.links.title')}
      changes={changes}
      isFaulty={isBad(form.imprintUrl) || isBad(form.privacyUrl)}
    >
      <TextField
        label={t('organisation.links.imprint')}
        help={t('organisation.links.imprintHelp')}
        placeholder="https://"
        {...field('imprintUrl')}
      />
      <TextField label={t('organisation.links.privacy')} placeholder="https://" {...field('privacyUrl')} />
    </OrganisationCard>
  );
}
