import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { renderHook } from '@testing-library/react';
import { storeLocalDraft, type LocalDraft } from './local-draft.ts';
import { useLeaveGuard } from './use-leave-guard.ts';

const draft = (part: Partial<LocalDraft>): LocalDraft => ({
  text: '',
  note: '',
  visibility: 'public',
  inReplyToMessageId: null,
  pictures: [],
  typedAt: 0,
  isSaved: false,
  ...part,
});

const isAsked = () => {
  const event = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(event);
  return event.defaultPrevented;
};

describe('closing the tab', () => {
  beforeEach(() => void renderHook(() => useLeaveGuard('jana')));
  afterEach(() => sessionStorage.clear());

  it('is asked about while a draft is not saved', () => {
    storeLocalDraft('jana', 'c-1', draft({ text: 'Hallo Frieda' }));
    expect(isAsked()).toBe(true);
    storeLocalDraft('jana', 'c-1', draft({ text: 'Hallo Frieda', isSaved: true }));
    expect(isAsked()).toBe(false);
  });

  it('is asked about while a note stands in a composer, which no server has', () => {
    storeLocalDraft('jana', 'c-1', draft({ note: 'Ruft um drei an', isSaved: true }));
    expect(isAsked()).toBe(true);
  });

  it('is nobody’s question where nothing would be lost', () => {
    expect(isAsked()).toBe(false);
    storeLocalDraft('mehmet', 'c-1', draft({ text: 'Von jemand anderem' }));
    expect(isAsked()).toBe(false);
  });
});
