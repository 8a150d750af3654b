import type { PresenceList, PushName, Pushes, ScreenMessages } from '@visavis/shared/events/pushes';
import { useSyncExternalStore } from 'react';
import { io, type Socket } from 'socket.io-client';
import { serverNow } from '../lib/server-clock.ts';

export type ServerEvents = { [K in PushName]: (payload: Pushes[K]) => void };
export type ClientEvents = {
  [K in keyof ScreenMessages]: (payload: ScreenMessages[K], ack?: (answer: { ok: boolean }) => void) => void;
};
export type RealtimeSocket = Socket<ServerEvents, ClientEvents>;

/**
 * `connecting` for the first time, `live`, `reconnecting` after a loss, `offline` when the browser has no network or
 * several tries failed, `back` for a few seconds after it came back.
 */
export type ConnectionState = 'connecting' | 'live' | 'reconnecting' | 'offline' | 'back';

export interface Connection {
  state: ConnectionState;
  /** The last moment at which the screen was known to be true; null before the first connection. */
  liveUntil: number | null;
}

const BACK_MS = 4000;
const REFUSED_RETRY_MS = 3000;
const TRIES_UNTIL_OFFLINE = 4;
const ANSWER_MS = 15_000;

let socket: RealtimeSocket | null = null;
let connection: Connection = { state: 'connecting', liveUntil: null };
let shown: string | null = null;
const listeners = new Set<() => void>();

function become(state: ConnectionState): void {
  const wasLive = connection.state === 'live' || connection.state === 'back';
  connection = { state, liveUntil: wasLive || state === 'live' ? serverNow() : connection.liveUntil };
  for (const listener of listeners) listener();
}

interface RealtimeOptions {
  /** What is on screen may be out of date: it was fetched before the connection, which brings nothing of before. */
  onMissed: () => void;
  /** The server refused the session. */
  onRefused: () => void;
}

/** Opens the connection of this browser tab; answers how to close it. Websocket only: no sticky sessions needed. */
export function connectRealtime({ onMissed, onRefused }: RealtimeOptions): {
  socket: RealtimeSocket;
  close: () => void;
} {
  const opened: RealtimeSocket = io({
    path: '/realtime',
    transports: ['websocket'],
    reconnectionDelay: 500,
    reconnectionDelayMax: 5000,
  });
  let hasBeenLive = false;
  let failures = 0;
  let backTimer: ReturnType<typeof setTimeout> | undefined;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;

  opened.on('connect', () => {
    failures = 0;
    onMissed();
    if (shown !== null) opened.emit('screen.show', { conversationId: shown });
    become(hasBeenLive ? 'back' : 'live');
    clearTimeout(backTimer);
    if (hasBeenLive) backTimer = setTimeout(() => opened.connected && become('live'), BACK_MS);
    hasBeenLive = true;
  });
  opened.on('disconnect', (reason) => {
    if (reason === 'io client disconnect') return;
    become('reconnecting');
    // The server closed it on purpose: the session ended or the process stops. Socket.IO would not try again.
    if (reason === 'io server disconnect') opened.connect();
  });
  opened.on('connect_error', (error) => {
    failures += 1;
    if (error.message === 'unauthenticated') onRefused();
    // Refused by the server and not by the network: Socket.IO would not try again by itself.
    else if (!opened.active) retryTimer = setTimeout(() => opened.connect(), REFUSED_RETRY_MS);
    if (failures >= TRIES_UNTIL_OFFLINE || !navigator.onLine) become('offline');
    else if (hasBeenLive) become('reconnecting');
  });
  const goOffline = () => become('offline');
  // A short gap may not have cost the connection.
  const goOnline = () => (opened.connected ? become('live') : retryConnection());
  window.addEventListener('offline', goOffline);
  window.addEventListener('online', goOnline);
  socket = opened;
  return {
    socket: opened,
    close: () => {
      clearTimeout(backTimer);
      clearTimeout(retryTimer);
      window.removeEventListener('offline', goOffline);
      window.removeEventListener('online', goOnline);
      opened.close();
      if (socket === opened) socket = null;
      connection = { state: 'connecting', liveUntil: null };
    },
  };
}

/** Tries at once instead of waiting for the next try. */
export function retryConnection(): void {
  if (!socket || socket.connected) return;
  become('reconnecting');
  socket.disconnect().connect();
}

/** Tells the server which conversation is in front of the agent (null: none), so that its pushes come. */
export function showConversation(conversationId: string | null): void {
  shown = conversationId;
  if (socket?.connected) socket.emit('screen.show', { conversationId });
}

/** Tells colleagues what the agent does in a conversation. */
export function setPresence(conversationId: string, state: 'reading' | 'writing'): void {
  if (socket?.connected) socket.emit('presence.set', { conversationId, state });
}

/** Who is in which conversation, of those the agent may see; null when nobody answers now. */
export async function askPresence(): Promise<PresenceList | null> {
  if (!socket?.connected) return null;
  try {
    const answer: unknown = await socket.timeout(ANSWER_MS).emitWithAck('presence.list', {});
    return isPresenceList(answer) ? answer : null;
  } catch {
    return null;
  }
}

const isPresenceList = (answer: unknown): answer is PresenceList =>
  typeof answer === 'object' && answer !== null && 'people' in answer && Array.isArray(answer.people);

/** The state of the connection, for banners. */
export function useConnection(): Connection {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => connection,
  );
}
