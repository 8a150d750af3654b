import { agents } from './good-calls/agents.ts';
import { channels } from './good-calls/channels.ts';
import { demo } from './good-calls/demo.ts';
import { desk } from './good-calls/desk.ts';
import { inbox } from './good-calls/inbox.ts';
import { intake } from './good-calls/intake.ts';
import { media } from './good-calls/media.ts';
import { notifications } from './good-calls/notifications.ts';
import { organisation } from './good-calls/organisation.ts';
import { playground } from './good-calls/playground.ts';
import { replies } from './good-calls/replies.ts';
import { reports } from './good-calls/reports.ts';
import { routing } from './good-calls/routing.ts';
import { sla } from './good-calls/sla.ts';
import { trust } from './good-calls/trust.ts';
import type { GoodCalls } from './good-calls/good-call.ts';

/**
 * By route, for the ones that take more than a path: in the file of the module that serves it. A route that is missing is
 * called with odd paths, queries and bodies all the same.
 */
export const goodCalls: GoodCalls = {
  ...agents,
  ...channels,
  ...demo,
  ...desk,
  ...inbox,
  ...intake,
  ...media,
  ...notifications,
  ...organisation,
  ...playground,
  ...replies,
  ...reports,
  ...routing,
  ...sla,
  ...trust,
};
