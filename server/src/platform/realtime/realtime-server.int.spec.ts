import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { io, type Socket } from 'socket.io-client';
import { createTestApp, type TestApp } from '../../../test/test-app.ts';
import { workerRedis } from '../../../test/test-database.ts';
import { DomainError } from '../http/domain-error.ts';
import { RealtimeServer } from './realtime-server.ts';
import { SessionAuthenticator, type SignedInAgent } from './session-authenticator.ts';

/** Sessions that have ended, by name. */
const ended = new Set<string>();

class Sessions extends SessionAuthenticator {
  override async authenticate(cookieHeader: string | undefined): Promise<SignedInAgent | null> {
    const name = /visavis_session=(\w+)/.exec(cookieHeader ?? '')?.[1];
    if (name === undefined || name === 'revoked' || ended.has(name)) return null;
    if (name === 'broken') throw new Error('the database is away');
    return { agentId: name, role: 'agent', teamIds: ['care'], sessionId: `s-${name}` };
  }
}

describe('the live connection', () => {
  let test: TestApp;
  let realtime: RealtimeServer;
  const sockets: Socket[] = [];
  const left: string[] = [];

  beforeAll(async () => {
    test = await createTestApp({
      modules: [],
      providers: [{ provide: SessionAuthenticator, useClass: Sessions }],
    });
    realtime = test.get(RealtimeServer);
    realtime.onMessage('screen.show', async (screen, payload) => {
      if (typeof payload !== 'object') throw new DomainError('malformed');
      await screen.join('conversation:1');
      return { rooms: [...screen.rooms].toSorted() };
    });
    realtime.onMessage('screen.crash', () => {
      throw new TypeError('nobody foresaw this');
    });
    realtime.onDisconnect((screen) => void left.push(screen.agent.agentId));
  });
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.disconnect();
  });
  afterAll(() => test.close());

  const open = (cookie: string, headers: Record<string, string> = { Origin: test.url }): Socket => {
    const socket = io(test.url, {
      path: '/realtime',
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      extraHeaders: { ...headers, ...(cookie === '' ? {} : { Cookie: `visavis_session=${cookie}` }) },
    });
    sockets.push(socket);
    return socket;
  };
  const connected = async (cookie: string): Promise<Socket> => {
    const socket = open(cookie);
    await happens(socket, 'connect');
    return socket;
  };
  const happens = <T = unknown>(socket: Socket, name: string): Promise<T> =>
    new Promise((resolve) => socket.once(name, (value: T) => resolve(value)));

  it.each([
    ['', 'unauthenticated'],
    ['revoked', 'unauthenticated'],
    ['broken', 'unavailable'],
  ])('is refused with the session %j', async (cookie, message) => {
    expect((await happens<Error>(open(cookie), 'connect_error')).message).toBe(message);
  });

  it.each([{ Origin: 'https://evil.example' }, {}])(
    'is refused to a page of another origin: %j',
    async (headers) => {
      const error = await happens<Error>(open('jana', headers as Record<string, string>), 'connect_error');
      expect(error.message).toBe('websocket error');
    },
  );

  it('carries a push once to each screen in any of its rooms, and to no other', async () => {
    const jana = await connected('jana');
    const mehmet = await connected('mehmet');
    const got: Record<string, unknown[]> = { jana: [], mehmet: [] };
    jana.onAny((name: string, push: { type: string }) => got.jana?.push(push, name));
    mehmet.onAny((name: string) => got.mehmet?.push(name));
    realtime.push(['agent:jana', 'session:s-jana'], { type: 'conversation.removed', id: '1' });
    realtime.push(['team:care'], { type: 'report.stale', report: 'live' });
    await Promise.all([happens(jana, 'report.stale'), happens(mehmet, 'report.stale')]);
    expect(got).toEqual({
      jana: [
        { type: 'conversation.removed', id: '1' },
        'conversation.removed',
        { type: 'report.stale', report: 'live' },
        'report.stale',
      ],
      mehmet: ['report.stale'],
    });
  });

  it('answers the messages of a screen, and survives the ones that go wrong', async () => {
    const jana = await connected('jana');
    expect(await jana.emitWithAck('screen.show', { conversationId: '1' })).toMatchObject({
      ok: true,
      rooms: expect.arrayContaining(['agent:jana', 'conversation:1', 'session:s-jana', 'team:care']),
    });
    expect(await jana.emitWithAck('screen.show', 'nonsense')).toEqual({
      ok: false,
      error: { code: 'malformed' },
    });
    expect(await jana.emitWithAck('screen.crash', {})).toEqual({ ok: false, error: { code: 'internal' } });
    expect(await jana.emitWithAck('no.such', {})).toEqual({ ok: false, error: { code: 'not-found' } });
    expect(await realtime.agentsIn('conversation:1')).toEqual([{ agentId: 'jana', socketId: jana.id }]);
  });

  it('ends when its session is revoked', async () => {
    const jana = await connected('jana');
    const mehmet = await connected('mehmet');
    left.length = 0;
    const closed = happens(jana, 'disconnect');
    realtime.disconnectSession('s-jana');
    expect(await closed).toBe('io server disconnect');
    expect(left).toEqual(['jana']);
    expect(mehmet.connected).toBe(true);
  });

  const losesConnection = async (screen: Socket): Promise<void> => {
    const heard = happens(screen, 'report.stale');
    realtime.push(['team:care'], { type: 'report.stale', report: 'live' });
    await heard;
    const gone = happens(screen, 'disconnect');
    screen.io.engine.close();
    await gone;
  };

  it('tells a screen whose session ended while it was away nothing of what it missed', async () => {
    const jana = await connected('jana');
    const heard: unknown[] = [];
    await losesConnection(jana);
    // On the wire: a screen that is refused shows nothing, but whoever sits before it may read along.
    jana.io.on('packet', ({ data }: { data?: unknown }) => void (Array.isArray(data) && heard.push(data)));
    realtime.push(['team:care'], { type: 'conversation.removed', id: 'missed' });
    ended.add('jana');
    const refused = happens<Error>(jana, 'connect_error');
    jana.connect();
    expect((await refused).message).toBe('unauthenticated');
    ended.clear();
    expect(heard).toEqual([]);
  });

  it('puts a screen that comes back into the rooms of its rights alone', async () => {
    const jana = await connected('jana');
    await jana.emitWithAck('screen.show', { conversationId: '1' });
    await losesConnection(jana);
    jana.connect();
    await happens(jana, 'connect');
    await jana.emitWithAck('no.such', {});
    expect(await realtime.agentsIn('conversation:1')).toEqual([]);
    expect(await realtime.agentsIn('team:care')).toEqual([{ agentId: 'jana', socketId: jana.id }]);
  });

  // Several processes meet in Redis, so this is asked in the run that has one.
  const redisUrl = workerRedis();
  if (redisUrl !== null) {
    it('reaches screens of another process, also from a worker that has none itself', async () => {
      const worker = await createTestApp({ modules: [], settings: { role: 'worker' }, keepData: true });
      const jana = await connected('jana');
      const pushed = happens<{ id: string }>(jana, 'conversation.removed');
      worker.get(RealtimeServer).push(['agent:jana'], { type: 'conversation.removed', id: 'from afar' });
      expect((await pushed).id).toBe('from afar');
      expect(await worker.get(RealtimeServer).agentsIn('agent:jana')).toEqual([
        { agentId: 'jana', socketId: jana.id },
      ]);
      const closed = happens(jana, 'disconnect');
      worker.get(RealtimeServer).disconnectSession('s-jana');
      expect(await closed).toBe('io server disconnect');
      await worker.close();
    });

    it('asks nothing of another Visavis that lives in another database of the same Redis', async () => {
      const others = new URL(redisUrl);
      others.pathname = '/15';
      const other = await createTestApp({
        modules: [],
        settings: { role: 'worker', redisUrl: others.href },
        keepData: true,
      });
      const jana = await connected('jana');
      expect(await realtime.agentsIn('agent:jana')).toEqual([{ agentId: 'jana', socketId: jana.id }]);
      expect(await other.get(RealtimeServer).agentsIn('agent:jana')).toEqual([]);
      await other.close();
    });
  }
});
