import { randomBytes } from 'node:crypto';

interface Ref {
  uri: string;
  cid: string;
}

/** What a thread looks like to somebody on the network. */
export interface SeenPost {
  uri: string;
  cid: string;
  did: string;
  text: string;
  images: { alt: string; width: number | undefined; height: number | undefined }[];
  /** The words of each link in the text, by the bytes that the facet names, and where it leads. */
  links: { words: string; uri: string }[];
  /** Identifiers of the accounts mentioned. */
  mentions: string[];
  langs: string[];
  replies: SeenPost[];
}

interface Writing {
  mentions?: NetworkPerson[];
  answers?: Ref;
  /** Of the thread, where it is another one than the post answered. */
  root?: Ref;
  quotes?: Ref;
  /** A PNG. */
  picture?: { data: Buffer; alt: string };
}

interface RawThread {
  post?: { uri: string; cid: string; author: { did: string }; record: Record<string, unknown> };
  replies?: RawThread[];
}

const POSTS = 'app.bsky.feed.post';

/** Somebody with an account on the network, who uses it with the app of their choice. */
export class NetworkPerson {
  private constructor(
    private readonly pds: string,
    readonly did: string,
    readonly handle: string,
    private readonly token: string,
  ) {}

  static async signUp(pds: string, name: string): Promise<NetworkPerson> {
    const handle = `${name}-${randomBytes(3).toString('hex')}.test`;
    const body = {
      handle,
      email: `${handle.replace('.test', '')}@example.com`,
      password: `secret of ${name}`,
    };
    const answer = await call<{ did: string; accessJwt: string }>(
      pds,
      'POST',
      'com.atproto.server.createAccount',
      { body },
    );
    const person = new NetworkPerson(pds, answer.did, handle, answer.accessJwt);
    const profile = { $type: 'app.bsky.actor.profile', displayName: `${name} (Test)` };
    await person.put('app.bsky.actor.profile', 'self', profile);
    return person;
  }

  /** Makes an app password, as one does in the settings of the app. */
  async appPassword(
    name = `visavis ${randomBytes(2).toString('hex')}`,
  ): Promise<{ name: string; password: string }> {
    const { password } = await this.post<{ password: string }>('com.atproto.server.createAppPassword', {
      name,
    });
    return { name, password };
  }

  async withdrawAppPassword(name: string): Promise<void> {
    await this.post('com.atproto.server.revokeAppPassword', { name });
  }

  /** Mentions of the people given become facets where `@handle` stands in the text. */
  async write(text: string, given: Writing = {}): Promise<Ref> {
    const { answers, root = answers, quotes, picture } = given;
    const record = {
      ...this.record(text, given.mentions ?? []),
      ...(answers === undefined ? {} : { reply: { root, parent: answers } }),
      ...(quotes === undefined ? {} : { embed: { $type: 'app.bsky.embed.record', record: quotes } }),
      ...(picture === undefined ? {} : { embed: await this.embed(picture) }),
    };
    return this.post<Ref>('com.atproto.repo.createRecord', { repo: this.did, collection: POSTS, record });
  }

  /** As third-party apps do it: another record under the same key. */
  async rewrite({ uri }: Ref, text: string, mentions: NetworkPerson[] = []): Promise<void> {
    await this.put(POSTS, keyOf(uri), this.record(text, mentions));
  }

  async delete({ uri }: Ref): Promise<void> {
    await this.post('com.atproto.repo.deleteRecord', { repo: this.did, collection: POSTS, rkey: keyOf(uri) });
  }

  /** Lets nobody answer below a post. */
  async closeThread({ uri }: Ref): Promise<void> {
    const gate = {
      $type: 'app.bsky.feed.threadgate',
      post: uri,
      allow: [],
      createdAt: new Date().toISOString(),
    };
    await this.put('app.bsky.feed.threadgate', keyOf(uri), gate);
  }

  async block(other: NetworkPerson): Promise<void> {
    const record = { $type: 'app.bsky.graph.block', subject: other.did, createdAt: new Date().toISOString() };
    await this.post('com.atproto.repo.createRecord', {
      repo: this.did,
      collection: 'app.bsky.graph.block',
      record,
    });
  }

  /** The post with everything below it, as this person sees it. */
  async thread({ uri }: Ref): Promise<SeenPost> {
    const { thread } = await this.get<{ thread: RawThread }>('app.bsky.feed.getPostThread', { uri });
    const [seen] = seenIn(thread);
    if (seen === undefined) throw new Error(`${uri} is not there`);
    return seen;
  }

  /** Keys of the posts in the repository of this person: what is really there, whatever the app shows. */
  async ownPosts(): Promise<string[]> {
    const { records } = await this.get<{ records: { uri: string }[] }>('com.atproto.repo.listRecords', {
      repo: this.did,
      collection: POSTS,
      limit: '100',
    });
    return records.map((record) => record.uri);
  }

  private async embed({ data, alt }: NonNullable<Writing['picture']>): Promise<object> {
    const { blob } = await call<{ blob: object }>(this.pds, 'POST', 'com.atproto.repo.uploadBlob', {
      body: data,
      token: this.token,
    });
    return { $type: 'app.bsky.embed.images', images: [{ alt, image: blob }] };
  }

  private record(text: string, mentions: NetworkPerson[]) {
    const facets = mentions.map((person) => {
      const at = Buffer.byteLength(text.slice(0, text.indexOf(`@${person.handle}`)));
      const index = { byteStart: at, byteEnd: at + Buffer.byteLength(`@${person.handle}`) };
      return { index, features: [{ $type: 'app.bsky.richtext.facet#mention', did: person.did }] };
    });
    return { $type: POSTS, text, createdAt: new Date().toISOString(), langs: ['de'], facets };
  }

  private async put(collection: string, rkey: string, record: object): Promise<void> {
    await this.post('com.atproto.repo.putRecord', { repo: this.did, collection, rkey, record });
  }

  private post<T>(nsid: string, body: object): Promise<T> {
    return call(this.pds, 'POST', nsid, { body, token: this.token });
  }

  private get<T>(nsid: string, query: Record<string, string>): Promise<T> {
    return call(this.pds, 'GET', nsid, { query, token: this.token });
  }
}

function seenIn({ post, replies = [] }: RawThread): SeenPost[] {
  if (post === undefined) return [];
  const { text, langs, facets, embed } = post.record as {
    text: string;
    langs?: string[];
    facets?: { index: { byteStart: number; byteEnd: number }; features: { uri?: string; did?: string }[] }[];
    embed?: { images?: { alt: string; aspectRatio?: { width: number; height: number } }[] };
  };
  const bytes = Buffer.from(text);
  const links = (facets ?? []).flatMap(({ index, features }) =>
    features.flatMap(({ uri }) =>
      uri === undefined ? [] : [{ words: bytes.toString('utf8', index.byteStart, index.byteEnd), uri }],
    ),
  );
  const images = (embed?.images ?? []).map(({ alt, aspectRatio }) => ({
    alt,
    width: aspectRatio?.width,
    height: aspectRatio?.height,
  }));
  return [
    {
      uri: post.uri,
      cid: post.cid,
      did: post.author.did,
      text,
      images,
      links,
      mentions: (facets ?? []).flatMap(({ features }) => features.flatMap(({ did }) => did ?? [])),
      langs: langs ?? [],
      replies: replies.flatMap(seenIn),
    },
  ];
}

function keyOf(uri: string): string {
  return uri.split('/').at(-1) ?? '';
}

async function call<T>(
  pds: string,
  method: string,
  nsid: string,
  given: { query?: Record<string, string>; body?: object; token?: string },
): Promise<T> {
  const url = new URL(`/xrpc/${nsid}`, pds);
  for (const [name, value] of Object.entries(given.query ?? {})) url.searchParams.set(name, value);
  const { body, token } = given;
  const isPicture = Buffer.isBuffer(body);
  const answer = await fetch(url, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': isPicture ? 'image/png' : 'application/json' }),
    },
    ...(body === undefined ? {} : { body: isPicture ? new Uint8Array(body) : JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${nsid} answered ${answer.status}: ${text}`);
  return (text === '' ? {} : JSON.parse(text)) as T;
}
