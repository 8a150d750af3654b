import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { TimeZoneField } from '../../ui/TimeZoneField.tsx';
import styles from './session.module.css';
import type { SetupDraft } from './setup-draft.ts';

interface OrganisationStepProps {
  draft: SetupDraft;
  set: (part: Partial<SetupDraft>) => void;
  faults: Record<string, string>;
}

/** Whose installation this will be; logo, colours and the rest wait in the settings. */
export function OrganisationStep({ draft, set, faults }: OrganisationStepProps) {
  const { t } = useTranslation();
  return (
    <form
      className={styles.fields}
      onSubmit={(event) => {
        event.preventDefault();
        set({ step: 'administrator' });
      }}
    >
      <TextField
        label={t('session.setup.organisationName')}
        error={faults.organisationName}
        autoComplete="organization"
        required
        maxLength={120}
        value={draft.organisationName}
        onChange={(event) => set({ organisationName: event.currentTarget.value })}
      />
      <TextField
        label={t('session.setup.publicAddress')}
        help={t('session.setup.publicAddressHelp')}
        error={faults.publicAddress}
        type="url"
        pattern="https?://.+"
        title={t('session.setup.publicAddressHelp')}
        placeholder="https://"
        maxLength={300}
        value={draft.publicAddress}
        onChange={(event) => set({ publicAddress: event.currentTarget.value })}
      />
      <SelectField
        label={t('session.setup.formOfAddress')}
        value={draft.formOfAddress}
        options={(['du', 'sie'] as const).map((value) => ({ value, label: t(`session.setup.${value}`) }))}
        onChange={(event) => set({ formOfAddress: event.currentTarget.value === 'sie' ? 'sie' : 'du' })}
      />
      <TimeZoneField
        label={t('session.setup.timeZone')}
        value={draft.timeZone}
        onChange={(timeZone) => set({ timeZone })}
      />
      <div className={styles.moves}>
        <Button type="submit" tone="primary" size="large">
          {t('session.setup.next')}
        </Button>
      </div>
    </form>
  );
}
