import { mastodonLength } from '@visavis/shared/text/measure-mastodon';
import type { FakeAnswer, FakeRequest } from '../fake-http.ts';
import {
  instanceJson,
  type Json,
  mediumJson,
  notificationJson,
  oldInstanceJson,
  ownAccountJson,
  statusJson,
} from './entities.ts';
import type { EventFeed } from './feed.ts';
import { mentionedIn } from './html.ts';
import { pageOf } from './pages.ts';
import { DOMAIN, type FakeStatus, type MastodonStore } from './store.ts';

export interface FakeRoute {
  method: string;
  path: string;
  handle(request: FakeRequest): FakeAnswer | Promise<FakeAnswer>;
}

const NOT_FOUND = refusal(404, 'Record not found');
const SCOPES = ['read', 'write:statuses', 'write:media'];

/** The server's addresses, as far as it knows them. */
export function routesOf(store: MastodonStore, feed: EventFeed): FakeRoute[] {
  const { switches } = store;
  const route = (method: string, path: string, handle: FakeRoute['handle']): FakeRoute => ({
    method,
    path,
    handle,
  });
  const statusPath = '/api/v1/statuses/:id';
  return [
    route('GET', '/api/v1/instance', () => ({ body: oldInstanceJson(store) })),
    route('GET', '/api/v1/accounts/verify_credentials', () => ({ body: ownAccountJson(store.us) })),
    route('GET', '/api/v1/notifications', (request) => listNotifications(store, request)),
    route('GET', '/api/v1/accounts/:id/statuses', (request) => listStatuses(store, request)),
    route('POST', '/api/v1/statuses', (request) => postStatus(store, request)),
    route('GET', statusPath, ({ params }) => shown(store, params.id)),
    route('DELETE', statusPath, ({ params }) => deleteStatus(store, params.id)),
    route('GET', `${statusPath}/context`, ({ params }) => contextOf(store, params.id)),
    route('POST', '/api/v2/media', (request) => takeMedium(store, request)),
    route('GET', '/api/v1/media/:id', ({ params }) => lookAtMedium(store, params.id)),
    ...(switches.instanceV2 ? [route('GET', '/api/v2/instance', () => ({ body: instanceJson(store) }))] : []),
    ...(switches.batches
      ? [route('GET', '/api/v1/statuses', (request) => severalStatuses(store, request))]
      : []),
    ...(switches.editing ? [route('PUT', statusPath, (request) => editStatus(store, request))] : []),
    ...(switches.streaming ? [route('GET', '/api/v1/streaming/user/notification', () => stream(feed))] : []),
    ...(hasPolicy(store) ? policyRoutes() : []),
  ];
}

export function refusal(status: number, error: string): FakeAnswer {
  return { status, body: { error } };
}

function hasPolicy({ switches }: MastodonStore): boolean {
  return switches.software === 'mastodon' && switches.batches;
}

function policyRoutes(): FakeRoute[] {
  const policy = {
    for_not_following: 'accept',
    for_not_followers: 'accept',
    for_new_accounts: 'accept',
    for_private_mentions: 'filter',
    for_limited_accounts: 'drop',
    summary: { pending_requests_count: 0, pending_notifications_count: 0 },
  };
  const application = {
    id: '7',
    name: 'Service',
    website: null,
    scopes: SCOPES,
    redirect_uri: `https://${DOMAIN}/`,
    redirect_uris: [`https://${DOMAIN}/`],
    vapid_key: 'k',
  };
  return [
    { method: 'GET', path: '/api/v2/notifications/policy', handle: () => ({ body: policy }) },
    { method: 'GET', path: '/api/v1/apps/verify_credentials', handle: () => ({ body: application }) },
  ];
}

function listNotifications(store: MastodonStore, request: FakeRequest): FakeAnswer {
  const { switches } = store;
  const filter = switches.software === 'pleroma' ? 'include_types[]' : 'types[]';
  const types = request.url.searchParams.getAll(filter);
  const wanted = store.notifications.filter(({ type }) => types.length === 0 || types.includes(type));
  const { entries, headers } = pageOf(wanted, request, {
    pageLimit: switches.pageLimit,
    hasLinks: switches.linkHeader,
  });
  return { headers, body: entries.map((one) => notificationJson(store, one)) };
}

function listStatuses(store: MastodonStore, request: FakeRequest): FakeAnswer {
  const { switches } = store;
  const own = [...store.statuses.values()].filter(
    (status) =>
      status.by.id === request.params.id &&
      !status.isDeleted &&
      (switches.directInOwnList || status.visibility !== 'direct'),
  );
  const { entries, headers } = pageOf(own, request, { pageLimit: 40, hasLinks: switches.linkHeader });
  return { headers, body: entries.map((status) => statusJson(store, status)) };
}

function severalStatuses(store: MastodonStore, { url }: FakeRequest): FakeAnswer {
  const ids = url.searchParams.getAll('id[]');
  if (ids.length > 20) return refusal(422, 'Validation failed: too many statuses');
  return { body: ids.flatMap((id) => store.status(id) ?? []).map((status) => statusJson(store, status)) };
}

function shown(store: MastodonStore, id = ''): FakeAnswer {
  const status = store.status(id);
  return status === null ? NOT_FOUND : { body: statusJson(store, status) };
}

function contextOf(store: MastodonStore, id = ''): FakeAnswer {
  const status = store.status(id);
  if (status === null) return NOT_FOUND;
  const json = (statuses: FakeStatus[]) => statuses.map((one) => statusJson(store, one));
  return { body: { ancestors: json(store.ancestors(status)), descendants: json(store.descendants(status)) } };
}

function postStatus(store: MastodonStore, request: FakeRequest): FakeAnswer {
  const key = request.headers['idempotency-key'];
  const known =
    key !== undefined && store.switches.idempotencyKey === 'honoured' ? store.keys.get(key) : undefined;
  if (known !== undefined) return shown(store, known);
  const given = request.json() as Json;
  const parentId = typeof given.in_reply_to_id === 'string' ? given.in_reply_to_id : null;
  if (parentId !== null && store.status(parentId) === null) return NOT_FOUND;
  const faulty = faultOf(store, given);
  if (faulty) return faulty;
  const status: FakeStatus = {
    id: store.nextId(),
    by: store.us,
    html: null,
    visibility: wordOf(given.visibility) || 'public',
    inReplyTo: parentId,
    at: store.now(),
    editedAt: null,
    isDeleted: false,
    ...wordsOf(store, given),
  };
  store.statuses.set(status.id, status);
  if (key !== undefined) store.keys.set(key, status.id);
  return { body: statusJson(store, status) };
}

function editStatus(store: MastodonStore, request: FakeRequest): FakeAnswer {
  const status = store.status(request.params.id ?? '');
  if (status === null || status.by !== store.us) return NOT_FOUND;
  const given = request.json() as Json;
  const faulty = faultOf(store, given);
  if (faulty) return faulty;
  // What is left out is taken away, pictures and warning too.
  Object.assign(status, wordsOf(store, given), { editedAt: store.now() });
  return { body: statusJson(store, status) };
}

function deleteStatus(store: MastodonStore, id = ''): FakeAnswer {
  const status = store.status(id);
  if (status === null || status.by !== store.us) return NOT_FOUND;
  const body = { ...statusJson(store, status), text: status.text };
  store.remove(status);
  return { body };
}

type Words = Pick<FakeStatus, 'text' | 'spoiler' | 'language' | 'mentions' | 'media'>;

function wordsOf(store: MastodonStore, given: Json): Words {
  const text = wordOf(given.status);
  return {
    text,
    spoiler: wordOf(given.spoiler_text),
    language: typeof given.language === 'string' ? given.language : null,
    mentions: mentionedIn(text, store.accounts),
    media: mediaIdsOf(given).flatMap((id) => store.media.get(id) ?? []),
  };
}

function wordOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function mediaIdsOf({ media_ids: ids }: Json): string[] {
  return Array.isArray(ids) ? ids.map(String) : [];
}

function faultOf(store: MastodonStore, given: Json): FakeAnswer | null {
  const { switches } = store;
  const [text, spoiler] = [wordOf(given.status), wordOf(given.spoiler_text)];
  const ids = mediaIdsOf(given);
  if (text.trim() === '' && ids.length === 0) return refusal(422, "Validation failed: Text can't be blank");
  if (mastodonLength(text, { spoiler }) > switches.maxCharacters) return tooLong(store);
  const media = ids.map((id) => store.media.get(id));
  if (media.some((medium) => !medium)) return refusal(422, 'Validation failed: Media does not exist');
  if (media.some((medium) => (medium?.looksLeft ?? 0) > 0))
    return refusal(422, 'Cannot attach files that have not finished processing. Try again in a moment!');
  return null;
}

function tooLong({ switches }: MastodonStore): FakeAnswer {
  const { software, maxCharacters } = switches;
  if (software === 'pleroma') return refusal(422, 'The status is over the character limit');
  if (software === 'gotosocial')
    return refusal(400, `Bad Request: status too long, limit is ${maxCharacters} characters`);
  return refusal(422, `Validation failed: Text character limit of ${maxCharacters} exceeded`);
}

async function takeMedium(store: MastodonStore, request: FakeRequest): Promise<FakeAnswer> {
  const form = await request.form();
  const file = form.get('file');
  if (!(file instanceof File) || file.size === 0)
    return refusal(422, "Validation failed: File can't be blank");
  const id = store.nextId();
  const medium = {
    id,
    url: `https://files.${DOMAIN}/media/${id}.${file.type.split('/')[1]}`,
    alt: wordOf(form.get('description')),
    mimeType: file.type,
    looksLeft: store.switches.mediaLooks,
  };
  store.media.set(id, medium);
  return { status: medium.looksLeft > 0 ? 202 : 200, body: mediumJson(medium) };
}

function lookAtMedium(store: MastodonStore, id = ''): FakeAnswer {
  const medium = store.media.get(id);
  if (!medium) return NOT_FOUND;
  medium.looksLeft = Math.max(0, medium.looksLeft - 1);
  return { status: medium.looksLeft > 0 ? 206 : 200, body: mediumJson(medium) };
}

function stream(feed: EventFeed): FakeAnswer {
  return { headers: { 'Content-Type': 'text/event-stream' }, body: feed.listen() };
}
