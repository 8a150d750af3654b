import type { OrganisationItem } from '@visavis/shared/api/organisation';
import { useTranslation } from 'react-i18next';
import { useFieldFaults } from '../../../lib/error-sentence.ts';
import { SelectField, TextField } from '../../../ui/Field.tsx';
import { LanguagesField } from '../../../ui/LanguagesField.tsx';
import { TimeZoneField } from '../../../ui/TimeZoneField.tsx';
import { OrganisationCard } from './OrganisationCard.tsx';
import { useOrganisationChanges } from './organisation.queries.ts';

const LONGEST_ABSENCE = 720;

/** Which languages the house speaks, and by which clock it lives. */
export function LanguageCard({ stored }: { stored: OrganisationItem }) {
  const { t } = useTranslation();
  const changes = useOrganisationChanges(stored);
  const { form, set, save } = changes;
  const faults = useFieldFaults()(save.error);
  const minutes = form.awayWithoutScreenMinutes;
  const areMinutesBad =
    minutes !== null && !(Number.isInteger(minutes) && minutes >= 1 && minutes <= LONGEST_ABSENCE);
  const areLanguagesBad = form.languages.length === 0;
  return (
    <OrganisationCard
      title={t('organisation.language.title')}
      changes={changes}
      isFaulty={areMinutesBad || areLanguagesBad}
    >
      <SelectField
        label={t('organisation.language.locale')}
        help={t('organisation.language.localeHelp')}
        value={form.locale}
        options={(['de', 'en'] as const).map((value) => ({ value, label: t(`common.language.${value}`) }))}
        onChange={(event) => set({ locale: event.currentTarget.value === 'en' ? 'en' : 'de' })}
      />
      <LanguagesField
        label={t('organisation.language.languages')}
        help={t('organisation.language.languagesHelp')}
        error={areLanguagesBad ? t('organisation.language.languagesBad') : faults.languages}
        values={form.languages}
        onChange={(languages) => set({ languages })}
      />
      <TimeZoneField
        label={t('organisation.language.timeZone')}
        value={form.timeZone}
        onChange={(timeZone) => set({ timeZone })}
      />
      <TextField
        label={t('organisation.language.away')}
        help={t('organisation.language.awayHelp')}
        error={areMinutesBad ? t('organisation.language.awayBad') : faults.awayWithoutScreenMinutes}
        inputMode="numeric"
        maxLength={3}
        value={minutes === null ? '' : Number.isNaN(minutes) ? '?' : String(minutes)}
        onChange={(event) => {
          const text = event.currentTarget.value.trim();
          set({ awayWithoutScreenMinutes: text === '' ? null : Number(text) });
        }}
      />
    </OrganisationCard>
  );
}
