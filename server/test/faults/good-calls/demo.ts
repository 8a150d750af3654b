import type { GoodCalls } from './good-call.ts';

export const demo: GoodCalls = {
  'POST /api/hooks/demo/:place': ({ demoSecret }) => ({
    secret: demoSecret,
    body: { deliveryId: 'delivery-1' },
  }),
};
