import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { ConversationPresence, Pushes } from '@visavis/shared/events/pushes';
import { AgentsService } from '../agents/agents.service.ts';
import { ConversationAccess } from '../conversations/conversation-access.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import { isId } from '../platform/http/parse-id.pipe.ts';
import { Logger } from '../platform/logger.ts';
import { RealtimeServer } from '../platform/realtime/realtime-server.ts';
import type { SocketContext } from '../platform/realtime/socket-context.ts';
import { Paced } from './paced.ts';

type People = Pushes['presence.changed']['people'];

const PREFIX = 'conversation:';
const PRESENCE = 'presence';
const TOGETHER_MS = 50;
const FACE = 64;

/**
 * Who looks at or writes in a conversation. It is kept with the sockets alone: whoever goes away, by whatever accident, is
 * gone, and every process can ask for it.
 */
@Injectable()
export class PresenceService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly paced: Paced;

  constructor(
    private readonly realtime: RealtimeServer,
    private readonly access: ConversationAccess,
    private readonly agents: AgentsService,
    private readonly logger: Logger,
  ) {
    this.paced = new Paced(
      TOGETHER_MS,
      async (gathered) => {
        await Promise.all([...gathered.keys()].map((id) => this.announce(id)));
      },
      (error) => this.complain(error),
    );
  }

  onApplicationBootstrap(): void {
    this.realtime.onMessage('screen.show', (screen, payload) => this.show(screen, payload));
    this.realtime.onMessage('presence.set', (screen, payload) => this.set(screen, payload));
    this.realtime.onDisconnect(async (screen) => {
      const left = conversationsOf(screen);
      await nextTurn();
      this.changed(left);
    });
  }

  beforeApplicationShutdown(): void {
    this.paced.stop();
  }

  flush(): Promise<void> {
    return this.paced.flush();
  }

  /** @throws DomainError `malformed`, `not-found` for what the agent must not see */
  private async show(screen: SocketContext, payload: unknown): Promise<void> {
    const { conversationId } = fieldsOf(payload);
    if (conversationId !== null && !isId(conversationId)) throw new DomainError('malformed');
    const id = conversationId?.toLowerCase() ?? null;
    if (id !== null) await this.access.require(screen.agent, id, 'conversation.read');
    const left = conversationsOf(screen).filter((one) => one !== id);
    for (const one of left) await screen.leave(PREFIX + one);
    if (id !== null) {
      screen.keep(PRESENCE, 'reading');
      await screen.join(PREFIX + id);
    }
    this.changed(id === null ? left : [...left, id]);
  }

  /** @throws DomainError `malformed`, `conflict` for a conversation that is not in front of the agent */
  private set(screen: SocketContext, payload: unknown): void {
    const { conversationId, state } = fieldsOf(payload);
    if (!isId(conversationId) || (state !== 'reading' && state !== 'writing'))
      throw new DomainError('malformed');
    const id = conversationId.toLowerCase();
    if (!screen.rooms.has(PREFIX + id)) throw new DomainError('conflict');
    if (screen.kept[PRESENCE] === state) return;
    screen.keep(PRESENCE, state);
    this.changed([id]);
  }

  private changed(conversationIds: readonly string[]): void {
    this.paced
      .offer(new Map(conversationIds.map((id) => [id, new Set<string>()])))
      .catch((error: unknown) => this.complain(error));
  }

  private async announce(conversationId: string): Promise<void> {
    const room = PREFIX + conversationId;
    if (!this.realtime.mayHaveScreens(room)) return;
    const states = new Map<string, ConversationPresence>();
    for (const { agentId, kept } of await this.realtime.screensIn(room)) {
      if (kept[PRESENCE] === 'writing' || !states.has(agentId))
        states.set(agentId, kept[PRESENCE] === 'writing' ? 'writing' : 'reading');
    }
    this.realtime.push([room], {
      type: 'presence.changed',
      conversationId,
      people: await this.peopleOf(states),
    });
  }

  private async peopleOf(states: ReadonlyMap<string, ConversationPresence>): Promise<People> {
    const known = await this.agents.identities([...states.keys()]);
    return [...states].flatMap(([agentId, state]) => {
      const person = known.get(agentId);
      if (person === undefined) return [];
      const { id, displayName, faceVersion } = person;
      return [
        { agent: { id, name: displayName, avatarUrl: this.agents.faceUrl(id, faceVersion, FACE) }, state },
      ];
    });
  }

  private complain(error: unknown): void {
    this.logger.warn('Screens could not be told who is looking at a conversation.', { err: error });
  }
}

function conversationsOf(screen: SocketContext): string[] {
  return [...screen.rooms].filter((room) => room.startsWith(PREFIX)).map((room) => room.slice(PREFIX.length));
}

function fieldsOf(payload: unknown): Record<string, unknown> {
  if (typeof payload !== 'object' || payload === null) throw new DomainError('malformed');
  return payload as Record<string, unknown>;
}
