/** How servers of the Mastodon family differ in the wild, one switch for each difference. */
export interface MastodonSwitches {
  software: 'mastodon' | 'pleroma' | 'gotosocial';
  /** Of Mastodon; others carry their own behind it. */
  version: string;
  /** Ids of notifications; all of them sort by age. */
  notificationIds: 'numbers' | 'ulids' | 'times';
  idempotencyKey: 'honoured' | 'ignored';
  linkHeader: boolean;
  /** `html` unless the caller accepts JSON. */
  errors: 'json' | 'html';
  /** Whether the notification of a deleted post stays, without its post, or goes. */
  notificationOfDeleted: 'stays' | 'goes';
  streaming: boolean;
  /** Whether posts can be edited (PUT). */
  editing: boolean;
  /** Whether several posts can be read at once (`GET /api/v1/statuses`). */
  batches: boolean;
  /** Whether there is `GET /api/v2/instance`. */
  instanceV2: boolean;
  /** Most entries on a page, whatever the caller asks for. */
  pageLimit: number;
  /** Whether an account's own list of posts holds its direct ones. */
  directInOwnList: boolean;
  /** How often an uploaded picture is looked at before it is ready; 0: at once. */
  mediaLooks: number;
  maxCharacters: number;
}

export const MASTODON: MastodonSwitches = {
  software: 'mastodon',
  version: '4.5.2',
  notificationIds: 'numbers',
  idempotencyKey: 'honoured',
  linkHeader: true,
  errors: 'html',
  notificationOfDeleted: 'goes',
  streaming: true,
  editing: true,
  batches: true,
  instanceV2: true,
  pageLimit: 80,
  directInOwnList: true,
  mediaLooks: 0,
  maxCharacters: 500,
};

export const OLD_MASTODON: MastodonSwitches = {
  ...MASTODON,
  version: '4.0.15',
  pageLimit: 30,
  batches: false,
  editing: true,
};

export const PLEROMA: MastodonSwitches = {
  ...MASTODON,
  software: 'pleroma',
  version: '2.7.2',
  notificationIds: 'numbers',
  idempotencyKey: 'honoured',
  notificationOfDeleted: 'stays',
  errors: 'json',
  streaming: false,
  batches: false,
  instanceV2: false,
  pageLimit: 40,
  directInOwnList: false,
  maxCharacters: 5_000,
};

export const GOTOSOCIAL: MastodonSwitches = {
  ...MASTODON,
  software: 'gotosocial',
  version: '0.20.1',
  notificationIds: 'ulids',
  idempotencyKey: 'ignored',
  errors: 'json',
  batches: false,
  maxCharacters: 5_000,
};

/** A small server that keeps its notifications under their time, and can do little else. */
export const SMALL_SERVER: MastodonSwitches = {
  ...MASTODON,
  version: '3.5.3',
  notificationIds: 'times',
  idempotencyKey: 'ignored',
  linkHeader: false,
  notificationOfDeleted: 'stays',
  streaming: false,
  editing: false,
  batches: false,
  instanceV2: false,
  pageLimit: 20,
};
