import { useSyncExternalStore } from 'react';

/** How far the server's clock is ahead of ours, in milliseconds, and how well we know it. */
let offsetMs = 0;
let uncertaintyMs = Number.POSITIVE_INFINITY;

/**
 * Learns from the `Date` of an answer. It has whole seconds, so half a second is added; an answer that took longer
 * than a better known one changes nothing, unless the clock jumped (the laptop slept, somebody set the time).
 */
export function noteServerTime(dateHeader: string | null, sentAt: number, receivedAt: number): void {
  const serverTime = dateHeader ? Date.parse(dateHeader) : Number.NaN;
  if (Number.isNaN(serverTime)) return;
  const uncertainty = 500 + (receivedAt - sentAt) / 2;
  const offset = serverTime + 500 - (sentAt + receivedAt) / 2;
  const contradicts = Math.abs(offset - offsetMs) > uncertainty + uncertaintyMs;
  if (uncertainty < uncertaintyMs || contradicts) {
    offsetMs = offset;
    uncertaintyMs = uncertainty;
  }
}

/** The present instant by the server's clock. */
export function serverNow(): number {
  // Below a second the header's own coarseness is all there is to see.
  return Date.now() + (Math.abs(offsetMs) < 1000 ? 0 : offsetMs);
}

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let tick = serverNow();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    tick = serverNow();
    for (const each of listeners) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/**
 * Renders again when `read(now)` answers something else, looked at once a second by one timer for all: a clock that
 * shows minutes renders once a minute.
 */
export function useServerTime<T extends string | number | boolean>(read: (now: number) => T): T {
  return useSyncExternalStore(subscribe, () => {
    // While nobody subscribes the tick stands still; a first render needs the present.
    if (timer === undefined) tick = serverNow();
    return read(tick);
  });
}
