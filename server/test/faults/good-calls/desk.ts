import { randomUUID } from 'node:crypto';
import { SEEN, type GoodCalls } from './good-call.ts';

export const desk: GoodCalls = {
  'PATCH /api/conversations/:id': ({ agentId, teamId }) => ({
    body: {
      version: SEEN,
      status: 'closed',
      noAnswerNeeded: { reason: 'other', note: 'Nur ein Hinweis.' },
      isSnoozedForCustomer: false,
      takesBack: false,
      assigneeId: agentId,
      teamId,
      priority: 'high',
      tags: ['router'],
      snoozedUntil: null,
      note: 'Bitte übernehmen.',
    },
  }),
  'POST /api/conversations/:id/mute': ({ contactId }) => ({ body: { contactId, isMuted: false } }),
  'POST /api/conversations/:id/no-answer-needed': () => ({
    body: { reason: 'courtesy', note: 'Sie sagt nur Danke.' },
  }),
  'POST /api/conversations/:id/notes': ({ agentId }) => ({
    body: { text: 'Siehe oben.', mentions: [agentId], asks: [] },
  }),
  'POST /api/conversations/bulk': ({ conversationId }) => ({
    body: {
      ids: [conversationId],
      change: { do: 'tag', agentId: null, add: ['router'], remove: ['netz'], until: null },
    },
  }),
  'POST /api/conversations/bulk/undo': () => ({ body: { undoToken: randomUUID() } }),
  'POST /api/conversations/:id/hand-over': ({ agentId }) => ({
    body: { version: SEEN, toAgentId: agentId, note: 'Bitte übernehmen.', isAnnounced: true },
  }),
  'POST /api/hand-overs': ({ agentId, conversationId }) => ({
    body: {
      fromAgentId: agentId,
      toAgentId: null,
      cause: 'leave',
      note: 'Bin im Urlaub.',
      isAnnounced: false,
      conversationIds: [conversationId],
    },
  }),
  'POST /api/hand-overs/undo': () => ({ body: { ids: [randomUUID()] } }),
  'POST /api/conversations/:id/spam': () => ({ body: { isSpam: false } }),
};
