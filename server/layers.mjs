/**
 * The modules of the server in the order in which a post travels. A module imports only from modules before it, and
 * from `platform` and `@visavis/shared`, which know no module. The lint rule is generated from this one array
 * (scripts/lint-config.mjs), and src/layers.spec.ts fails when a folder of src is missing from it.
 */
export const layers = [
  'organisation',
  'media',
  'playground',
  'connectors',
  'agents',
  'channels',
  'contacts',
  'conversations',
  'routing',
  'sla',
  'desk',
  'intake',
  'replies',
  'promises',
  'incidents',
  'notifications',
  'inbox',
  'reports',
  'trust',
  'privacy',
  'demo',
];
