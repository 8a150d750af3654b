import { formsOf, lesserForm, type PublicForm } from '@visavis/shared/agents/public-face';
import { Injectable } from '@nestjs/common';
import type { CheckAnswer } from '@visavis/shared/api/trust';
import { formatCheckCode, parseCheckCode } from '@visavis/shared/trust/check-code';
import { publicFacePath } from '../agents/face-path.ts';
import type { FaceWanted } from '../agents/faces.service.ts';
import { ConnectorRegistry } from '../connectors/connector.registry.ts';
import { AppConfig } from '../platform/config/app-config.ts';
import { type CheckedReply, type PublicOrganisation, TrustRepository } from './trust.repository.ts';

type CheckedState = NonNullable<CheckAnswer['reply']>['state'];

/** The answer to "did you write this?", with what a page needs besides. */
export interface Check {
  answer: CheckAnswer;
  organisation: PublicOrganisation;
  /** What the visitor typed, shown again when there is no code in it. */
  input: string;
  details: {
    /** The face on the card that networks draw for the link: replies and check page both have to allow it. */
    cardFace: FaceWanted;
    /** Empty where the person is not named, or has left. */
    helpsWith: string;
    accountHandle: string | null;
    networkName: string;
    signature: string;
  } | null;
}

/** Before the first visit. */
export const withoutOrganisation: PublicOrganisation = {
  name: 'Visavis',
  locale: 'en',
  timeZone: 'UTC',
  formOfAddress: 'du',
  accentColour: null,
  logoUrl: null,
  imprintUrl: null,
  privacyUrl: null,
  isDemo: false,
};

@Injectable()
export class TrustService {
  constructor(
    private readonly replies: TrustRepository,
    private readonly connectors: ConnectorRegistry,
    private readonly config: AppConfig,
  ) {}

  /** @param input a code, a check link, or a whole pasted text. Unknown is an answer, never an error. */
  async check(input: string): Promise<Check> {
    const code = parseCheckCode(input);
    const [organisation, reply] = await Promise.all([
      this.replies.organisation(),
      code === null ? null : this.replies.findReply(code),
    ]);
    return this.present(reply, { code, input, organisation: organisation ?? withoutOrganisation });
  }

  private present(
    reply: CheckedReply | null,
    { code, input, organisation }: { code: string | null; input: string; organisation: PublicOrganisation },
  ): Check {
    const state = reply === null ? null : stateOf(reply);
    const frame = {
      code: code === null ? '' : formatCheckCode(code),
      organisation: organisation.name,
      isDemo: organisation.isDemo,
    };
    if (reply === null || state === null)
      return { answer: { isGenuine: false, ...frame }, organisation, input, details: null };
    const { publicName, mark, teamName, faceVersion, form = 'portrait' } = reply.snapshot;
    const forms = formsOf(reply.agreed);
    const versionFor = (shown: PublicForm) => (shown === 'portrait' ? faceVersion : 0);
    const onPage = versionFor(lesserForm(form, forms.checkPage));
    const onCard = versionFor(lesserForm(form, forms.checkPage, forms.replies));
    const showsText = reply.visibility === 'public' && state !== 'pending' && state !== 'deleted';
    return {
      answer: {
        isGenuine: true,
        ...frame,
        reply: {
          agentName: publicName ?? teamName ?? organisation.name,
          isNamed: publicName !== null,
          mark,
          teamName,
          faceUrl:
            this.config.publicUrl +
            publicFacePath('checkPage', { agentId: reply.agentId, version: onPage, size: 512 }),
          network: reply.network,
          publishedAt: reply.postedAt.toISOString(),
          visibility: reply.visibility,
          state,
          ...(showsText && { text: reply.text }),
          ...(showsText && reply.permalink !== null && { permalink: reply.permalink }),
          ...(showsText &&
            reply.versions.length > 0 && {
              versions: reply.versions.map(({ text, at }) => ({ text, at: new Date(at).toISOString() })),
            }),
        },
      },
      organisation,
      input,
      details: {
        cardFace: { agentId: reply.agentId, version: onCard, viewer: 'checkPage' },
        helpsWith: publicName === null || reply.hasLeft ? '' : reply.helpsWith,
        accountHandle: reply.accountHandle,
        networkName: this.connectors.get(reply.network).manifest.name,
        signature: reply.signature,
      },
    };
  }
}

/**
 * Null for a reply that the public never saw. A network unfurls the link while it is still answering us, so
 * `sending` and `unknown` count as published; so does what was given up in doubt, since whoever asks has seen it.
 */
function stateOf(reply: CheckedReply): CheckedState | null {
  if (reply.deletedAt !== null) return 'deleted';
  switch (reply.deliveryState) {
    case 'sending':
    case 'unknown':
    case 'sent':
    case 'seen':
    case 'edited':
      return reply.editedAt === null ? 'published' : 'edited';
    case 'deleted':
      return 'deleted';
    case 'held':
    case 'queued':
    case 'scheduled':
      return 'pending';
    default:
      return reply.isInDoubt ? 'published' : null;
  }
}
