/**
 * Every job queue of the product, named by a verb. A module adds its queue together with its processor: the application
 * refuses to start on a queue without one.
 */
export const queueNames = [
  'fetch-media',
  'keep-deadlines',
  'reapply-policies',
  'keep-availability',
  'wake-snoozed',
  'hand-over-absent',
  'poll-channel',
  'sweep-channel',
  'deliver-reply',
  'keep-places',
  'mail-notices',
  'prune-notices',
  'keep-reports',
  'keep-tally',
  'tell-alerts',
  'send-alerts',
] as const satisfies readonly string[];

export type QueueName = (typeof queueNames)[number];
