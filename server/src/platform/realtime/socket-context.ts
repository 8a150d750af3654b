import type { Socket } from 'socket.io';
import type { SignedInAgent } from './session-authenticator.ts';

/** One open screen: who looks at it, and the rooms it is in. */
export interface SocketContext {
  readonly agent: SignedInAgent;
  readonly socketId: string;
  readonly rooms: ReadonlySet<string>;
  join(room: string | readonly string[]): Promise<void>;
  leave(room: string): Promise<void>;
}

export function contextOf(socket: Socket): SocketContext {
  return {
    agent: (socket.data as { agent: SignedInAgent }).agent,
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
