import type { PushName, Pushes } from '@visavis/shared/events/pushes';
import type { QueryClient } from '@tanstack/react-query';

/** What a feature does with the pushes it knows: patch what is cached, fetch once what cannot be patched. */
export type PushHandlers = { [K in PushName]?: (push: Pushes[K], client: QueryClient) => void };

/** Handlers that together know every push; `app` builds it, so a push nobody handles fails to compile. */
export type EveryPush = { [K in PushName]: unknown };

interface PushSource {
  on(name: PushName, listener: (push: never) => void): unknown;
}

/** Hands every push to every feature that wants it. */
export function dispatchPushes(
  source: PushSource,
  features: readonly PushHandlers[],
  client: QueryClient,
): void {
  for (const handlers of features) {
    for (const [name, handle] of Object.entries(handlers)) {
      source.on(name as PushName, (push) =>
        (handle as (push: unknown, client: QueryClient) => void)(push, client),
      );
    }
  }
}
