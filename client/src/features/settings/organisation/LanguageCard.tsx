import type { OrganisationItem } from '@visavis/shared/api/organisation';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFieldFaults } from '../../../lib/error-sentence.ts';
import { SelectField, TextField } from '../../../ui/Field.tsx';
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
  const areLanguagesBad = form.languages.length === 0 || !form.languages.every(isLanguage);
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
        stored={stored.languages}
        languages={form.languages}
        isBad={areLanguagesBad}
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

interface LanguagesFieldProps {
  stored: string[];
  languages: string[];
  isBad: boolean;
  onChange: (languages: string[]) => void;
}

/** Codes as they are typed; below them the names, so that a slip shows. */
function LanguagesField({ stored, languages, isBad, onChange }: LanguagesFieldProps) {
  const { t, i18n } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  const names = new Intl.DisplayNames([i18n.language], { type: 'language' });
  const known = isBad ? '' : languages.map((language) => names.of(language) ?? language).join(', ');
  return (
    <TextField
      label={t('organisation.language.languages')}
      help={
        <>
          {t('organisation.language.languagesHelp')}
          {known !== '' && <div>{t('organisation.language.languagesAre', { names: known })}</div>}
        </>
      }
      error={isBad ? t('organisation.language.languagesBad') : null}
      maxLength={100}
      autoCapitalize="none"
      value={typed ?? stored.join(', ')}
      onBlur={() => !isBad && setTyped(languages.join(', '))}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange([
          ...new Set(
            event.currentTarget.value
              .toLowerCase()
              .split(/[\s,;]+/u)
              .filter(Boolean),
          ),
        ]);
      }}
    />
  );
}

const isLanguage = (text: string): boolean => /^[a-z]{2,3}$/u.test(text);
