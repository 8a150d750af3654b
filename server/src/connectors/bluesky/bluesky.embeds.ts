import type { PostMedia } from '../connector.ts';

type Fields = Record<string, unknown>;

/**
 * Pictures of a post, and the still of a video: addresses come from the view that the network makes, the type from the
 * record. A post that quotes another one holds its own pictures one level deeper.
 */
export function mediaIn(record: unknown, view: unknown): PostMedia[] {
  const own = innerMedia(fields(fields(record)['embed']));
  const shown = innerMedia(fields(view));
  const blobs = [...list(own['images']), ...list(own['items'])].map((one) => fields(fields(one)['image']));
  const pictures = [...list(shown['images']), ...list(shown['items'])].map(fields);
  const still: Fields[] =
    typeof shown['thumbnail'] === 'string' ? [{ ...shown, fullsize: shown['thumbnail'] }] : [];
  return [...pictures, ...still].flatMap((picture, at) => {
    const url = picture['fullsize'];
    if (typeof url !== 'string' || url === '') return [];
    return [{ url, alt: text(picture['alt']), mimeType: text(blobs[at]?.['mimeType']) || 'image/jpeg' }];
  });
}

/** Whether the record holds pictures, so that a view is needed to show them. */
export function holdsMedia(record: unknown): boolean {
  const embed = innerMedia(fields(fields(record)['embed']));
  return ['images', 'items', 'video'].some((name) => embed[name] !== undefined);
}

/** The post that a post quotes. */
export function quotedIn(record: unknown): string | undefined {
  const embed = fields(fields(record)['embed']);
  const quoted = fields(embed['record']);
  const uri = quoted['uri'] ?? fields(quoted['record'])['uri'];
  return typeof uri === 'string' ? uri : undefined;
}

/** The address of a link card; clients let people take it out of the text once the card is there. */
export function cardIn(record: unknown): string | undefined {
  const external = fields(innerMedia(fields(fields(record)['embed']))['external']);
  const { uri } = external;
  return typeof uri === 'string' && /^https?:\/\/\S+$/i.test(uri) ? uri : undefined;
}

function innerMedia(embed: Fields): Fields {
  return embed['media'] === undefined ? embed : fields(embed['media']);
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
