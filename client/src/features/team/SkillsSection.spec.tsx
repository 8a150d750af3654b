import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { SaveAgentSkillsRequest, SkillItem } from '@visavis/shared/api/schedule';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { apiHandlers, refusal } from '../../../test/api-handlers.ts';
import { renderApp } from '../../../test/render-app.tsx';
import { me } from '../../../test/sample-data.ts';
import { SkillsSection } from './SkillsSection.tsx';

const skills: SkillItem[] = [
  { id: 's-fibre', name: 'Glasfaser', description: 'Kennt Hausanschlüsse' },
  { id: 's-tv', name: 'TV', description: '' },
];
const sent: { agentId: unknown; body: SaveAgentSkillsRequest }[] = [];
const server = setupServer(
  http.get('*/api/skills', () => HttpResponse.json({ items: skills, nextCursor: null })),
  http.put('*/api/agents/:id/skills', async ({ request, params }) => {
    const body = (await request.json()) as SaveAgentSkillsRequest;
    sent.push({ agentId: params.id, body });
    return HttpResponse.json(body);
  }),
  ...apiHandlers(),
);
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  server.resetHandlers();
  sent.length = 0;
});
afterAll(() => server.close());

const lead = { ...me, id: 'a-sabine', role: 'lead' as const };
/** Keys in one moment: how long a machine takes for them must not look like a pause of the person. */
function pressWithoutPause(...keys: string[]): void {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'setImmediate'] });
  try {
    for (const key of keys) fireEvent.keyDown(document.activeElement ?? document.body, { key });
    act(() => jest.advanceTimersByTime(5_000));
  } finally {
    jest.useRealTimers();
  }
}
const cell = (name: string) => screen.findByRole('button', { name });

describe('the skills matrix', () => {
  it('is walked and set by keyboard, and a row is one save', async () => {
    await renderApp(<SkillsSection />, { as: lead });
    const first = await cell('Amina Yusuf, Glasfaser: 0 gar nicht');
    act(() => first.focus());
    pressWithoutPause('1', 'ArrowRight', '3', 'ArrowRight', '2', 'ArrowUp', 'Home');
    expect(await cell('Amina Yusuf, Glasfaser: 1 kann aushelfen')).toHaveFocus();
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toEqual({
      agentId: 'a-amina',
      body: {
        skills: [
          { skillId: 's-fibre', level: 1 },
          { skillId: 's-tv', level: 3 },
        ],
        languages: [{ language: 'de', level: 2 }],
      },
    });
    expect(await cell('Amina Yusuf, TV: 3 wird gefragt')).toBeInTheDocument();
  });

  it('takes back what the server refuses, and tries again when asked', async () => {
    let refuse = () => {};
    const isRefused = new Promise<void>((resolve) => (refuse = resolve));
    server.use(
      http.put('*/api/agents/:id/skills', () => isRefused.then(() => refusal(503, 'unavailable')), {
        once: true,
      }),
    );
    await renderApp(<SkillsSection />, { as: lead });
    await userEvent.click(await cell('Amina Yusuf, TV: 0 gar nicht'));
    expect(await cell('Amina Yusuf, TV: 1 kann aushelfen')).toBeInTheDocument();
    refuse();
    const toast = await screen.findByRole('alert');
    expect(toast).toHaveTextContent('Amina Yusuf wurde nicht gespeichert.');
    expect(await cell('Amina Yusuf, TV: 0 gar nicht')).toBeInTheDocument();
    await userEvent.click(within(toast).getByRole('button', { name: 'Erneut versuchen' }));
    expect(await cell('Amina Yusuf, TV: 1 kann aushelfen')).toBeInTheDocument();
    await waitFor(() => expect(sent).toHaveLength(1));
  });

  it('says whom and what the deletion of a skill touches', async () => {
    server.use(
      http.get('*/api/skills/s-fibre/uses', () =>
        HttpResponse.json({
          people: [{ id: 'a-olek', name: 'Oleksandr Bondar', level: 3 }],
          rules: [{ id: 'r-1', name: 'Glasfaser zuerst' }],
        }),
      ),
    );
    await renderApp(<SkillsSection />, { as: lead });
    await userEvent.click(await screen.findByRole('button', { name: 'Mehr: Glasfaser' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Löschen' }));
    const dialog = await screen.findByRole('dialog', { name: 'Glasfaser löschen' });
    expect(await within(dialog).findByText('Oleksandr Bondar')).toBeInTheDocument();
    expect(within(dialog).getByText('Glasfaser zuerst')).toBeInTheDocument();
  });

  it('is read only for agents', async () => {
    await renderApp(<SkillsSection />);
    await userEvent.click(await cell('Amina Yusuf, TV: 0 gar nicht'));
    expect(await cell('Amina Yusuf, TV: 0 gar nicht')).toHaveAttribute('aria-disabled', 'true');
    expect(screen.queryByRole('button', { name: 'Fähigkeit hinzufügen' })).not.toBeInTheDocument();
    expect(sent).toEqual([]);
  });
});
