import type { ConversationDetail } from '@visavis/shared/api/conversations';
import type { PreviewReplyAnswer } from '@visavis/shared/api/replies';
import type { RoutingExplanation } from '@visavis/shared/api/routing';
import { http, HttpResponse } from 'msw';

/** Nothing was routed and nobody is shielded, unless the part says so. */
export function routingExplanation(part: Partial<RoutingExplanation> = {}): RoutingExplanation {
  return { needs: { skills: [], language: null }, decisions: [], stuck: null, shields: [], ...part };
}

/** The API around one open conversation; a test puts its own handlers before these. */
export function conversationHandlers(detail: ConversationDetail) {
  return [
    http.get('*/api/conversations/:id', () => HttpResponse.json(detail)),
    http.get('*/api/conversations/:id/routing', () =>
      HttpResponse.json<RoutingExplanation>({
        needs: { skills: [], language: null },
        decisions: [],
        stuck: null,
        shields: [],
      }),
    ),
    http.post('*/api/conversations/:id/read', () => new HttpResponse(null, { status: 204 })),
    http.delete('*/api/conversations/:id/draft', () => new HttpResponse(null, { status: 204 })),
    http.put('*/api/conversations/:id/draft', async ({ request }) =>
      HttpResponse.json({ ...((await request.json()) as object), updatedAt: new Date().toISOString() }),
    ),
    http.post('*/api/conversations/:id/replies/preview', async ({ request }) => {
      const { text } = (await request.json()) as { text: string };
      const signature = '\n\n— Jana aus dem Serviceteam ^JK\nhttps://bf.example/c/0000000000000';
      return HttpResponse.json<PreviewReplyAnswer>({
        text: `@svenja_albers ${text}${signature}`,
        signature,
        length: 60,
        limit: 500,
        fits: true,
      });
    }),
  ];
}
