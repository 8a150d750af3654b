import { randomUUID } from 'node:crypto';
import type { MessageVisibility } from '@visavis/shared/api/conversations';
import type { SendReplyAnswer, SendReplyRequest } from '@visavis/shared/api/replies';
import type { AgentRecord } from '../../src/agents/agent.types.ts';
import { ConversationsService } from '../../src/conversations/conversations.service.ts';
import type { SignedInAgent } from '../../src/platform/realtime/session-authenticator.ts';
import { SendReplyService } from '../../src/replies/send-reply.service.ts';
import type { TestApp } from '../test-app.ts';
import { aChannel } from './a-channel.ts';
import { anAgent } from './an-agent.ts';
import { anArrivedConversation, type TestConversation } from './an-arrived-conversation.ts';

export interface ReplyGiven {
  agent?: AgentRecord;
  /** One on the fake network unless given. */
  conversation?: TestConversation;
  text?: string;
  visibility?: MessageVisibility;
  mediaIds?: string[];
  idempotencyKey?: string;
  acknowledged?: SendReplyRequest['acknowledged'];
}

export interface TestReply extends SendReplyAnswer {
  agent: AgentRecord;
  conversation: TestConversation;
}

/** A reply as the composer sends it: checked, signed, held. */
export async function aReply(app: TestApp, given: ReplyGiven = {}): Promise<TestReply> {
  const agent = given.agent ?? (await anAgent(app));
  const conversation =
    given.conversation ??
    (await anArrivedConversation(app, { channel: await aChannel(app, { network: 'fake' }) }));
  const state = await app.get(ConversationsService).find(conversation.id);
  const answer = await app.get(SendReplyService).send(signedIn(agent), conversation.id, {
    ...aSendRequest(conversation),
    seenSequence: state?.sequence ?? 0,
    ...(given.text !== undefined && { text: given.text }),
    ...(given.visibility !== undefined && { visibility: given.visibility }),
    ...(given.mediaIds !== undefined && { mediaIds: given.mediaIds }),
    ...(given.idempotencyKey !== undefined && { idempotencyKey: given.idempotencyKey }),
    ...(given.acknowledged !== undefined && { acknowledged: given.acknowledged }),
  });
  return { ...answer, agent, conversation };
}

/** What a composer sends that has seen the conversation as it was given. */
export function aSendRequest(
  conversation: Pick<TestConversation, 'messageId' | 'visibility' | 'sequence'>,
  given: Partial<SendReplyRequest> = {},
): SendReplyRequest {
  return {
    idempotencyKey: `key-${randomUUID()}`,
    inReplyToMessageId: conversation.messageId,
    visibility: conversation.visibility,
    text: 'Die Leitung ist wieder frei.',
    seenSequence: conversation.sequence,
    ...given,
  };
}

/** An agent as a guard knows them. */
export function signedIn({ id, role, teams }: AgentRecord): SignedInAgent {
  return { agentId: id, sessionId: 'a test', role, teamIds: teams.map((team) => team.id) };
}
