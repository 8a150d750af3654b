import { Injectable } from '@nestjs/common';
import type { PatchConversationRequest } from '@visavis/shared/api/conversations';
import type { Team } from '../agents/agent.types.ts';
import { ConversationAccess } from '../conversations/conversation-access.ts';
import type { ConversationState } from '../conversations/conversation.types.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { RecordReplyService } from '../conversations/record-reply.service.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { DomainError } from '../platform/http/domain-error.ts';
import type { SignedInAgent } from '../platform/realtime/session-authenticator.ts';
import { ReleasesService } from '../routing/releases.service.ts';
import { SlaService } from '../sla/sla.service.ts';
import { ColleaguesService } from './colleagues.service.ts';
import { decisionOf, endingOf, NOBODY_WAITS } from './endings.ts';
import { statusChange } from './planned-change.ts';
import { TakeBackClosingService } from './take-back-closing.service.ts';

/** Changes that people make by hand: assignee, team, status, snooze, priority, tags. Each opens the transaction. */
@Injectable()
export class DeskService {
  constructor(
    private readonly access: ConversationAccess,
    private readonly colleagues: ColleaguesService,
    private readonly conversations: ConversationsService,
    private readonly written: RecordReplyService,
    private readonly releases: ReleasesService,
    private readonly closings: TakeBackClosingService,
    private readonly sla: SlaService,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Everything that a PATCH may change, in one transaction.
   *
   * @throws DomainError `version-conflict` with the present state when status, assignee, team or snooze changed since
   *   `version`; `invalid` for people, teams and instants that cannot be; `scope-missing` for a program's note
   */
  async patch(
    agent: SignedInAgent,
    id: string,
    request: PatchConversationRequest,
  ): Promise<ConversationState> {
    const seen = await this.access.require(agent, id, 'conversation.write');
    // A note carries the name of a person, and so does the decision that no answer is needed.
    if ((request.note || request.noAnswerNeeded) && agent.isProgram)
      throw new DomainError('scope-missing', { action: 'note.write' });
    const team = request.teamId === undefined ? null : await this.colleagues.team(request.teamId);
    await this.checkAssignee(agent, seen, request);
    const { state, isRefused } = await this.uow.run(async (tx) => {
      const state = await this.conversations.lockOne(tx, id);
      if (state.deskVersion > request.version) return { state, isRefused: true };
      await this.changeTeam(tx, state, team, { agent, request });
      if (request.assigneeId !== undefined) await this.give(tx, state, request.assigneeId, agent.agentId);
      await this.changeStatus(tx, state, request, agent.agentId);
      if (request.priority !== undefined) {
        await this.conversations.setPriority(tx, [id], request.priority, agent.agentId);
      }
      if (request.tags !== undefined) {
        await this.conversations.setTags(tx, [{ conversationId: id, tags: request.tags }], agent.agentId);
      }
      await this.leaveNote(tx, id, agent.agentId, request);
      return { state: await this.conversations.lockOne(tx, id), isRefused: false };
    });
    if (isRefused) throw await this.colleagues.conflict(state);
    return state;
  }

  /** Takes what nobody has; having it already is fine. @throws DomainError `already-claimed` with who was faster */
  async claim(agent: SignedInAgent, id: string): Promise<ConversationState> {
    await this.access.require(agent, id, 'conversation.write');
    const state = await this.uow.run(async (tx) => {
      const before = await this.conversations.lockOne(tx, id);
      if (before.assigneeId !== null) return before;
      await this.conversations.assign(tx, [{ conversationId: id, agentId: agent.agentId }], agent.agentId);
      return this.conversations.lockOne(tx, id);
    });
    return this.unlessTaken(state, agent.agentId);
  }

  /** Gives back what one has. It waits for somebody else. @throws DomainError `already-claimed` when a colleague has it */
  async release(agent: SignedInAgent, id: string): Promise<ConversationState> {
    await this.access.require(agent, id, 'conversation.write');
    const state = await this.uow.run(async (tx) => {
      const before = await this.conversations.lockOne(tx, id);
      if (before.assigneeId !== agent.agentId) return before;
      await this.give(tx, before, null, agent.agentId);
      return this.conversations.lockOne(tx, id);
    });
    return state.assigneeId === null ? state : this.unlessTaken(state, agent.agentId);
  }

  /** Spam asks for nobody: no clock, no placement. Taken back, what waited waits again since the same moment. */
  async markSpam(agent: SignedInAgent, id: string, isSpam: boolean): Promise<ConversationState> {
    await this.access.require(agent, id, 'conversation.moderate');
    return this.uow.run(async (tx) => {
      const state = await this.conversations.lockOne(tx, id);
      await this.conversations.setSpam(tx, [id], isSpam, agent.agentId);
      if (isSpam) await this.sla.dismiss(tx, [id], { reason: 'spam' });
      else if (state.isSpam && !NOBODY_WAITS.has(state.status)) await this.sla.readmit(tx, [id]);
      return this.conversations.lockOne(tx, id);
    });
  }

  /** Whoever has it already may keep it, in whichever team. */
  private async checkAssignee(
    agent: SignedInAgent,
    seen: ConversationState,
    { assigneeId, teamId = seen.teamId }: PatchConversationRequest,
  ): Promise<void> {
    if (typeof assigneeId !== 'string') return;
    const giver = assigneeId === seen.assigneeId ? assigneeId : agent.agentId;
    await this.colleagues.requireTaker(assigneeId, { ...seen, teamId }, { giver, field: 'assigneeId' });
  }

  /** With another team the conversation leaves its assignee, unless they work there too or somebody is named. */
  private async changeTeam(
    tx: Tx,
    state: ConversationState,
    team: Team | null,
    { agent, request }: { agent: SignedInAgent; request: PatchConversationRequest },
  ): Promise<void> {
    if (team === null || team.id === state.teamId) return;
    await this.conversations.setTeam(tx, [state.id], team.id, agent.agentId);
    const { assigneeId } = state;
    if (request.assigneeId !== undefined || assigneeId === null || team.memberIds.includes(assigneeId))
      return;
    await this.conversations.assign(tx, [{ conversationId: state.id, agentId: null }], agent.agentId);
  }

  private async give(tx: Tx, state: ConversationState, to: string | null, actor: string): Promise<void> {
    if (to === null && state.assigneeId !== null)
      await this.releases.remember(tx, state.id, state.assigneeId);
    await this.conversations.assign(tx, [{ conversationId: state.id, agentId: to }], actor);
  }

  private async changeStatus(
    tx: Tx,
    state: ConversationState,
    request: PatchConversationRequest,
    actor: string,
  ): Promise<void> {
    const { id } = state;
    const { status, takesBack } = request;
    if (takesBack === true && status !== undefined) {
      if ((await this.closings.takeBack(tx, [{ id, status }], actor)).has(id)) return;
    }
    const change = statusChange(request, state, this.clock.now());
    if (change === null) return;
    const decision = decisionOf(request.noAnswerNeeded, actor);
    const moved =
      change.kind === 'snooze'
        ? await this.conversations.snooze(tx, [id], change, actor)
        : await this.conversations.setStatus(tx, [id], change.cause, actor);
    const [after] = moved;
    if (after === undefined || state.isSpam) return;
    if (NOBODY_WAITS.has(after.status)) await this.sla.dismiss(tx, [id], endingOf(after.status, decision));
    else if (NOBODY_WAITS.has(state.status)) await this.sla.readmit(tx, [id], { since: state.closedAt });
    else await this.sla.followDesk(tx, [id]);
  }

  /** Whoever it is handed to finds the note among their mentions. */
  private async leaveNote(
    tx: Tx,
    id: string,
    agentId: string,
    request: PatchConversationRequest,
  ): Promise<void> {
    const { note: text } = request;
    if (!text) return;
    const mentions =
      typeof request.assigneeId === 'string' && request.assigneeId !== agentId ? [request.assigneeId] : [];
    await this.written.addNote(tx, { conversationId: id, agentId, text, mentions });
  }

  /** Asked outside of the transaction, so that many who come too late do not hold each other up. */
  private async unlessTaken(state: ConversationState, agentId: string): Promise<ConversationState> {
    if (state.assigneeId === agentId) return state;
    const agent = await this.colleagues.person(state.assigneeId);
    throw new DomainError(
      'already-claimed',
      { agent },
      `${agent?.name ?? 'Somebody else'} has this conversation.`,
    );
  }
}
