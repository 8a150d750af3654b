import type { NormalizedPost } from '../connectors/connector.ts';
import type { KnownMessage } from './inbound.types.ts';

/**
 * Finds our replies among posts of our own account: the same words below the same parent, written by us and not yet
 * confirmed. Each reply is found once; of two that say the same the older one comes first.
 */
export function matchEchoes(
  posts: readonly NormalizedPost[],
  pending: readonly KnownMessage[],
): { post: NormalizedPost; reply: KnownMessage }[] {
  const open = [...pending];
  const seen = new Set<string>();
  const matches: { post: NormalizedPost; reply: KnownMessage }[] = [];
  for (const post of posts) {
    if (seen.has(post.externalId)) continue;
    const at = open.findIndex((reply) => isSameReply(post, reply));
    const reply = open[at];
    if (reply === undefined) continue;
    open.splice(at, 1);
    seen.add(post.externalId);
    matches.push({ post, reply });
  }
  return matches;
}

function isSameReply(post: NormalizedPost, reply: KnownMessage): boolean {
  // In private exchanges some networks do not say what a message answers.
  const isBelow =
    post.inReplyToExternalId === undefined || post.inReplyToExternalId === reply.inReplyToExternalId;
  return isBelow && words(post.text) === words(reply.text);
}

/** Networks trim, unite white space and compose letters; the words stay. */
function words(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}
