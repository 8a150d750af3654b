import { AsyncLocalStorage } from 'node:async_hooks';

const requests = new AsyncLocalStorage<{ id: string }>();

/** Runs what answers one request, so that every log entry on the way can carry its id. */
export function inRequest(id: string, work: () => void): void {
  requests.run({ id }, work);
}

/** Null outside of a request, for instance in a job. */
export function currentRequestId(): string | null {
  return requests.getStore()?.id ?? null;
}
