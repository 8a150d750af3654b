import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { OpenConversation } from '../src/lib/conversation-cache.ts';
import { conversationQuery } from '../src/lib/conversation.queries.ts';

/** A part of the screen that shows a conversation as the cache holds it, so that pushes and answers reach it. */
export function LiveConversation({
  id,
  children,
}: {
  id: string;
  children: (held: OpenConversation) => ReactNode;
}) {
  const { data } = useQuery(conversationQuery(id));
  return data ? children(data) : null;
}
