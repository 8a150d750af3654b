import { type Fields, fieldsOf, numberOf, textOf } from './mastodon.read.ts';

/** What an instance says about itself, as far as it matters to us. */
export interface InstanceFacts {
  version: string;
  /** Pleroma and Akkoma: some parameters have other names there. */
  isPleroma: boolean;
  /** The host part of its handles, which may differ from that of its address. */
  domain: string;
  /** Tells people about quotes of their posts (Mastodon 4.5). */
  hasQuotes: boolean;
  textLimit: number | null;
  reservedPerUrl: number | null;
  altLimit: number | null;
  /** Where its stream is, as an http address. */
  streamingUrl: string | null;
}

/** API version of Mastodon 4.5, the first with quotes. */
const QUOTES_SINCE = 7;

/** Reads `GET /api/v2/instance`, or `GET /api/v1/instance` of servers that have no other. */
export function instanceFacts(body: unknown, instanceUrl: string): InstanceFacts {
  const fields = fieldsOf(body);
  const configuration = fieldsOf(fields.configuration);
  const statuses = fieldsOf(configuration.statuses);
  const version = textOf(fields.version) ?? '';
  return {
    version,
    isPleroma: /compatible; (Pleroma|Akkoma)/i.test(version),
    domain: domainOf(textOf(fields.domain) ?? textOf(fields.uri), instanceUrl),
    hasQuotes: hasQuotes(version, fieldsOf(fields.api_versions)),
    textLimit: numberOf(statuses.max_characters) ?? numberOf(fields.max_toot_chars),
    reservedPerUrl: numberOf(statuses.characters_reserved_per_url),
    altLimit: numberOf(fieldsOf(configuration.media_attachments).description_limit),
    streamingUrl: streamingUrlOf(
      textOf(fieldsOf(configuration.urls).streaming) ?? textOf(fieldsOf(fields.urls).streaming_api),
      instanceUrl,
    ),
  };
}

/** `uri` of version 1 is a bare host with Mastodon, a whole address elsewhere. */
function domainOf(given: string | null, instanceUrl: string): string {
  const own = new URL(instanceUrl).host;
  if (given === null) return own;
  return URL.parse(given.includes('://') ? given : `https://${given}`)?.host ?? own;
}

function hasQuotes(version: string, apiVersions: Fields): boolean {
  const apiVersion = numberOf(apiVersions.mastodon);
  if (apiVersion !== null) return apiVersion >= QUOTES_SINCE;
  const [, major = '0', minor = '0'] = /^(\d+)\.(\d+)\.\d+(?!.*compatible)/.exec(version) ?? [];
  return Number(major) > 4 || (Number(major) === 4 && Number(minor) >= 5);
}

/** Of its own or on another host, but never less encrypted than the instance itself. */
function streamingUrlOf(given: string | null, instanceUrl: string): string | null {
  const url = given === null ? null : URL.parse(given.replace(/^ws/i, 'http'));
  if (!url || !/^https?:$/.test(url.protocol)) return null;
  const isWeaker = url.protocol === 'http:' && new URL(instanceUrl).protocol === 'https:';
  return isWeaker ? null : url.href.replace(/\/+$/, '');
}
