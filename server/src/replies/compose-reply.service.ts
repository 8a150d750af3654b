import { Injectable } from '@nestjs/common';
import { publicFace } from '@visavis/shared/agents/public-face';
import type { MessageVisibility } from '@visavis/shared/api/conversations';
import type { Locale } from '@visavis/shared/api/session';
import { signatureForm, type SignedReply, signReply } from '@visavis/shared/replies/sign-reply';
import { loadTextMeasure, type MeasuredText } from '@visavis/shared/text/measure-text';
import { AgentsService } from '../agents/agents.service.ts';
import type { AgentIdentity, Team } from '../agents/agent.types.ts';
import type { Channel } from '../channels/channel.types.ts';
import { ChannelsService } from '../channels/channels.service.ts';
import { ConnectorRegistry } from '../connectors/connector.registry.ts';
import type { ConnectorModule } from '../connectors/connector.ts';
import type { AuthorSnapshot, ConversationState } from '../conversations/conversation.types.ts';
import { type ReplyTarget, WrittenRepliesRepository } from '../conversations/written-replies.repository.ts';
import { OrganisationService } from '../organisation/organisation.service.ts';
import type { Organisation } from '../organisation/organisation.types.ts';
import { AppConfig } from '../platform/config/app-config.ts';
import { DomainError } from '../platform/http/domain-error.ts';

/** What a reply is made of besides the words: loaded once, before anything is checked or written. */
export interface Composition {
  channel: Channel;
  network: ConnectorModule;
  organisation: Organisation;
  author: AuthorSnapshot;
  target: ReplyTarget | null;
  /** Of the signature: the customer's, where we speak it. */
  locale: Locale;
}

export interface ComposedReply extends SignedReply {
  measured: MeasuredText;
}

/** Puts a reply into the words that the network will show: mention, text, signature, check link. */
@Injectable()
export class ComposeReplyService {
  constructor(
    private readonly agents: AgentsService,
    private readonly channels: ChannelsService,
    private readonly connectors: ConnectorRegistry,
    private readonly organisation: OrganisationService,
    private readonly written: WrittenRepliesRepository,
    private readonly config: AppConfig,
  ) {}

  /**
   * @param inReplyToMessageId null while it is not known, in a preview
   */
  async load(
    agentId: string,
    conversation: Pick<ConversationState, 'channelId' | 'teamId' | 'language'>,
    inReplyToMessageId: string | null,
  ): Promise<Composition> {
    const [channel, team, organisation, identities, target] = await Promise.all([
      this.channels.get(conversation.channelId),
      this.agents.team(conversation.teamId),
      this.organisation.get(),
      this.agents.identities([agentId]),
      inReplyToMessageId === null ? null : this.written.target(inReplyToMessageId),
    ]);
    const identity = identities.get(agentId);
    if (identity === undefined) throw new DomainError('forbidden', {}, 'There is no such agent.');
    return {
      channel,
      network: this.connectors.get(channel.network),
      organisation,
      author: snapshotOf(identity, team),
      target,
      locale: localeOf(target?.language ?? conversation.language, organisation.locale),
    };
  }

  /**
   * @param reply.checkCode in its plain form; in a preview a stand-in of the true length
   * @param reply.signature of a reply that was signed before: it stays, whatever has changed since
   */
  async compose(
    composition: Composition,
    reply: { text: string; visibility: MessageVisibility; checkCode: string; signature?: string },
  ): Promise<ComposedReply> {
    const { channel, network, author, locale } = composition;
    const limit = channel.textLimit ?? channel.measure.limit ?? network.manifest.textLimit;
    const fresh = signReply({
      text: this.withMention(composition, reply.text),
      visibility: reply.visibility,
      agent: author,
      locale,
      checkUrl: this.checkUrl(reply.checkCode),
      form: signatureForm(limit),
    });
    const signed = reply.signature === undefined ? fresh : withSignature(fresh, reply.signature);
    const measure = await loadTextMeasure(channel.network);
    const options = {
      ...channel.measure,
      ...(limit !== null && { limit }),
      ...spoilerOf(composition.target),
    };
    // A network without rules of its own is counted by its limit alone.
    const fallback = {
      length: signed.text.length,
      limit,
      fits: limit === null || signed.text.length <= limit,
    };
    return { ...signed, measured: measure?.(signed.text, options) ?? fallback };
  }

  checkUrl(checkCode: string): string {
    return `${this.config.publicUrl}/c/${checkCode}`;
  }

  private withMention({ network, target }: Composition, text: string): string {
    if (network.composeText === undefined || target === null) return text;
    const { externalId, rootExternalId, visibility, author, replyContext } = target;
    if (externalId === null || author === null || visibility === 'internal') return text;
    return network.composeText(text, { externalId, rootExternalId, visibility, author, replyContext });
  }
}

function withSignature(signed: SignedReply, signature: string): SignedReply {
  return { text: signed.text.slice(0, signed.text.length - signed.signature.length) + signature, signature };
}

/** As much as the person agreed to show; under the name of the conversation's team where the agent belongs to it, else of one of their own. */
function snapshotOf(identity: AgentIdentity, team: Team): AuthorSnapshot {
  const { id, teamNames, forms } = identity;
  const { name, mark, faceVersion, form } = publicFace(identity, forms.replies);
  const teamName = teamNames.includes(team.name) ? team.name : (teamNames[0] ?? null);
  return { agentId: id, publicName: name, mark, faceVersion, teamName, form };
}

function localeOf(language: string | null, otherwise: Locale): Locale {
  const spoken = language?.slice(0, 2).toLowerCase();
  return spoken === 'de' || spoken === 'en' ? spoken : otherwise;
}

/** A content warning is repeated above the answer and counts where the network has such a thing. */
function spoilerOf(target: ReplyTarget | null): { spoiler?: string } {
  const spoiler = target?.replyContext['spoilerText'];
  return typeof spoiler === 'string' && spoiler !== '' ? { spoiler } : {};
}
