import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { ConversationDetail } from '@visavis/shared/api/conversations';
import type { RoutingDecision, RoutingExplanation, StuckReason } from '@visavis/shared/api/routing';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { apiHandlers, refusal } from '../../../../test/api-handlers.ts';
import { conversationHandlers, routingExplanation } from '../../../../test/conversation-handlers.ts';
import { LiveConversation } from '../../../../test/live-conversation.tsx';
import { renderApp } from '../../../../test/render-app.tsx';
import { at, me, person } from '../../../../test/sample-data.ts';
import { conversationDetail } from '../../../../test/sample-detail.ts';
import { ExplainPanel } from './ExplainPanel.tsx';

const server = setupServer(...apiHandlers());
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const decision = (part: Partial<RoutingDecision>): RoutingDecision => ({
  id: 'd-1',
  at: at(-30),
  kind: 'placed',
  rule: null,
  actions: [],
  agent: null,
  reasons: [],
  considered: [],
  stuck: null,
  ...part,
});

async function show(
  explanation: Partial<RoutingExplanation>,
  { as = me, ...part }: Partial<ConversationDetail> & { as?: typeof me } = {},
) {
  const detail = conversationDetail(part);
  server.use(
    http.get('*/api/conversations/:id/routing', () => HttpResponse.json(routingExplanation(explanation))),
    ...conversationHandlers(detail),
  );
  await renderApp(
    <LiveConversation id={detail.id}>
      {(held) => <ExplainPanel conversation={held} isOpen onClose={() => {}} />}
    </LiveConversation>,
    { as },
  );
  return within(await screen.findByRole('dialog'));
}

const lead = { ...me, id: 'a-sabine', role: 'lead' as const };

describe('why a conversation is with somebody', () => {
  it('is told as sentences with names and loads, the newest first', async () => {
    const panel = await show(
      {
        needs: { skills: [{ skillId: 's-1', name: 'Rechnung', minLevel: 2 }], language: 'tr' },
        decisions: [
          decision({
            id: 'd-2',
            agent: person('jana'),
            reasons: [{ kind: 'knowsCustomer' }, { kind: 'speaks', language: 'tr', level: 2 }],
            considered: [
              { agent: person('jana'), load: 4, capacity: 8, rejected: null },
              { agent: person('lena'), load: 8, capacity: 8, rejected: 'full' },
              { agent: person('kofi'), load: 1.5, capacity: 8, rejected: 'behind' },
            ],
          }),
          decision({
            id: 'd-1',
            kind: 'matched',
            rule: { id: 'r-1', name: 'Schlechte Bewertung' },
            actions: [
              { do: 'team', teamId: 't-mobil' },
              { do: 'priority', priority: 'high' },
              { do: 'skill', skillId: 's-1', minLevel: 2 },
            ],
          }),
        ],
      },
      { assignee: person('jana') },
    );
    expect(panel.getByRole('heading', { name: 'Warum bei dir?' })).toBeInTheDocument();
    const steps = within(await panel.findByRole('list', { name: 'Schritte, der neueste zuerst' }));
    const [newest, oldest] = steps
      .getAllByRole('listitem')
      .filter((item) => item.querySelector('time') !== null);
    expect(newest).toHaveTextContent('Jana kannte Svenja, spricht Türkisch, 4 von 8 offen; Lena war voll.');
    await waitFor(() =>
      expect(oldest).toHaveTextContent(
        'Regel „Schlechte Bewertung“: Team Mobilfunk, Dringlichkeit Hoch, Fähigkeit Rechnung.',
      ),
    );
    expect(panel.getByText('Rechnung ab Stufe 2')).toBeInTheDocument();
    expect(panel.getByText('Türkisch')).toBeInTheDocument();
    await userEvent.click(panel.getByText('Wer in Frage kam: 3 Personen'));
    const kofi = panel.getByText('Kofi Mensah').closest('li')!;
    expect(kofi).toHaveTextContent('kam danach');
    expect(kofi).toHaveTextContent('1,5 von 8');
  });

  it('leads to the rule only whom the rules are for', async () => {
    const decisions = [decision({ kind: 'matched', rule: { id: 'r-1', name: 'App' } })];
    const seen = await show({ decisions });
    expect(await seen.findByText('Regel „App“:')).toBeInTheDocument();
    expect(seen.queryByRole('link')).not.toBeInTheDocument();
  });

  it('leads a lead to the rule', async () => {
    const decisions = [decision({ kind: 'matched', rule: { id: 'r-1', name: 'App' } })];
    const panel = await show({ decisions }, { as: lead });
    expect(await panel.findByRole('link', { name: 'Regel „App“:' })).toHaveAttribute(
      'href',
      '/settings/rules',
    );
  });

  it('says when a person decided, because nothing overrules that', async () => {
    const panel = await show(
      {},
      {
        assignee: person('mehmet'),
        events: [
          {
            id: 'e-1',
            type: 'assigned',
            actor: person('sabine'),
            data: { agentId: 'a-mehmet' },
            at: at(-5),
          },
        ],
      },
    );
    expect(await panel.findByText(/Sabine hat es Mehmet gegeben, .* Dabei bleibt es\./)).toBeInTheDocument();
    expect(panel.getByText('Hier wurde noch nichts zugeteilt.')).toBeInTheDocument();
  });

  it('tells of an assignment that nobody opened, and of a try that found nobody', async () => {
    const panel = await show({
      decisions: [
        decision({ id: 'd-2', kind: 'returned', agent: person('kofi') }),
        decision({ id: 'd-1', kind: 'stuck', stuck: 'allFull' }),
      ],
    });
    expect(await panel.findByText(/Kofi hat es nicht geöffnet/)).toBeInTheDocument();
    expect(panel.getByText('Niemand hat es bekommen: alle sind gerade voll.')).toBeInTheDocument();
  });

  it('says what happened when it cannot be loaded', async () => {
    const detail = conversationDetail();
    server.use(
      http.get('*/api/conversations/:id/routing', () => refusal(503, 'unavailable')),
      ...conversationHandlers(detail),
    );
    await renderApp(
      <LiveConversation id={detail.id}>
        {(held) => <ExplainPanel conversation={held} isOpen onClose={() => {}} />}
      </LiveConversation>,
    );
    expect(await screen.findByText('Die Gründe lassen sich gerade nicht laden')).toBeInTheDocument();
  });
});

describe('what nobody can take', () => {
  const ways: [StuckReason, RegExp, string | null][] = [
    [
      { kind: 'nobodyHasSkill', skillId: 's-1', name: 'Glasfaser', minLevel: 2 },
      /hat niemand die Fähigkeit Glasfaser/,
      'Zu den Fähigkeiten',
    ],
    [{ kind: 'nobodySpeaks', language: 'tr' }, /spricht niemand Türkisch/, 'Zu den Fähigkeiten'],
    [{ kind: 'nobodyInTeam' }, /arbeitet niemand/, null],
    [{ kind: 'nobodyLeft' }, /zurückgegeben, nicht geöffnet/, null],
    [{ kind: 'allAway' }, /geht es von selbst weiter/, null],
    [{ kind: 'allFull' }, /geht es von selbst weiter/, null],
    [
      { kind: 'waitsFor', agent: person('jana'), until: at(30) },
      /Jana kennt Svenja\. Bis .* wartet das Gespräch/,
      null,
    ],
    [{ kind: 'doNotRoute' }, /Eine Regel sagt/, 'Zu den Regeln'],
  ];

  it.each(ways)('%j is said with what to do, and leads a lead there', async (stuck, todo, link) => {
    const panel = await show({ stuck }, { as: lead, assignee: null });
    expect(await panel.findByText(todo)).toBeInTheDocument();
    if (link === null) expect(panel.queryByRole('link')).not.toBeInTheDocument();
    else expect(panel.getByRole('link', { name: link })).toBeInTheDocument();
  });

  it('tells who may not change it whom to ask', async () => {
    const stuck = { kind: 'nobodyInTeam' } as const;
    const panel = await show({ stuck }, { assignee: null });
    expect(await panel.findByText('Deine Teamleitung kann das ändern.')).toBeInTheDocument();
  });

  it('is no news once somebody has it', async () => {
    const panel = await show({ stuck: { kind: 'allAway' } }, { assignee: person('lena') });
    expect(await panel.findByText('Hier wurde noch nichts zugeteilt.')).toBeInTheDocument();
    expect(panel.queryByText('Gerade ist niemand da')).not.toBeInTheDocument();
  });
});

describe('a customer whom somebody does not want to be given', () => {
  /** Answers as the server does; `asked` is what reached it. */
  async function showShields({ as = me, by = 'jana' }: { as?: typeof me; by?: string } = {}) {
    let shields: RoutingExplanation['shields'] = [];
    const asked: unknown[] = [];
    server.use(
      http.put('*/api/conversations/:id/shield', async ({ request }) => {
        const given = (await request.json()) as { agentId: string; reason: string };
        asked.push(given);
        const agent = person(given.agentId.replace('a-', ''));
        shields = [{ agent, by: person(by), reason: given.reason, at: at(0) }];
        return new HttpResponse(null, { status: 204 });
      }),
      http.delete('*/api/conversations/:id/shield', ({ request }) => {
        asked.push(new URL(request.url).searchParams.get('agentId'));
        shields = [];
        return new HttpResponse(null, { status: 204 });
      }),
      http.get('*/api/conversations/:id/routing', () => HttpResponse.json(routingExplanation({ shields }))),
    );
    const detail = conversationDetail();
    server.use(http.get('*/api/conversations/:id', () => HttpResponse.json(detail)));
    await renderApp(
      <LiveConversation id={detail.id}>
        {(held) => <ExplainPanel conversation={held} isOpen onClose={() => {}} />}
      </LiveConversation>,
      { as },
    );
    await screen.findByRole('region', { name: 'Abschirmung' });
    return asked;
  }

  it('is kept from them with a reason of their own, and given again when they lift it', async () => {
    const asked = await showShields();
    expect(screen.queryByRole('button', { name: /jemand anderen/ })).not.toBeInTheDocument();
    await userEvent.click(await screen.findByRole('button', { name: 'Svenja nicht an mich' }));
    const reason = screen.getByRole('textbox', { name: /Grund/ });
    expect(reason).toHaveFocus();
    await userEvent.type(reason, 'Beleidigungen');
    await userEvent.click(screen.getByRole('button', { name: 'Nicht an mich' }));
    expect(await screen.findByText('Svenja nicht an Jana')).toBeInTheDocument();
    expect(screen.getByText('Beleidigungen')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Svenja nicht an mich' })).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Aufheben: Jana Krüger' }));
    expect(await screen.findByRole('button', { name: 'Svenja nicht an mich' })).toBeInTheDocument();
    expect(asked).toEqual([{ agentId: 'a-jana', reason: 'Beleidigungen' }, 'a-jana']);
  });

  it('is kept from a colleague by those who lead the team, who can take it back', async () => {
    const asked = await showShields({ as: lead, by: 'lena' });
    await userEvent.click(await screen.findByRole('button', { name: 'Svenja nicht an jemand anderen' }));
    const whom = screen.getByRole('combobox', { name: 'Wen abschirmen' });
    expect(whom).toHaveFocus();
    await userEvent.selectOptions(whom, 'a-mehmet');
    await userEvent.type(screen.getByRole('textbox', { name: /Mehmet und die Teamleitung/ }), 'Drohung');
    await userEvent.click(screen.getByRole('button', { name: 'Nicht an Mehmet' }));
    expect(await screen.findByText('Svenja nicht an Mehmet')).toBeInTheDocument();
    expect(screen.getByText(/Drohung/)).toBeInTheDocument();
    expect(screen.getByRole('region', { name: 'Abschirmung' })).toHaveFocus();
    await userEvent.click(screen.getByRole('button', { name: /^Rückgängig/, hidden: true }));
    await waitFor(() => expect(screen.queryByText('Svenja nicht an Mehmet')).not.toBeInTheDocument());
    expect(asked).toEqual([{ agentId: 'a-mehmet', reason: 'Drohung' }, 'a-mehmet']);
  });
});
