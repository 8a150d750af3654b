/** The two parts of a post's address that tell it apart: `at://<did>/app.bsky.feed.post/<rkey>`. */
export interface PostUri {
  did: string;
  rkey: string;
}

const POST_URI = /^at:\/\/(did:[a-z]+:[\w.:%-]{1,512})\/app\.bsky\.feed\.post\/([\w.~:-]{1,512})$/;

/** @returns null for anything but the address of a post under a stable identifier */
export function postUri(uri: unknown): PostUri | null {
  const match = typeof uri === 'string' ? POST_URI.exec(uri) : null;
  const [, did, rkey] = match ?? [];
  return did === undefined || rkey === undefined ? null : { did, rkey };
}

export function profileUrl(did: string): string {
  return `https://bsky.app/profile/${did}`;
}

export function permalinkOf({ did, rkey }: PostUri): string {
  return `${profileUrl(did)}/post/${rkey}`;
}
