import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { PresenceList, Push, PresentPeople } from '@visavis/shared/events/pushes';
import { io, type Socket } from 'socket.io-client';
import { eventually } from '../eventually.ts';
import { anAgent } from '../factories/an-agent.ts';
import { anArrivedConversation } from '../factories/an-arrived-conversation.ts';
import { Product, type ProductProcess } from '../product.ts';
import { signIn, type SignedInHeaders } from '../sign-in.ts';
import type { TestApp } from '../test-app.ts';
import { workerRedis } from '../test-database.ts';

/** A process that was killed is missed after some seconds, and what is compared every few seconds follows. */
const MISSED_MS = 30_000;

interface Person {
  name: string;
  session: SignedInHeaders;
}

interface World {
  conversationId: string;
  jana: Person;
  lena: Person;
  mehmet: Person;
}

let product: Product<World>;
const sockets: Socket[] = [];

async function aWorld(app: TestApp): Promise<World> {
  const aPerson = async (name: string): Promise<Person> => {
    const agent = await anAgent(app, { displayName: name });
    return { name, session: await signIn(app, agent) };
  };
  const [jana, lena, mehmet] = [await aPerson('Jana'), await aPerson('Lena'), await aPerson('Mehmet')];
  return { conversationId: (await anArrivedConversation(app)).id, jana, lena, mehmet };
}

beforeAll(async () => {
  product = await Product.prepare({ name: 'presence', world: aWorld });
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.disconnect();
});
afterAll(() => product.stop());

interface Screen {
  socket: Socket;
  /** Who is there by what was pushed last; undefined when nothing was. */
  told: () => string[] | undefined;
  asked: () => Promise<string[]>;
}

/** A tab at one of the processes; it says again what it shows whenever it connects, as the browser's does. */
async function aScreen(at: ProductProcess, { session }: Person, shows: boolean): Promise<Screen> {
  const { conversationId } = product.world;
  const socket = io(at.url, {
    path: '/realtime',
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 50,
    reconnectionDelayMax: 200,
    extraHeaders: { Cookie: session.Cookie, Origin: at.url },
  });
  sockets.push(socket);
  let told: string[] | undefined;
  socket.onAny((_name, push: Push) => {
    if (push.type === 'presence.changed' && push.conversationId === conversationId) told = namesIn(push);
  });
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  if (shows) {
    socket.on('connect', () => void socket.emit('screen.show', { conversationId }));
    // Nobody writes in a conversation that is not in front of them yet.
    await socket.emitWithAck('screen.show', { conversationId });
  }
  return {
    socket,
    told: () => told,
    asked: async () => {
      const { people } = (await socket.timeout(10_000).emitWithAck('presence.list', {})) as PresenceList;
      return people.flatMap(namesIn);
    },
  };
}

const namesIn = ({ people }: PresentPeople): string[] =>
  people.map(({ agent, state }) => `${agent.name} ${state}`).toSorted();

describe('a process that is killed', () => {
  it('leaves nobody behind in a conversation when it starts again', async () => {
    const { conversationId, jana, lena, mehmet } = product.world;
    const first = await product.start();
    const [hers, lenas, his] = [
      await aScreen(first, jana, true),
      await aScreen(first, lena, true),
      await aScreen(first, mehmet, false),
    ];
    await hers.socket.emitWithAck('presence.set', { conversationId, state: 'writing' });
    await eventually(() => expect(his.told()).toEqual(['Jana writing', 'Lena reading']));
    // Jana's browser dies with the process, Lena's comes back.
    hers.socket.disconnect();
    await product.kill(first);
    const back = new Promise<void>((resolve) => his.socket.once('connect', resolve));
    const again = await product.start({}, Number(new URL(first.url).port));
    await back;
    await eventually(async () => expect(await his.asked()).toEqual(['Lena reading']), MISSED_MS);
    expect(lenas.socket.connected).toBe(true);
    await product.kill(again);
  });

  // Screens of several processes meet in Redis, so this is asked in the run that has one.
  if (workerRedis() !== null) {
    it('takes its people with it on the screens of the others, and they are seen where they come back', async () => {
      const { conversationId, jana, lena, mehmet } = product.world;
      const [dying, living] = await Promise.all([
        product.start({ VISAVIS_ROLE: 'api' }),
        product.start({ VISAVIS_ROLE: 'api' }),
      ]);
      const hers = await aScreen(dying, jana, true);
      const lenas = await aScreen(living, lena, true);
      const his = await aScreen(living, mehmet, false);
      await hers.socket.emitWithAck('presence.set', { conversationId, state: 'writing' });
      await eventually(() => expect(his.told()).toEqual(['Jana writing', 'Lena reading']));
      expect(await his.asked()).toEqual(['Jana writing', 'Lena reading']);

      await product.kill(dying);
      await eventually(() => expect(his.told()).toEqual(['Lena reading']), MISSED_MS);
      expect(lenas.told()).toEqual(['Lena reading']);

      const back = await aScreen(living, jana, true);
      await eventually(() => expect(his.told()).toEqual(['Jana reading', 'Lena reading']));
      expect(await back.asked()).toEqual(['Jana reading', 'Lena reading']);
    });
  }
});
