import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost, ModuleRef } from '@nestjs/core';
import { createAdapter } from '@socket.io/redis-streams-adapter';
import type { Push } from '@visavis/shared/events/pushes';
import { Redis } from 'ioredis';
import { Server, type Socket } from 'socket.io';
import { AppConfig } from '../config/app-config.ts';
import { DomainError } from '../http/domain-error.ts';
import { Logger } from '../logger.ts';
import { SessionAuthenticator } from './session-authenticator.ts';
import { contextOf, type ScreenInRoom, type SocketContext, type SocketData } from './socket-context.ts';

/** Answers one message of a screen; what it returns is merged into the acknowledgement `{ ok: true }`. */
export type MessageHandler = (
  screen: SocketContext,
  payload: unknown,
) => Promise<object | void> | object | void;
export type ScreenHandler = (screen: SocketContext) => Promise<void> | void;

const LARGEST_MESSAGE_BYTES = 64_000;
/** A machine that fell asleep says nothing any more: after these two together its screen counts as closed. */
const PING = { pingInterval: 10_000, pingTimeout: 15_000 };
/** Screens on walls, which nobody is signed in at, are kept apart from everybody else's. */
const DISPLAYS = '/wall';
const LONGEST_TOKEN = 200;

/**
 * Socket.IO under `/realtime`: websockets only, for signed-in agents and pages of our own origin. A process without
 * HTTP (role worker) has no sockets and still pushes, through Redis. A screen that comes back is a new one and fetches what
 * it shows: Socket.IO would hand it what it missed, and its rooms of before, without asking whether it still may.
 */
@Injectable()
export class RealtimeServer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly handlers = new Map<string, MessageHandler>();
  private readonly connected: ScreenHandler[] = [];
  private readonly disconnected: ScreenHandler[] = [];
  private readonly io: Server;
  private redis: Redis | null = null;
  private authenticator: SessionAuthenticator | null = null;
  private recogniseDisplay: ((token: string) => Promise<string | null>) | null = null;

  constructor(
    private readonly config: AppConfig,
    private readonly logger: Logger,
    private readonly adapterHost: HttpAdapterHost,
    private readonly moduleRef: ModuleRef,
  ) {
    this.io = new Server({
      path: '/realtime',
      transports: ['websocket'],
      serveClient: false,
      perMessageDeflate: false,
      maxHttpBufferSize: LARGEST_MESSAGE_BYTES,
      ...PING,
      allowRequest: (request, answer) => answer(null, this.isOwnOrigin(request)),
      ...this.adapter(),
    });
    this.io.use((socket, next) => void this.admit(socket, next));
    this.io.on('connection', (socket) => void this.welcome(socket));
    this.io.of(DISPLAYS).use((socket, next) => void this.admitDisplay(socket, next));
  }

  onApplicationBootstrap(): void {
    if (!this.config.runsApi) return;
    // Looked up only now: the module that owns sessions itself wants to close their screens.
    this.authenticator = findOne(this.moduleRef);
    this.io.attach(this.adapterHost.httpAdapter.getHttpServer() as HttpServer);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.io.disconnectSockets(true);
    this.io.of('/').removeAllListeners();
    this.io.engine?.close();
    await this.io.of('/').adapter.close();
    await this.io.of(DISPLAYS).adapter.close();
    this.redis?.disconnect();
  }

  /**
   * Sends a push once to every screen in any of the rooms, in whichever process it is connected.
   *
   * @param except screens in any of these rooms do not get it
   */
  push(rooms: readonly string[], push: Push, except: readonly string[] = []): void {
    if (rooms.length > 0)
      this.io
        .to([...rooms])
        .except([...except])
        .emit(push.type, push);
  }

  /** Sends a push to the screens in any of the rooms that are connected to this process. */
  pushHere(rooms: readonly string[], push: Push): void {
    if (rooms.length > 0) this.io.local.to([...rooms]).emit(push.type, push);
  }

  /**
   * Lets screens on walls in, which only listen. @param recognise tells the id of a display by its token, null for one
   * that is unknown or revoked
   */
  admitDisplays(recognise: (token: string) => Promise<string | null>): void {
    this.recogniseDisplay = recognise;
  }

  /** Sends a push to every screen on a wall, in whichever process it is connected. */
  pushToDisplays(push: Push): void {
    this.io.of(DISPLAYS).emit(push.type, push);
  }

  /** Closes every screen of a display, in all processes. */
  disconnectDisplay(displayId: string): void {
    this.io.of(DISPLAYS).in(`display:${displayId}`).disconnectSockets(true);
  }

  /** Whether screens may be connected to other processes as well. */
  get isOneOfSeveral(): boolean {
    return this.redis !== null;
  }

  /** False when it is sure that nobody is in the room, so that nothing needs to be read for it. */
  mayHaveScreens(room: string): boolean {
    return this.redis !== null || this.io.of('/').adapter.rooms.has(room);
  }

  /** Registers what answers a message by name; one handler each. */
  onMessage(name: string, handler: MessageHandler): void {
    if (this.handlers.has(name)) throw new Error(`The message "${name}" has two handlers.`);
    this.handlers.set(name, handler);
  }

  /** A screen connected; it is in the rooms `agent:<id>`, `session:<id>` and `team:<id>` already. */
  onConnect(handler: ScreenHandler): void {
    this.connected.push(handler);
  }

  /** A screen went away; its rooms are still listed. */
  onDisconnect(handler: ScreenHandler): void {
    this.disconnected.push(handler);
  }

  /** Closes every screen of a session, in all processes. */
  disconnectSession(sessionId: string): void {
    this.io.in(`session:${sessionId}`).disconnectSockets(true);
  }

  /** Closes every screen of an agent, in all processes. */
  disconnectAgent(agentId: string): void {
    this.io.in(`agent:${agentId}`).disconnectSockets(true);
  }

  /** Who has a screen in this room, in all processes; an agent with two screens appears twice. */
  async agentsIn(room: string): Promise<{ agentId: string; socketId: string }[]> {
    return (await this.screensIn(room)).map(({ agentId, socketId }) => ({ agentId, socketId }));
  }

  /** The screens in this room, in all processes, with the rooms they are in and what they keep. */
  async screensIn(room: string): Promise<ScreenInRoom[]> {
    if (!this.mayHaveScreens(room)) return [];
    const sockets = await this.io.in(room).fetchSockets();
    return sockets.map(({ id, data, rooms }) => {
      const { agent, kept } = data as SocketData;
      return { agentId: agent.agentId, socketId: id, rooms, kept: kept ?? {} };
    });
  }

  /** Takes screens out of a room, in all processes, except those that are in one of the other rooms as well. */
  evict(room: string, except: readonly string[]): void {
    this.io
      .in(room)
      .except([...except])
      .socketsLeave(room);
  }

  /** Moves screens of one room into another, or out of it, in all processes. */
  joinAll(from: string, room: string): void {
    this.io.in(from).socketsJoin(room);
  }

  leaveAll(room: string): void {
    this.io.in(room).socketsLeave(room);
  }

  /** The sessions that have a screen connected to this process. */
  sessionsHere(): string[] {
    const sockets = [...this.io.of('/').sockets.values()];
    return [...new Set(sockets.map(({ data }) => (data as SocketData).agent.sessionId))];
  }

  /** Screens connected to this process; for the metrics. */
  get connections(): number {
    return this.io.of('/').sockets.size;
  }

  private adapter(): { adapter?: ReturnType<typeof createAdapter> } {
    if (this.config.redisUrl === null) return {};
    this.redis = new Redis(this.config.redisUrl, { maxRetriesPerRequest: null });
    this.redis.on('error', (error) =>
      this.logger.rarely('Screens of other processes are out of reach for a moment.', { err: error }),
    );
    return {
      adapter: createAdapter(this.redis, {
        streamName: 'visavis-realtime',
        // Channels, unlike streams, are one for all numbered databases of a Redis: another Visavis may live there.
        channelPrefix: `visavis-realtime-${this.redis.options.db ?? 0}`,
        onlyPlaintext: true,
      }),
    };
  }

  private isOwnOrigin(request: IncomingMessage): boolean {
    return request.headers.origin === this.config.publicUrl;
  }

  private async admit(socket: Socket, next: (error?: Error) => void): Promise<void> {
    try {
      const agent = (await this.authenticator?.authenticate(socket.handshake.headers.cookie)) ?? null;
      if (agent === null) return next(new Error('unauthenticated'));
      (socket.data as SocketData).agent = agent;
      next();
    } catch (error) {
      this.logger.error('A screen could not be signed in.', { err: error });
      next(new Error('unavailable'));
    }
  }

  private async admitDisplay(socket: Socket, next: (error?: Error) => void): Promise<void> {
    try {
      const { token } = socket.handshake.auth as { token?: unknown };
      const isToken = typeof token === 'string' && token.length <= LONGEST_TOKEN;
      const id = isToken ? ((await this.recogniseDisplay?.(token)) ?? null) : null;
      if (id === null) return next(new Error('unauthenticated'));
      await socket.join(`display:${id}`);
      next();
    } catch (error) {
      this.logger.error('A screen on a wall could not be let in.', { err: error });
      next(new Error('unavailable'));
    }
  }

  private async welcome(socket: Socket): Promise<void> {
    const screen = contextOf(socket);
    const { agentId, sessionId, teamIds } = screen.agent;
    socket.use(([name, ...rest], next) => {
      void this.answer(screen, String(name), rest);
      next();
    });
    socket.on('disconnecting', () => void this.tell(this.disconnected, screen));
    socket.on('error', (error) => this.logger.warn('A screen sent what cannot be read.', { err: error }));
    await screen.join([`agent:${agentId}`, `session:${sessionId}`, ...teamIds.map((id) => `team:${id}`)]);
    await this.tell(this.connected, screen);
  }

  private async answer(screen: SocketContext, name: string, rest: readonly unknown[]): Promise<void> {
    const last = rest.at(-1);
    const acknowledge = typeof last === 'function' ? (last as (answer: object) => void) : () => {};
    const handler = this.handlers.get(name);
    if (handler === undefined) return acknowledge({ ok: false, error: { code: 'not-found' } });
    try {
      const result = await handler(screen, typeof rest[0] === 'function' ? undefined : rest[0]);
      acknowledge({ ok: true, ...result });
    } catch (error) {
      const code = error instanceof DomainError ? error.code : 'internal';
      if (code === 'internal')
        this.logger.error('A message of a screen failed.', { err: error, message: name });
      acknowledge({ ok: false, error: { code } });
    }
  }

  /** Each handler begins in this turn, while a screen that leaves is still in its rooms. */
  private async tell(handlers: readonly ScreenHandler[], screen: SocketContext): Promise<void> {
    await Promise.all(
      handlers.map(async (handler) => {
        try {
          await handler(screen);
        } catch (error) {
          this.logger.error('A screen came or went, and a handler failed.', { err: error });
        }
      }),
    );
  }
}

function findOne(moduleRef: ModuleRef): SessionAuthenticator | null {
  try {
    return moduleRef.get(SessionAuthenticator, { strict: false });
  } catch {
    return null;
  }
}
