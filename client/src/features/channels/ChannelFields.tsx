import type { ConnectorManifest } from '@visavis/shared/api/channels';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { TextField } from '../../ui/Field.tsx';

interface ChannelFieldsProps {
  manifest: ConnectorManifest;
  values: Record<string, string>;
  onChange: (values: Record<string, string>) => void;
  /** Faults by `settings.<field>`. */
  faults: Record<string, string>;
  /** Secrets are never sent back: an empty one stays as it is. */
  isStored?: boolean;
}

/** The fields that a network needs, as its manifest describes them. */
export function ChannelFields({ manifest, values, onChange, faults, isStored = false }: ChannelFieldsProps) {
  const { t } = useTranslation();
  const { locale } = useFormat();
  return manifest.fields.map((field) => {
    const isSecret = field.kind === 'secret';
    return (
      <TextField
        key={field.name}
        label={field.label[locale]}
        help={isSecret && isStored ? t('channels.secretKept') : field.help[locale]}
        error={faults[`settings.${field.name}`] ?? faults[field.name]}
        type={isSecret ? 'password' : field.kind}
        autoComplete="off"
        required={field.required && !(isSecret && isStored)}
        placeholder={field.placeholder}
        value={values[field.name] ?? ''}
        onChange={(event) => onChange({ ...values, [field.name]: event.currentTarget.value })}
      />
    );
  });
}

/** Only what was filled in: an empty field is one that was not given. */
export function givenSettings(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''));
}
