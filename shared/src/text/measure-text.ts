import { graphemeCount } from './graphemes.ts';
import { mastodonLength } from './measure-mastodon.ts';
import { utf8Length } from './utf8.ts';

export interface MeasureOptions {
  /** The limit of this instance or channel, in the network's own unit, in place of the usual one. */
  readonly limit?: number | undefined;
  /** Mastodon: what each link counts on this instance. */
  readonly reservedPerUrl?: number | undefined;
  /** Mastodon: the content warning, which counts as well. */
  readonly spoiler?: string | undefined;
}

export interface MeasuredText {
  /** In the network's own unit. */
  readonly length: number;
  /** Null where no limit is known. */
  readonly limit: number | null;
  readonly fits: boolean;
  /** Where a network limits bytes besides characters. */
  readonly bytes?: number;
  readonly byteLimit?: number;
}

/** Counts a text as one network does. */
export type TextMeasure = (text: string, options?: MeasureOptions) => MeasuredText;

type Count = (text: string, options: MeasureOptions) => number;

function measureBy(count: Count, usualLimit: number | null): TextMeasure {
  return (text, options = {}) => {
    const length = count(text, options);
    const limit = options.limit ?? usualLimit;
    return { length, limit, fits: limit === null || length <= limit };
  };
}

/** Graphemes, and ten bytes for each of them. */
const measureBluesky: TextMeasure = (text, options = {}) => {
  const length = graphemeCount(text);
  const limit = options.limit ?? 300;
  const bytes = utf8Length(text);
  const byteLimit = limit * 10;
  return { length, limit, fits: length <= limit && bytes <= byteLimit, bytes, byteLimit };
};

/** For networks that do not say what they count: UTF-16 units, which are never fewer than any kind of character. */
const units: Count = (text) => text.length;

/** By network id without punctuation and in lower case. X is missing: its rules are heavy and come on their own. */
const measures: Readonly<Record<string, TextMeasure>> = {
  bluesky: measureBluesky,
  mastodon: measureBy(mastodonLength, 500),
  webhook: measureBy(graphemeCount, null),
  playground: measureBy(graphemeCount, 500),
  googlebusiness: measureBy(utf8Length, 4096),
  wordpress: measureBy(utf8Length, 65_525),
  telegram: measureBy(units, 4096),
  whatsapp: measureBy(units, 4096),
  facebook: measureBy(units, 8000),
  instagram: measureBy(units, 2200),
  youtube: measureBy(units, 10_000),
  googleplay: measureBy(units, 350),
  appstore: measureBy(units, 5970),
  linkedin: measureBy(units, 1250),
  reddit: measureBy(units, 10_000),
  discourse: measureBy(units, 32_000),
  trustpilot: measureBy(units, null),
  tiktok: measureBy(units, null),
  assisted: measureBy(graphemeCount, null),
  rss: measureBy(graphemeCount, null),
};

/**
 * The measure of a network, for the composer, the preview and the send guard alike. Null for a network that nobody has
 * taught us. Asynchronous because some rules are loaded only where they are needed; the measure itself is not.
 */
export async function loadTextMeasure(network: string): Promise<TextMeasure | null> {
  const id = network.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (id !== 'x') return Object.hasOwn(measures, id) ? (measures[id] ?? null) : null;
  const { xLength, xLimit } = await import('./measure-x.ts');
  return measureBy(xLength, xLimit);
}
