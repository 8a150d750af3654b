import type { OutboundReply } from '../connector.ts';
import type { ComposedImage, Facet, PostRecord, StrongRef } from './bluesky.types.ts';

/** Our reply as a record. Everything in it is the same in every try, so that a repeated one is the very same record. */
export function composePost(
  reply: Pick<OutboundReply, 'text' | 'language' | 'firstAttemptedAt'>,
  parts: { thread: { root: StrongRef; parent: StrongRef }; facets: Facet[]; images: ComposedImage[] },
): PostRecord {
  const { thread, facets, images } = parts;
  return {
    $type: 'app.bsky.feed.post',
    text: reply.text,
    createdAt: reply.firstAttemptedAt.toISOString(),
    reply: { root: thread.root, parent: thread.parent },
    ...(facets.length === 0 ? {} : { facets }),
    ...(reply.language === undefined ? {} : { langs: [reply.language] }),
    ...(images.length === 0 ? {} : { embed: { $type: 'app.bsky.embed.images', images } }),
  };
}

/**
 * Links, tags and mentions of a text, by UTF-8 bytes as the network wants them. In a mention stands the handle where
 * the identifier of the account belongs; `withIdentifiers` puts it there.
 */
export async function detectFacets(text: string): Promise<Facet[]> {
  // Half a second to load, and needed for replies only.
  const { RichText } = await import('@atproto/api');
  const rich = new RichText({ text });
  rich.detectFacetsWithoutResolution();
  return (rich.facets ?? []).map(({ index, features }) => ({
    index: { byteStart: index.byteStart, byteEnd: index.byteEnd },
    features: features.map((feature) => ({ ...feature }) as Facet['features'][number]),
  }));
}

/** Handles that a text mentions. */
export function handlesIn(facets: readonly Facet[]): string[] {
  return [...new Set(facets.flatMap((facet) => handleOf(facet) ?? []))];
}

/** Mentions by identifier; an unknown handle stays text. */
export function withIdentifiers(
  facets: readonly Facet[],
  dids: ReadonlyMap<string, string | undefined>,
): Facet[] {
  return facets.flatMap((facet) => {
    const handle = handleOf(facet);
    if (handle === undefined) return [facet];
    const did = dids.get(handle);
    return did === undefined ? [] : [{ ...facet, features: [{ $type: MENTION, did }] }];
  });
}

const MENTION = 'app.bsky.richtext.facet#mention';

function handleOf({ features }: Facet): string | undefined {
  const mention = features.find((feature) => feature.$type === MENTION);
  return typeof mention?.['did'] === 'string' ? mention['did'] : undefined;
}
