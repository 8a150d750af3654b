import type { GoodCalls } from './good-call.ts';

export const trust: GoodCalls = {
  'POST /c': () => ({ body: { text: 'Ist das von euch? https://care.example/c/0123456789ABC' } }),
};
