import type { WallReport } from '@visavis/shared/api/wall';
import { useEffect, useState } from 'react';
import { io } from 'socket.io-client';
import { wholePage } from '../../lib/release.ts';
import { noteServerTime } from '../../lib/server-clock.ts';

const QUIET_MS = 60_000;
const RETRY_MS = 5_000;
const PATIENCE_MS = 15_000;
const RELEASE_MS = 5 * 60_000;

/** What a screen knows: the last figures, and whether they are being kept up. */
export interface Wall {
  report: WallReport | null;
  /** `lost`: the figures stand still. `revoked`: the link is unknown or was taken back. */
  state: 'connecting' | 'live' | 'lost' | 'revoked';
}

/**
 * Keeps a screen on a wall true for days: fetches when told that figures are old, once a minute besides, and again and
 * again while nobody answers or nobody can tell it anything. Holds one report and one request at a time, so nothing
 * grows. After a release it loads itself anew.
 */
export function useWall(token: string): Wall {
  const [wall, setWall] = useState<Wall>({ report: null, state: 'connecting' });
  useEffect(() => keepWall(token, setWall), [token]);
  return wall;
}

function keepWall(token: string, show: (change: (wall: Wall) => Wall) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let reading: AbortController | null = null;
  let isStale = false;
  let isRevoked = false;
  let isOver = false;
  const again = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void read(), ms);
  };
  const read = async (): Promise<void> => {
    if (reading) {
      isStale = true;
      return;
    }
    reading = new AbortController();
    isStale = false;
    const outcome = await fetchWall(token, reading);
    reading = null;
    if (isOver) return;
    isRevoked = outcome === 'revoked';
    show((before) =>
      outcome === 'revoked'
        ? { report: null, state: 'revoked' }
        : outcome === 'lost'
          ? { ...before, state: 'lost' }
          : { report: outcome, state: 'live' },
    );
    if (isStale) return read();
    // Without a socket nobody tells when figures are old.
    again(isRevoked || (outcome !== 'lost' && socket.connected) ? QUIET_MS : RETRY_MS);
  };
  const socket = io('/wall', {
    path: '/realtime',
    transports: ['websocket'],
    auth: { token },
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
  });
  socket.on('connect', () => void read());
  socket.on('report.stale', () => void read());
  // Refused, not out of reach: the link may have been revoked while the connection was away.
  socket.on('connect_error', ({ message }) => message === 'unauthenticated' && void read());
  socket.on('disconnect', (reason) => {
    void read();
    // Closed on purpose: the link was revoked, or the process stops. Socket.IO would not try again by itself.
    if (reason === 'io server disconnect') socket.connect();
  });
  const release = setInterval(() => void reloadAfterRelease(), RELEASE_MS);
  const reconnect = setInterval(() => {
    if (!socket.connected && !socket.active && !isRevoked) socket.connect();
  }, RETRY_MS);
  const goOffline = () =>
    show((before) => (before.state === 'revoked' ? before : { ...before, state: 'lost' }));
  const goOnline = () => void read();
  window.addEventListener('offline', goOffline);
  window.addEventListener('online', goOnline);
  void read();
  return () => {
    isOver = true;
    clearTimeout(timer);
    clearInterval(release);
    clearInterval(reconnect);
    window.removeEventListener('offline', goOffline);
    window.removeEventListener('online', goOnline);
    reading?.abort();
    socket.close();
  };
}

/** Learns the server's time besides: the clock of a computer behind a wall may be hours off, and nobody looks after it. */
async function fetchWall(token: string, reading: AbortController): Promise<WallReport | 'lost' | 'revoked'> {
  const patience = setTimeout(() => reading.abort(), PATIENCE_MS);
  const sentAt = Date.now();
  try {
    const answer = await fetch('/api/wall', {
      headers: { authorization: `Bearer ${token}` },
      signal: reading.signal,
      cache: 'no-store',
      credentials: 'omit',
    });
    noteServerTime(answer.headers.get('date'), sentAt, Date.now());
    if (answer.status === 401) return 'revoked';
    return answer.ok ? ((await answer.json()) as WallReport) : 'lost';
  } catch {
    return 'lost';
  } finally {
    clearTimeout(patience);
  }
}

/** The page names its own parts: other names than those that run here mean another release. */
async function reloadAfterRelease(): Promise<void> {
  const running = document
    .querySelector<HTMLScriptElement>('script[type="module"][src]')
    ?.getAttribute('src');
  if (!running) return;
  const page = await wholePage('/wall');
  if (page !== null && !page.includes(running)) window.location.reload();
}
