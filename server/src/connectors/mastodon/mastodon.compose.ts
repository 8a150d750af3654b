import { linkSegments } from '@visavis/shared/text/linkify';
import { ConnectorError } from '../connector-error.ts';
import type { OutboundReply } from '../connector.ts';
import type { ChangedStatus, NewStatus } from './mastodon.types.ts';

type Target = OutboundReply['inReplyTo'];

/** A mention as the servers read one: not inside of a word, an address or a link. */
const MENTION =
  /(?<![\p{L}\p{N}_/@.])@([\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?)(?:@([\p{L}\p{N}](?:[\p{L}\p{N}.:-]*[\p{L}\p{N}])?))?/gu;

/** From narrow to wide as far as we know them; what a server invents counts as the narrowest. */
const VISIBILITIES = new Set(['direct', 'private', 'local', 'unlisted', 'public']);

/** Puts the mention of who is answered in front, unless it is there: answering alone does not notify anybody. */
export function composeText(text: string, inReplyTo: Target): string {
  const mention = mentionOf(inReplyTo);
  if (mention === null || mentionsIn(text).some((one) => isSameMention(one, mention, inReplyTo))) return text;
  return text === '' ? mention : `${mention} ${text}`;
}

/**
 * Our reply as the server takes it.
 *
 * @throws ConnectorError `rejected` when a private reply would reach somebody besides the customer
 */
export function composeStatus(reply: OutboundReply, mediaIds: string[]): NewStatus {
  const visibility = visibilityOf(reply);
  const text = composeText(reply.text, reply.inReplyTo);
  if (visibility === 'direct') refuseBystanders(text, reply.inReplyTo);
  return {
    ...wordsOf(reply, text),
    in_reply_to_id: reply.inReplyTo.externalId,
    visibility,
    ...(mediaIds.length > 0 && { media_ids: mediaIds }),
  };
}

/**
 * Other words for our reply.
 *
 * @param standing what stands there now; what an edit leaves out the server takes away
 */
export function composeEdit(
  reply: OutboundReply,
  standing: { mediaIds: string[]; visibility: string },
): ChangedStatus {
  const text = composeText(reply.text, reply.inReplyTo);
  if (standing.visibility === 'direct') refuseBystanders(text, reply.inReplyTo);
  return { ...wordsOf(reply, text), ...(standing.mediaIds.length > 0 && { media_ids: standing.mediaIds }) };
}

/** Whether two texts say the same, whatever a server did to white space, letters and links. */
export function isSameText(one: string, other: string): boolean {
  return essence(one) === essence(other);
}

function wordsOf(
  reply: OutboundReply,
  status: string,
): Pick<NewStatus, 'status' | 'spoiler_text' | 'language'> {
  const { spoilerText } = reply.inReplyTo.replyContext;
  const language = /^[a-z]{2,3}(?=$|-)/i.exec(reply.language ?? '')?.[0]?.toLowerCase();
  return {
    status,
    ...(typeof spoilerText === 'string' && spoilerText !== '' && { spoiler_text: spoilerText }),
    ...(language !== undefined && { language }),
  };
}

/** Exactly as far as what is answered, or only to the customer when a private answer was asked for; never wider. */
function visibilityOf({ visibility, inReplyTo }: OutboundReply): string {
  const parent = inReplyTo.replyContext.visibility;
  const isPublic = inReplyTo.visibility === 'public';
  if (isPublic && visibility === 'private') return 'direct';
  if (typeof parent !== 'string') return isPublic ? 'unlisted' : 'direct';
  const isNarrowEnough = isPublic || (parent !== 'public' && parent !== 'unlisted');
  return VISIBILITIES.has(parent) && isNarrowEnough ? parent : 'direct';
}

/** Null where nobody can be named. What the network says is a handle has to look like one. */
function mentionOf({ replyContext, author }: Target): string | null {
  const { mention = author.handle } = replyContext;
  if (typeof mention !== 'string') return null;
  const [found] = mentionsIn(mention);
  return found === mention ? mention : null;
}

function mentionsIn(text: string): string[] {
  return [...text.matchAll(MENTION)].map(([found]) => found);
}

/** An account of our own instance may also be named without it. */
function isSameMention(one: string, mention: string, { replyContext }: Target): boolean {
  const [name, full] = [one.toLowerCase(), mention.toLowerCase()];
  return name === full || (replyContext.isLocal === true && name === full.replace(/(?<=.)@.*$/, ''));
}

/** Whoever is mentioned in a direct post receives it. */
function refuseBystanders(text: string, inReplyTo: Target): void {
  const mention = mentionOf(inReplyTo);
  const bystanders = mentionsIn(text).filter(
    (one) => mention === null || !isSameMention(one, mention, inReplyTo),
  );
  if (bystanders.length === 0) return;
  throw new ConnectorError(
    'rejected',
    `A private reply reaches everybody whom it mentions: ${[...new Set(bystanders)].join(', ')}. Write the name without @.`,
  );
}

function essence(text: string): string {
  const segments = linkSegments(text).map((segment) =>
    segment.kind === 'link' ? segment.href : segment.text,
  );
  return segments.join('').normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();
}
