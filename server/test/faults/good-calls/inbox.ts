import type { GoodCalls, World } from './good-call.ts';

const listQuery = (world: World) => ({
  view: 'all',
  teamId: world.teamId,
  channelId: world.channelId,
  status: 'new',
  tag: 'router',
  q: 'kein Netz',
  sort: 'newest',
  spam: 'false',
  limit: '20',
  cursor: '',
});

export const inbox: GoodCalls = {
  'GET /api/conversations': (world) => ({ query: listQuery(world) }),
  'GET /api/conversations/:id/messages': () => ({ query: { cursor: '' } }),
  'GET /api/hand-overs': () => ({ query: { limit: '20', cursor: '' } }),
};
