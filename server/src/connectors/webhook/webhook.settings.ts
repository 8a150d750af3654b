import { randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;

/** Makes the secret of a channel that was given none; it is shown once. */
export function prepareWebhookSettings(settings: Record<string, string>): {
  settings: Record<string, string>;
  shownOnce?: { secret?: string };
} {
  if (settings.secret) return { settings };
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  return { settings: { ...settings, secret }, shownOnce: { secret } };
}
