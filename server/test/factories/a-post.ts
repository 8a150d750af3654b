import type { NormalizedPost } from '../../src/connectors/connector.ts';

let counter = 0;

export type PostGiven = Partial<Omit<NormalizedPost, 'author'>> & {
  author?: Partial<NormalizedPost['author']>;
};

/** A public mention by a customer of its own, as a connector hands it on. No database needed. */
export function aPost(given: PostGiven = {}): NormalizedPost {
  counter += 1;
  const externalId = given.externalId ?? `post-${counter}`;
  return {
    rootExternalId: externalId,
    kind: 'mention',
    visibility: 'public',
    isOwn: false,
    addressesUs: true,
    text: `Mein Anschluss geht seit gestern nicht (${counter}).`,
    media: [],
    postedAt: new Date('2026-11-20T09:58:00.000Z'),
    isDeleted: false,
    ...given,
    externalId,
    author: { externalId: `customer-${counter}`, name: `Kundin ${counter}`, ...given.author },
  };
}
