import type { ConversationItem } from '@visavis/shared/api/conversations';
import type { Page } from '@visavis/shared/api/page';
import type { AvailabilityState, SetAvailabilityRequest, ShiftItem } from '@visavis/shared/api/schedule';
import type { SetupState, ApiTokenItem, SessionItem, UpdateMeRequest } from '@visavis/shared/api/session';
import { http, HttpResponse } from 'msw';
import * as sample from './sample-data.ts';
import { sampleCalendars } from './sample-calendars.ts';
import { liveReport, sampleConversations } from './sample-inbox.ts';

const page = <T>(items: T[]): Page<T> => ({ items, nextCursor: null });

/** An error as the API gives it. */
export const refusal = (status: number, code: string, details: Record<string, unknown> = {}) =>
  HttpResponse.json(
    { error: { code, message: code, details } },
    { status, headers: { 'x-request-id': 'req-1' } },
  );

interface ApiOptions {
  now?: number;
  conversations?: ConversationItem[];
}

/** The API as the client sees it, over the sample data; a test puts its own handlers before these. */
export function apiHandlers({ now = sample.NOW, conversations = sampleConversations(now) }: ApiOptions = {}) {
  let me = sample.me;
  return [
    http.get('*/api/me', () => HttpResponse.json(me)),
    http.patch('*/api/me', async ({ request }) => {
      me = { ...me, ...((await request.json()) as UpdateMeRequest) };
      return HttpResponse.json(me);
    }),
    http.get('*/api/me/consents', () => HttpResponse.json(sample.consents)),
    http.put('*/api/me/availability', async ({ request }) => {
      const set = (await request.json()) as SetAvailabilityRequest;
      const availabilityState: AvailabilityState = {
        reason: null,
        returnsAt: null,
        ...set,
        since: new Date(now).toISOString(),
        setBy: 'hand',
      };
      me = { ...me, availability: set.availability, availabilityState };
      return HttpResponse.json(availabilityState);
    }),
    http.get('*/api/agents', () => HttpResponse.json(page(sample.agents))),
    http.get('*/api/shifts', () => HttpResponse.json(page<ShiftItem>([]))),
    http.get('*/api/teams', () => HttpResponse.json(page(sample.teams))),
    http.get('*/api/channels', () => HttpResponse.json(page(sample.channels))),
    http.get('*/api/connectors', () => HttpResponse.json(page(sample.connectors))),
    http.get('*/api/conversations/counts', () => HttpResponse.json(sample.counts)),
    http.get('*/api/conversations', ({ request }) => {
      const status = new URL(request.url).searchParams.get('status');
      const shown = conversations.filter((item) => status !== 'closed' || item.status === 'closed');
      return HttpResponse.json(page(shown));
    }),
    http.get('*/api/notices/count', () => HttpResponse.json({ unseen: 0, unseenMentions: 0 })),
    http.get('*/api/calendars', () => HttpResponse.json(page(sampleCalendars(now)))),
    http.get('*/api/sla-policies', () => HttpResponse.json(page(sample.policies))),
    http.get('*/api/sessions', () => HttpResponse.json(page(sampleSessions(now)))),
    http.get('*/api/tokens', () => HttpResponse.json(page<ApiTokenItem>([]))),
    http.get('*/api/reports/live', () => HttpResponse.json(liveReport(now))),
    http.get('*/api/setup', () =>
      HttpResponse.json<SetupState>({ needed: false, organisation: 'Brückenfunk', isDemo: true }),
    ),
  ];
}

function sampleSessions(now: number): SessionItem[] {
  const agent = 'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36';
  return [0, 1].map((index) => ({
    id: `session-${index}`,
    userAgent: agent,
    createdAt: new Date(now - 86_400_000 * (index + 1)).toISOString(),
    lastSeenAt: new Date(now - 3_600_000 * index).toISOString(),
    isCurrent: index === 0,
  }));
}
