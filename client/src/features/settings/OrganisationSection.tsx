import type { OrganisationItem, UpdateOrganisationRequest } from '@visavis/shared/api/organisation';
import { isCustomerNumberPattern } from '@visavis/shared/text/customer-number-pattern';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api-client.ts';
import { meQuery } from '../../lib/directory.queries.ts';
import { useFieldFaults } from '../../lib/error-sentence.ts';
import { useSave } from '../../lib/save.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { Loaded } from '../../ui/Loaded.tsx';
import { Card, Form, FormActions } from '../../ui/Page.tsx';
import { useToasts } from '../../ui/Toast.tsx';
import { organisationQuery } from './settings.queries.ts';
import { TimeZoneField } from './TimeZoneField.tsx';

/** Whose installation this is and how it speaks. */
export function OrganisationSection() {
  const { t } = useTranslation();
  const organisation = useQuery(organisationQuery);
  return (
    <Card label={t('settings.sections.organisation')}>
      <Loaded query={organisation} title={t('settings.loadFailed')}>
        {(stored) => <OrganisationForm stored={stored} />}
      </Loaded>
    </Card>
  );
}

function OrganisationForm({ stored }: { stored: OrganisationItem }) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const [form, setForm] = useState(stored);
  const set = (part: Partial<OrganisationItem>) => setForm((present) => ({ ...present, ...part }));
  const save = useSave(
    (change: UpdateOrganisationRequest) => api.patch<OrganisationItem>('/api/organisation', change),
    [organisationQuery.queryKey, meQuery.queryKey],
  );
  const faults = useFieldFaults()(save.error);
  const pattern = form.customerNumberPattern ?? '';
  const isPatternBad = pattern !== '' && !isCustomerNumberPattern(pattern);
  const submit = () => {
    const { isDemo: _, ...change } = form;
    save.mutate(change, { onSuccess: () => toasts.show({ text: t('common.saved'), tone: 'done' }) });
  };
  return (
    <Form onSubmit={submit} error={save.error} label={t('settings.sections.organisation')}>
      {stored.isDemo && <Banner tone="plain">{t('settings.organisation.demo')}</Banner>}
      <TextField
        label={t('settings.organisation.name')}
        error={faults.name}
        required
        maxLength={120}
        value={form.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextField
        label={t('settings.organisation.publicAddress')}
        help={t('settings.organisation.publicAddressHelp')}
        error={faults.publicAddress}
        type="url"
        value={form.publicAddress ?? ''}
        onChange={(event) => set({ publicAddress: event.currentTarget.value || null })}
      />
      <SelectField
        label={t('settings.organisation.locale')}
        value={form.locale}
        options={(['de', 'en'] as const).map((value) => ({ value, label: t(`common.language.${value}`) }))}
        onChange={(event) => set({ locale: event.currentTarget.value === 'en' ? 'en' : 'de' })}
      />
      <SelectField
        label={t('settings.organisation.formOfAddress')}
        value={form.formOfAddress}
        options={(['du', 'sie'] as const).map((value) => ({
          value,
          label: t(`settings.organisation.${value}`),
        }))}
        onChange={(event) => set({ formOfAddress: event.currentTarget.value === 'sie' ? 'sie' : 'du' })}
      />
      <TimeZoneField
        label={t('settings.organisation.timeZone')}
        value={form.timeZone}
        onChange={(timeZone) => set({ timeZone })}
      />
      <TextField
        label={t('settings.organisation.pattern')}
        help={t('settings.organisation.patternHelp')}
        error={isPatternBad ? t('settings.organisation.patternBad') : faults.customerNumberPattern}
        placeholder="9999 9999 99"
        value={pattern}
        onChange={(event) => set({ customerNumberPattern: event.currentTarget.value || null })}
      />
      <FormActions>
        <Button type="submit" tone="primary" isBusy={save.isPending} disabled={isPatternBad}>
          {t('common.save')}
        </Button>
      </FormActions>
    </Form>
  );
}
