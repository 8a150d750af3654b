/**
 * Every job queue of the product, named by a verb. A module adds its queue together with its processor: the application
 * refuses to start on a queue without one.
 */
export const queueNames = ['keep-deadlines', 'wake-snoozed'] as const satisfies readonly string[];

export type QueueName = (typeof queueNames)[number];
