import type { ConnectorManifest, CredentialField } from '@visavis/shared/api/channels';
import { storableText } from '@visavis/shared/text/storable-text';
import type { FieldFault } from '../platform/http/validation.pipe.ts';

const LONGEST = { text: 500, url: 2_000, secret: 4_000 } as const;

/**
 * Checks settings against the fields of a manifest. Fields that the manifest does not know are left out, empty ones
 * count as not given.
 */
export function readSettings(
  manifest: Pick<ConnectorManifest, 'fields'>,
  given: Readonly<Record<string, unknown>>,
): { settings: Record<string, string>; faults: FieldFault[] } {
  const settings: Record<string, string> = {};
  const faults: FieldFault[] = [];
  for (const field of manifest.fields) {
    const value = given[field.name];
    const text = typeof value === 'string' ? value.trim() : '';
    const fault = faultOf(field, value, text);
    if (fault !== null) faults.push({ field: `settings.${field.name}`, message: fault });
    else if (text !== '') settings[field.name] = text;
  }
  return { settings, faults };
}

/** Parts the settings into what may be shown and what is sealed. */
export function partSettings(
  manifest: Pick<ConnectorManifest, 'fields'>,
  settings: Readonly<Record<string, string>>,
): { open: Record<string, string>; secret: Record<string, string> } {
  const secrets = new Set(
    manifest.fields.filter((field) => field.kind === 'secret').map((field) => field.name),
  );
  const known = new Set(manifest.fields.map((field) => field.name));
  const entries = Object.entries(settings);
  return {
    open: Object.fromEntries(entries.filter(([name]) => known.has(name) && !secrets.has(name))),
    // What a connector made for itself is nobody's to see.
    secret: Object.fromEntries(entries.filter(([name]) => !known.has(name) || secrets.has(name))),
  };
}

function faultOf(field: CredentialField, value: unknown, text: string): string | null {
  if (value !== undefined && value !== null && typeof value !== 'string') return 'must be a text';
  if (text === '') return field.required ? 'is required' : null;
  if (text.length > LONGEST[field.kind]) return `is longer than ${LONGEST[field.kind]} characters`;
  if (storableText(text) !== text) return 'holds a character that cannot be stored';
  if (field.kind === 'url' && !isWebAddress(text))
    return 'must be an address that begins with https:// or http://';
  return null;
}

function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '';
}
