import type { Socket } from 'socket.io';
import type { SignedInAgent } from './session-authenticator.ts';

/** What a socket carries with it; other processes see it. */
export interface SocketData {
  agent: SignedInAgent;
  kept?: Record<string, unknown>;
}

/** A screen as seen from anywhere. */
export interface ScreenInRoom {
  agentId: string;
  socketId: string;
  rooms: ReadonlySet<string>;
  kept: Readonly<Record<string, unknown>>;
}

/** One open screen: who looks at it, and the rooms it is in. */
export interface SocketContext {
  readonly agent: SignedInAgent;
  readonly socketId: string;
  readonly rooms: ReadonlySet<string>;
  /** What was kept about this screen; plain JSON, visible in `screensIn`. */
  readonly kept: Readonly<Record<string, unknown>>;
  keep(name: string, value: unknown): void;
  join(room: string | readonly string[]): Promise<void>;
  leave(room: string): Promise<void>;
}

export function contextOf(socket: Socket): SocketContext {
  return {
    agent: (socket.data as SocketData).agent,
    get kept() {
      return (socket.data as SocketData).kept ?? {};
    },
    keep: (name, value) => {
      const data = socket.data as SocketData;
      data.kept = { ...data.kept, [name]: value };
    },
    socketId: socket.id,
    get rooms() {
      return socket.rooms;
    },
    join: async (room) => {
      await socket.join(typeof room === 'string' ? room : [...room]);
    },
    leave: async (room) => {
      await socket.leave(room);
    },
  };
}
