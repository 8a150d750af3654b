import type { Response } from 'express';
import type { MediaBytes } from './media.types.ts';

const YEAR_SECONDS = 31_536_000;

/**
 * Answers with a picture that can do nothing but be looked at: whatever it may contain, a browser runs none of it.
 *
 * @param about `tag` names this very picture; asked again for it, the answer is 304
 */
export function sendPicture(
  response: Response,
  picture: MediaBytes,
  about: { tag: string; cacheControl: string },
): void {
  response.setHeader('Content-Type', picture.mimeType);
  response.setHeader('Content-Disposition', 'inline');
  response.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Cache-Control', about.cacheControl);
  response.setHeader('ETag', `"${about.tag}"`);
  response.send(picture.data);
}

/** The same for a picture that never changes under its id, so that browsers keep it. */
export function answerPicture(
  response: Response,
  picture: MediaBytes,
  { tag, audience }: { tag: string; audience: 'private' | 'public' },
): void {
  sendPicture(response, picture, {
    tag,
    cacheControl: `${audience}, max-age=${YEAR_SECONDS}, immutable`,
  });
}
