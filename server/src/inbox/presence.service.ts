import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { PresenceList } from '@visavis/shared/events/pushes';
import { ConversationAccess } from '../conversations/conversation-access.ts';
import { Clock } from '../platform/clock.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { isId } from '../platform/http/parse-id.pipe.ts';
import { RealtimeServer } from '../platform/realtime/realtime-server.ts';
import type { SocketContext } from '../platform/realtime/socket-context.ts';
import { PresencePushesService } from './presence-pushes.service.ts';
import { CONVERSATION_ROOM, conversationsOf, keepPresence, presenceOf } from './who-is-where.ts';

/** Longer than the pause in which a screen says again that keys are pressed. */
export const WRITING_MS = 10_000;
const LOOK_MS = 1_000;

interface Writing {
  screen: SocketContext;
  /** When it was last said, in milliseconds by the server's clock. */
  saidAt: number;
}

/**
 * Who looks at or writes in a conversation. It is kept with the sockets alone: whoever goes away, by whatever accident, is
 * gone, and every process can ask for it. Writing that nobody repeats is reading: a machine that fell asleep in the middle
 * of a word types no more.
 */
@Injectable()
export class PresenceService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  /** The screens of this process, by socket. */
  private readonly writing = new Map<string, Writing>();
  /** Which of its wishes to show something was the last of a screen. */
  private readonly wishes = new WeakMap<SocketContext, number>();
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly realtime: RealtimeServer,
    private readonly access: ConversationAccess,
    private readonly pushes: PresencePushesService,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.realtime.onMessage('screen.show', (screen, payload) => this.show(screen, payload));
    this.realtime.onMessage('presence.set', (screen, payload) => this.set(screen, payload));
    this.realtime.onMessage('presence.list', (screen) => this.list(screen));
    this.realtime.onDisconnect(async (screen) => {
      const left = conversationsOf(screen.rooms);
      this.writing.delete(screen.socketId);
      await nextTurn();
      this.pushes.changed(left);
    });
    this.timer = setInterval(() => this.lapse(), LOOK_MS).unref();
  }

  beforeApplicationShutdown(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  flush(): Promise<void> {
    return this.pushes.flush();
  }

  /** Whoever has not said for a while that they write, reads. */
  lapse(): void {
    const before = this.clock.now().getTime() - WRITING_MS;
    for (const { screen, saidAt } of this.writing.values())
      if (saidAt <= before) this.become(screen, 'reading');
  }

  /** @throws DomainError `malformed`, `not-found` for what the agent must not see */
  private async show(screen: SocketContext, payload: unknown): Promise<void> {
    const { conversationId } = fieldsOf(payload);
    if (conversationId !== null && !isId(conversationId)) throw new DomainError('malformed');
    const id = conversationId?.toLowerCase() ?? null;
    const wish = (this.wishes.get(screen) ?? 0) + 1;
    this.wishes.set(screen, wish);
    if (id !== null) await this.access.require(screen.agent, id, 'conversation.read');
    // Whoever turns pages quickly is where they ended up, not where the database was slowest.
    if (this.wishes.get(screen) !== wish) return;
    const left = conversationsOf(screen.rooms).filter((one) => one !== id);
    for (const one of left) await screen.leave(CONVERSATION_ROOM + one);
    this.writing.delete(screen.socketId);
    if (id !== null) {
      keepPresence(screen, { state: 'reading', since: this.clock.now().getTime() });
      await screen.join(CONVERSATION_ROOM + id);
    }
    this.pushes.changed(id === null ? left : [...left, id]);
  }

  /** @throws DomainError `malformed`, `conflict` for a conversation that is not in front of the agent */
  private set(screen: SocketContext, payload: unknown): void {
    const { conversationId, state } = fieldsOf(payload);
    if (!isId(conversationId) || (state !== 'reading' && state !== 'writing'))
      throw new DomainError('malformed');
    if (!screen.rooms.has(CONVERSATION_ROOM + conversationId.toLowerCase()))
      throw new DomainError('conflict');
    this.become(screen, state);
  }

  private become(screen: SocketContext, state: 'reading' | 'writing'): void {
    const now = this.clock.now().getTime();
    if (state === 'writing') this.writing.set(screen.socketId, { screen, saidAt: now });
    else this.writing.delete(screen.socketId);
    if (presenceOf(screen).state === state) return;
    keepPresence(screen, { state, since: now });
    this.pushes.changed(conversationsOf(screen.rooms));
  }

  private async list(screen: SocketContext): Promise<PresenceList> {
    return { people: await this.pushes.visibleTo(screen.agent) };
  }
}

function fieldsOf(payload: unknown): Record<string, unknown> {
  if (typeof payload !== 'object' || payload === null) throw new DomainError('malformed');
  return payload as Record<string, unknown>;
}
