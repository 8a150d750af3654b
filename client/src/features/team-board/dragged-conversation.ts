import type { DragEvent } from 'react';

const TYPE = 'application/x-visavis-conversation';

export function dragConversation(event: DragEvent, conversationId: string): void {
  event.dataTransfer.setData(TYPE, conversationId);
  event.dataTransfer.effectAllowed = 'move';
}

/** Whether it is a conversation that is dragged; what it is can only be read when it is dropped. */
export function isConversationDrag(event: DragEvent): boolean {
  return event.dataTransfer.types.includes(TYPE);
}

export function draggedConversation(event: DragEvent): string | null {
  return event.dataTransfer.getData(TYPE) || null;
}
