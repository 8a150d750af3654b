import { randomUUID } from 'node:crypto';
import type { GoodCalls, World } from './good-call.ts';

const aRule = (world: World) => ({
  name: 'Rechnung',
  isActive: false,
  conditions: [
    { field: 'channel', anyOf: [world.channelId], not: true },
    { field: 'words', anyOf: ['Rechnung*'] },
    { field: 'rating', from: 1, to: 2 },
    { field: 'time', weekdays: [1, 5], from: '22:00', to: '06:00' },
  ],
  actions: [
    { do: 'team', teamId: world.teamId },
    { do: 'tag', tag: 'Rechnung' },
    { do: 'skill', skillId: randomUUID(), minLevel: 2 },
    { do: 'doNotRoute' },
  ],
});

export const routing: GoodCalls = {
  'PUT /api/conversations/:id/shield': ({ agentId }) => ({ body: { agentId, reason: 'Kenne ich privat.' } }),
  'DELETE /api/conversations/:id/shield': ({ agentId }) => ({ query: { agentId } }),
  'POST /api/routing-rules': (world) => ({ body: aRule(world) }),
  'PUT /api/routing-rules/:id': (world) => ({
    params: { id: randomUUID() },
    body: { ...aRule(world), version: 1 },
  }),
  'PUT /api/routing-rules/order': () => ({ body: { ids: [randomUUID()] } }),
  'POST /api/routing-rules/trial': (world) => ({
    body: { rules: [{ id: 'draft', ...aRule(world), isActive: true }], limit: 10 },
  }),
};
