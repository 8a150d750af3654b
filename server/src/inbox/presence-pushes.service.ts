import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { PresentPeople, Push } from '@visavis/shared/events/pushes';
import { can, type Permitted } from '@visavis/shared/permissions';
import { AgentsService } from '../agents/agents.service.ts';
import { Logger } from '../platform/logger.ts';
import { RealtimeServer } from '../platform/realtime/realtime-server.ts';
import { audienceOf } from './audience.ts';
import { FigurePushesService } from './figure-pushes.service.ts';
import { Paced } from './paced.ts';
import { PresenceRepository, type SeenIn } from './presence.repository.ts';
import { SharedRun } from './shared-run.ts';
import { CONVERSATION_ROOM, differing, whoIsWhere, type WhoIsWhere } from './who-is-where.ts';

const TOGETHER_MS = 50;
const AGAIN_MS = 1_000;
const COMPARE_MS = 5_000;
/** More rooms than this are not asked one by one, but all screens at once. */
const FEW = 4;
const FACE = 64;

interface Present extends SeenIn {
  people: PresentPeople['people'];
}

/**
 * Tells screens who is in which conversation: everybody who may see its row. What is told is read from the sockets
 * themselves, so whoever goes away by whatever accident is gone.
 */
@Injectable()
export class PresencePushesService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly paced: Paced;
  private readonly everywhere = new SharedRun(() => this.readEverywhere());
  private order: Promise<void> = Promise.resolve();
  private owed = new Set<string>();
  private timers: NodeJS.Timeout[] = [];
  /** What this process knew at its last comparison, and what it has told since. */
  private before: { people: WhoIsWhere; agentIds: Set<string> } | null = null;
  private toldSince = new Set<string>();

  constructor(
    private readonly realtime: RealtimeServer,
    private readonly repository: PresenceRepository,
    private readonly agents: AgentsService,
    private readonly figures: FigurePushesService,
    private readonly logger: Logger,
  ) {
    this.paced = new Paced(
      TOGETHER_MS,
      (gathered) => this.inTurn([...(gathered.get('all') ?? [])]),
      (error) => this.complain(error),
    );
  }

  onApplicationBootstrap(): void {
    if (!this.realtime.isOneOfSeveral) return;
    const compare = () => void this.compare().catch((error: unknown) => this.complain(error));
    this.timers.push(setInterval(compare, COMPARE_MS).unref());
  }

  beforeApplicationShutdown(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.paced.stop();
  }

  /** Somebody came to these conversations, left them, or does something else there. Returns at once. */
  changed(conversationIds: readonly string[]): void {
    if (conversationIds.length === 0) return;
    this.paced.offer(new Map([['all', new Set(conversationIds)]])).catch((error: unknown) => {
      this.complain(error);
      this.again(conversationIds);
    });
  }

  flush(): Promise<void> {
    return this.paced.flush();
  }

  /** Every conversation that somebody may see and in which anybody is. */
  async visibleTo(agent: Permitted): Promise<PresentPeople[]> {
    return (await this.everywhere.ask())
      .filter(({ teamId, isTeamClosed }) =>
        can(agent, 'conversation.read', { teamId, teamClosed: isTeamClosed }),
      )
      .map(({ id, people }) => ({ conversationId: id, people }));
  }

  /**
   * Screens of a process that was killed say nothing when they go, and what two processes tell of the same moment may
   * arrive in the wrong order. So each process compares what is with what was, and tells its own screens the difference.
   */
  async compare(): Promise<void> {
    const screens = await this.realtime.screensIn('all');
    const now = { people: whoIsWhere(screens), agentIds: new Set(screens.map(({ agentId }) => agentId)) };
    const before = this.before ?? now;
    const told = this.toldSince;
    this.before = now;
    this.toldSince = new Set();
    const gone = [...before.agentIds].filter((id) => !now.agentIds.has(id));
    if (gone.length > 0) this.figures.agentsChanged(gone);
    const stale = [...new Set([...told, ...differing(before.people, now.people)])];
    for (const present of await this.present(stale, now.people)) this.tell(present, { onlyHere: true });
  }

  /** One announcement after the other: a later one must not overtake an earlier one that waits for an answer. */
  private inTurn(conversationIds: readonly string[]): Promise<void> {
    const turn = this.order.then(() => this.announce(conversationIds));
    this.order = turn.catch(() => {});
    return turn;
  }

  private async announce(conversationIds: readonly string[]): Promise<void> {
    if (!this.realtime.mayHaveScreens('all')) return;
    for (const present of await this.present(conversationIds, await this.whoIsIn(conversationIds))) {
      this.toldSince.add(present.id);
      this.tell(present);
    }
  }

  private async whoIsIn(conversationIds: readonly string[]): Promise<WhoIsWhere> {
    if (conversationIds.length > FEW) return whoIsWhere(await this.realtime.screensIn('all'));
    const rooms = await Promise.all(
      conversationIds.map((id) => this.realtime.screensIn(CONVERSATION_ROOM + id)),
    );
    return whoIsWhere(rooms.flat());
  }

  private tell({ people, ...seenIn }: Present, { onlyHere = false } = {}): void {
    const push: Push = { type: 'presence.changed', conversationId: seenIn.id, people };
    if (onlyHere) this.realtime.pushHere(audienceOf(seenIn), push);
    else this.realtime.push(audienceOf(seenIn), push);
  }

  private async readEverywhere(): Promise<Present[]> {
    const people = whoIsWhere(await this.realtime.screensIn('all'));
    return this.present([...people.keys()], people);
  }

  private async present(conversationIds: readonly string[], there: WhoIsWhere): Promise<Present[]> {
    const [seenIn, known] = await Promise.all([
      this.repository.teamsOf(conversationIds),
      this.agents.identities(
        conversationIds.flatMap((id) => (there.get(id) ?? []).map(({ agentId }) => agentId)),
      ),
    ]);
    return seenIn.map((row) => ({
      ...row,
      people: (there.get(row.id) ?? []).flatMap(({ agentId, state }) => {
        const person = known.get(agentId);
        if (person === undefined) return [];
        const avatarUrl = this.agents.faceUrl(agentId, person.faceVersion, FACE);
        return [{ agent: { id: agentId, name: person.displayName, avatarUrl }, state }];
      }),
    }));
  }

  /** What could not be told stays owed; a database that is away is asked once a second, not once a change. */
  private again(conversationIds: readonly string[]): void {
    const isFirst = this.owed.size === 0;
    for (const id of conversationIds) this.owed.add(id);
    if (!isFirst) return;
    const timer = setTimeout(() => {
      const ids = [...this.owed];
      this.owed = new Set();
      this.timers = this.timers.filter((one) => one !== timer);
      this.changed(ids);
    }, AGAIN_MS).unref();
    this.timers.push(timer);
  }

  private complain(error: unknown): void {
    this.logger.rarely('Screens could not be told who is looking at a conversation.', { err: error });
  }
}
