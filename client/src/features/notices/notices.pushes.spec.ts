import { expect, it } from '@jest/globals';
import type { NoticeCount } from '@visavis/shared/api/notices';
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { noticesPushes } from './notices.pushes.ts';
import { noticeCountQuery } from './notices.queries.ts';

it('what is pushed while the first answer is on its way stays, for that answer is older', async () => {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  let answer: (count: NoticeCount) => void = () => {};
  const asked = new Promise<NoticeCount>((resolve) => (answer = resolve));
  const observer = new QueryObserver(client, { queryKey: noticeCountQuery.queryKey, queryFn: () => asked });
  const stop = observer.subscribe(() => {});
  noticesPushes['notices.changed']({ count: { unseen: 1, unseenMentions: 1 }, newest: null }, client);
  answer({ unseen: 0, unseenMentions: 0 });
  await asked;
  // Whatever still follows from that answer has happened after a turn of the loop.
  await new Promise((resolve) => setTimeout(resolve));
  expect(client.getQueryData(noticeCountQuery.queryKey)).toEqual({ unseen: 1, unseenMentions: 1 });
  stop();
});
