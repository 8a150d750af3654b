import { ApiError } from '../lib/api-client.ts';

/** Tries again what may pass by itself (no network, 5xx, 429), at most twice; a refusal is an answer. */
export function retryPolicy(failures: number, error: unknown): boolean {
  if (failures >= 2) return false;
  if (!(error instanceof ApiError)) return false;
  return error.status === 0 || error.status === 429 || error.status >= 500;
}
