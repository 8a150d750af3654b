import { SelectField } from './Field.tsx';

interface TimeZoneFieldProps {
  label: string;
  value: string;
  onChange: (timeZone: string) => void;
}

/** The time zones that this browser knows; the present one stays even if it does not. */
export function TimeZoneField({ label, value, onChange }: TimeZoneFieldProps) {
  const known = Intl.supportedValuesOf('timeZone');
  const zones = known.includes(value) ? known : [value, ...known];
  return (
    <SelectField
      label={label}
      value={value}
      options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
