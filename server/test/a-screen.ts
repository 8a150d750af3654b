import { randomUUID } from 'node:crypto';
import type { Push, PushName, Pushes } from '@visavis/shared/events/pushes';
import { io, type Socket } from 'socket.io-client';
import { RealtimeServer } from '../src/platform/realtime/realtime-server.ts';
import { eventually } from './eventually.ts';
import { signIn } from './sign-in.ts';
import type { TestApp } from './test-app.ts';

const MARK = 'mark-';

/** A browser tab of somebody who is signed in, as far as the live connection goes. */
export interface TestScreen {
  readonly socket: Socket;
  /** Everything that was pushed to it, in order. */
  readonly pushes: Push[];
  /** The last push of a kind; undefined when there was none. */
  last<K extends PushName>(name: K): Pushes[K] | undefined;
  ofKind<K extends PushName>(name: K): Pushes[K][];
  /** Forgets what was pushed so far. */
  clear(): void;
  /** Resolves when everything that was pushed before has arrived. */
  caughtUp(): Promise<void>;
  ask(name: string, payload: unknown): Promise<{ ok: boolean; error?: { code: string } }>;
  close(): void;
}

/** Resolves when the screen is connected and in its rooms. */
export async function aScreen(app: TestApp, agent: { id: string }): Promise<TestScreen> {
  const { Cookie } = await signIn(app, agent);
  const socket = io(app.url, {
    path: '/realtime',
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 20,
    extraHeaders: { Cookie, Origin: app.url },
  });
  // A browser comes back when the server closed the connection.
  socket.on('disconnect', (reason) => reason === 'io server disconnect' && socket.connect());
  const pushes: Push[] = [];
  const marks = new Set<string>();
  socket.onAny((_name, push: Push) => {
    if (push.type === 'conversation.removed' && push.id.startsWith(MARK)) marks.add(push.id);
    else pushes.push(push);
  });
  const ofKind = <K extends PushName>(name: K) =>
    pushes.filter((push) => push.type === name) as unknown as Pushes[K][];
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  // Its own arrival is pushed to the room of everybody, once it is in there.
  await eventually(() => {
    if (!ofKind('agent.changed').some(({ agentId }) => agentId === agent.id))
      throw new Error('The screen is not in its rooms yet.');
  });
  pushes.length = 0;
  return {
    socket,
    pushes,
    last: (name) => ofKind(name).at(-1),
    ofKind,
    clear: () => void (pushes.length = 0),
    caughtUp: async () => {
      // Pushes keep their order, through other processes too. A screen that is just coming back may miss the first mark.
      const mark = MARK + randomUUID();
      await eventually(() => {
        app.get(RealtimeServer).push([`agent:${agent.id}`], { type: 'conversation.removed', id: mark });
        if (!marks.has(mark)) throw new Error('Pushes are still on their way.');
      });
    },
    ask: (name, payload) => socket.emitWithAck(name, payload) as Promise<{ ok: boolean }>,
    close: () => void socket.disconnect(),
  };
}
