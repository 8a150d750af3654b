import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { publicFace } from '@visavis/shared/agents/public-face';
import { signReply } from '@visavis/shared/replies/sign-reply';
import { checkCodeFromBytes } from '@visavis/shared/trust/check-code';
import type { AgentIdentity } from '../agents/agent.types.ts';
import type { AuthorSnapshot } from '../conversations/conversation.types.ts';
import { ConversationsService } from '../conversations/conversations.service.ts';
import { RecordReplyService } from '../conversations/record-reply.service.ts';
import { IntakeService } from '../intake/intake.service.ts';
import { Clock } from '../platform/clock.ts';
import { AppConfig } from '../platform/config/app-config.ts';
import { newId } from '../platform/crypto/new-id.ts';
import { UnitOfWork, type Tx } from '../platform/database/unit-of-work.ts';
import { SlaService } from '../sla/sla.service.ts';
import type { DemoChannels } from './demo-channels.service.ts';
import { demoAgents, type DemoAgentKey, type DemoCustomerKey } from './demo-people.ts';
import { DemoPostsService, type DemoThread } from './demo-posts.service.ts';
import type { DemoTeam } from './demo-team.service.ts';
import type { Story, StoryTurn } from './story.ts';

const MINUTE_MS = 60_000;

/** A story while it is being told. */
interface Telling {
  story: Story;
  team: DemoTeam;
  channels: DemoChannels;
  thread: DemoThread;
  conversationId: string | null;
  lastMessageId: string | null;
  now: Date;
}

/**
 * Tells the past of the demonstration with the product's own steps, each at its instant: what is in the inbox
 * afterwards went the way that every post goes.
 */
@Injectable()
export class DemoStoriesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: AppConfig,
    private readonly posts: DemoPostsService,
    private readonly intake: IntakeService,
    private readonly conversations: ConversationsService,
    private readonly replies: RecordReplyService,
    private readonly sla: SlaService,
  ) {}

  async tell(story: Story, team: DemoTeam, channels: DemoChannels, now: Date): Promise<void> {
    const telling: Telling = {
      story,
      team,
      channels,
      thread: this.posts.thread(story),
      conversationId: null,
      lastMessageId: null,
      now,
    };
    for (const turn of story.turns)
      await this.clock.during(instantOf(turn, now), () => this.tellTurn(telling, turn));
    await this.end(telling);
  }

  private async tellTurn(telling: Telling, turn: StoryTurn): Promise<void> {
    if (!isAgent(turn.from)) return this.customerWrites(telling, turn, turn.from);
    if (turn.does !== undefined) return this.agentPutsOff(telling, turn.does, turn.from);
    if (turn.isNote) return this.agentNotes(telling, turn, turn.from);
    return this.agentReplies(telling, turn, turn.from);
  }

  private async customerWrites(telling: Telling, turn: StoryTurn, customer: DemoCustomerKey): Promise<void> {
    const { story, team } = telling;
    // There from the beginning: a clock runs by the policy and calendar of the team that it starts in.
    const channel = { ...telling.channels[story.place], teamId: team.teams[story.team] };
    const post = await this.posts.write(telling.thread, turn, customer, channel);
    await this.uow.run(async (tx) => {
      const { arrived } = await this.intake.ingestInto(tx, channel, [post], { cursor: null, progress: {} });
      const [message] = arrived.messages;
      if (message === undefined) return;
      const isFirst = telling.conversationId === null;
      telling.conversationId = message.conversationId;
      telling.lastMessageId = message.messageId;
      if (!isFirst) return;
      const ids = [message.conversationId];
      await this.conversations.setTeam(tx, ids, team.teams[story.team], null);
      if (story.tags !== undefined)
        await this.conversations.setTags(
          tx,
          [{ conversationId: message.conversationId, tags: story.tags }],
          null,
        );
      if (story.assignee !== undefined)
        await this.conversations.assign(
          tx,
          [{ conversationId: message.conversationId, agentId: team.agents[story.assignee].id }],
          null,
        );
    });
  }

  private async agentNotes(
    { conversationId, team }: Telling,
    turn: StoryTurn,
    key: DemoAgentKey,
  ): Promise<void> {
    if (conversationId === null) return;
    const mentions = Object.values(team.agents)
      .filter(({ displayName }) => turn.text.includes(`@${displayName.split(' ')[0]}`))
      .map(({ id }) => id);
    await this.uow.run((tx) =>
      this.replies.addNote(tx, { conversationId, agentId: team.agents[key].id, text: turn.text, mentions }),
    );
  }

  /** What the customer wished for: nobody's clock runs meanwhile. */
  private async agentPutsOff(
    { conversationId, team }: Telling,
    does: 'snoozeForCustomer' | 'wake',
    key: DemoAgentKey,
  ): Promise<void> {
    if (conversationId === null) return;
    const actor = team.agents[key].id;
    await this.uow.run(async (tx) => {
      const ids = [conversationId];
      if (does === 'wake') await this.conversations.setStatus(tx, ids, 'wake', actor);
      else await this.conversations.snooze(tx, ids, { until: null, isForCustomer: true }, actor);
      await this.sla.followDesk(tx, ids);
    });
  }

  private async agentReplies(telling: Telling, turn: StoryTurn, key: DemoAgentKey): Promise<void> {
    const { story, team, conversationId, lastMessageId } = telling;
    if (conversationId === null || lastMessageId === null) return;
    const agent = team.agents[key];
    const checkCode = checkCodeFromBytes(randomBytes(9));
    const checkUrl = `${this.config.publicUrl}/c/${checkCode}`;
    const visibility = story.isPrivate ? 'private' : 'public';
    const author = snapshotOf(agent);
    const signed = signReply({
      text: turn.text,
      visibility,
      agent: author,
      locale: story.language === 'de' ? 'de' : 'en',
      checkUrl,
      form: 'full',
    });
    const published = await this.posts.publish(telling.thread, {
      text: signed.text,
      agent,
      author,
      checkUrl,
    });
    const messageId = newId();
    await this.uow.run(async (tx) => {
      await this.replies.recordReply(tx, {
        id: messageId,
        conversationId,
        agentId: agent.id,
        authorSnapshot: author,
        visibility,
        ...signed,
        checkCode,
        language: story.language,
        inReplyToMessageId: lastMessageId,
        mediaIds: [],
        deliveryState: 'sending',
        deliveryNextAt: null,
      });
      await this.accept(tx, { messageId, conversationId, ...published });
    });
  }

  private async accept(
    tx: Tx,
    reply: { messageId: string; conversationId: string; externalId: string; permalink: string | null },
  ): Promise<void> {
    const acceptedAt = this.clock.now();
    await this.replies.recordAcceptedReplies(tx, [{ ...reply, acceptedAt }]);
    await this.sla.recordResponses(tx, [{ ...reply, acceptedAt }]);
  }

  /** The state in which a story is found: told two minutes after its last turn. */
  private async end({ story, team, conversationId, now }: Telling): Promise<void> {
    const last = story.turns.at(-1);
    if (conversationId === null || last === undefined || story.assignee === undefined) return;
    const actor = team.agents[story.assignee].id;
    const { end } = story;
    await this.clock.during(new Date(instantOf(last, now).getTime() + 2 * MINUTE_MS), () =>
      this.uow.run(async (tx) => {
        if (end === 'closed') {
          await this.conversations.markRead(tx, conversationId);
          await this.conversations.setStatus(tx, [conversationId], 'close', actor);
          await this.sla.dismiss(tx, [conversationId]);
        }
        if (typeof end === 'object' && 'noAnswer' in end) {
          const decision = { by: actor, reason: end.noAnswer, note: end.note };
          await this.conversations.markRead(tx, conversationId);
          await this.conversations.setStatus(tx, [conversationId], 'close', actor);
          await this.sla.dismiss(tx, [conversationId], { reason: 'noAnswerNeeded', decision });
        } else if (typeof end === 'object') {
          const until = new Date(now.getTime() + end.snoozedForMinutes * MINUTE_MS);
          await this.conversations.markRead(tx, conversationId);
          await this.conversations.snooze(tx, [conversationId], { until }, actor);
        }
      }),
    );
  }
}

function snapshotOf({ id, forms, ...person }: AgentIdentity): AuthorSnapshot {
  const { name, mark, faceVersion, form } = publicFace(person, forms.replies);
  return { agentId: id, publicName: name, mark, faceVersion, teamName: person.teamNames[0] ?? null, form };
}

function instantOf(turn: StoryTurn, now: Date): Date {
  return new Date(now.getTime() - turn.minutesAgo * MINUTE_MS);
}

function isAgent(key: StoryTurn['from']): key is DemoAgentKey {
  return Object.hasOwn(demoAgents, key);
}
