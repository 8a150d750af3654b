import {
  parseBusinessHours,
  type BusinessHours,
  type BusinessHoursFault,
} from '@visavis/shared/sla/business-time';
import { DomainError } from '../platform/http/domain-error.ts';

const SENTENCES: Readonly<Record<BusinessHoursFault['code'], string>> = {
  required: 'is missing or not an object',
  'not-a-time-zone': 'is not an IANA time zone such as Europe/Berlin',
  'not-a-weekday': 'is not one of mon, tue, wed, thu, fri, sat, sun',
  'not-a-span': 'is not a span such as ["09:00", "17:00"]; it may end at "24:00" or on the next day',
  'not-a-date': 'is not a date such as 2026-12-24',
  'not-a-list': 'is not a list',
};

/** Business hours from outside. @throws DomainError `invalid` that names every fault by its path */
export function acceptBusinessHours(input: unknown): BusinessHours {
  const parsed = parseBusinessHours(input);
  if (parsed.ok) return parsed.hours;
  const fields = parsed.faults.map(({ path, code }) => ({
    field: path === '' ? 'businessHours' : `businessHours.${path}`,
    code,
    message: SENTENCES[code],
  }));
  const [first] = fields;
  throw new DomainError(
    'invalid',
    { fields },
    first === undefined ? undefined : `${first.field} ${first.message}.`,
  );
}
