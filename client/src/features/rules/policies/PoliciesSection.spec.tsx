import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { SaveSlaPolicyRequest, SlaPolicyItem } from '@visavis/shared/api/sla';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { apiHandlers, refusal } from '../../../../test/api-handlers.ts';
import { renderApp } from '../../../../test/render-app.tsx';
import { me, policies as sample, teams } from '../../../../test/sample-data.ts';
import { PoliciesSection } from './PoliciesSection.tsx';

const server = setupServer(...apiHandlers());
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const admin = { ...me, role: 'admin' as const };

async function show(as: typeof me = admin) {
  let policies = sample;
  const saved: SaveSlaPolicyRequest[] = [];
  server.use(
    http.get('*/api/skills', () => HttpResponse.json({ items: [], nextCursor: null })),
    http.get('*/api/sla-policies', () => HttpResponse.json({ items: policies, nextCursor: null })),
    http.put('*/api/sla-policies/:id', async ({ request, params }) => {
      const body = (await request.json()) as SaveSlaPolicyRequest;
      saved.push(body);
      const next = (policy: SlaPolicyItem) => ({ ...policy, ...body, version: policy.version + 1 });
      policies = policies.map((policy) => (policy.id === params.id ? next(policy) : policy));
      return HttpResponse.json(policies.find(({ id }) => id === params.id));
    }),
  );
  await renderApp(<PoliciesSection />, { as });
  await screen.findByText(/erste Antwort in 15 Min/u);
  return saved;
}

describe('the list of policies', () => {
  it('reads as sentences, the last one for everything else', async () => {
    await show();
    const rows = within(screen.getByRole('list', { name: 'Vorgaben in ihrer Reihenfolge' })).getAllByRole(
      'listitem',
    );
    expect(rows.map((row) => row.textContent)).toEqual([
      expect.stringContaining('Störung'),
      expect.stringContaining('Alles, wofür keine andere Vorgabe gilt'),
    ]);
    expect(rows[0]).toHaveTextContent('warnt nach 50 % der Zeit');
    expect(within(rows[1]!).queryByRole('switch')).toBeNull();
  });

  it('never takes a team for deleted whose name could not be loaded', async () => {
    let isDown = true;
    const ofTeam = { ...sample[0]!, conditions: [{ field: 'team' as const, anyOf: [teams[0]!.id] }] };
    server.use(
      http.get('*/api/skills', () => HttpResponse.json({ items: [], nextCursor: null })),
      http.get('*/api/sla-policies', () => HttpResponse.json({ items: [ofTeam], nextCursor: null })),
      http.get('*/api/teams', () => (isDown ? refusal(422, 'invalid') : HttpResponse.json(teams))),
    );
    await renderApp(<PoliciesSection />, { as: admin });
    expect(await screen.findByText(/^Namen von Kanälen, Teams oder Menschen/u)).toBeInTheDocument();
    expect(screen.queryByText(/gelöschtes Team/u)).toBeNull();
    isDown = false;
    await userEvent.click(screen.getByRole('button', { name: 'Erneut versuchen' }));
    expect(await screen.findByText(new RegExp(`im Team ${teams[0]!.name}`, 'u'))).toBeInTheDocument();
  });

  it('is only read by those who may not change it', async () => {
    await show({ ...me, role: 'agent' as const });
    expect(screen.queryByRole('button', { name: 'Vorgabe schreiben' })).toBeNull();
    expect(screen.queryByRole('switch')).toBeNull();
  });

  it('tells long targets in hours of work, because no day of it has 24', async () => {
    await show();
    await userEvent.click(screen.getByText(/Alles, wofür keine andere/u));
    const editor = within(await screen.findByRole('form', { name: 'Standard bearbeiten' }));
    fireEvent.change(await editor.findByLabelText(/^Gelöst/u), { target: { value: '4320' } });
    expect(editor.getByText('72 Std')).toBeInTheDocument();
    expect(editor.getByText(/gelöst in 72 Std/u)).toBeInTheDocument();
  });

  it('says that it is not known what applying it would change, where that cannot be found out', async () => {
    await show();
    server.use(
      http.get('*/api/sla-policies/reapply', () => HttpResponse.json({ run: null })),
      http.post('*/api/sla-policies/reapply/preview', () => refusal(422, 'invalid')),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Auf laufende Uhren anwenden' }));
    expect(
      await screen.findByText('Was sich ändern würde, lässt sich gerade nicht feststellen'),
    ).toBeInTheDocument();
  });

  it('is switched, keeping everything else as it was', async () => {
    const saved = await show();
    await userEvent.click(screen.getByRole('switch', { name: 'Störung einschalten' }));
    await waitFor(() => expect(saved).toHaveLength(1));
    const { id: _id, isFallback: _last, faults: _faults, ...rest } = sample[0]!;
    expect(saved[0]).toEqual({ ...rest, isActive: false });
  });

  it('asks before a changed policy is lost, when Escape is pressed as well', async () => {
    await show();
    await userEvent.click(screen.getByText(/Alles, wofür keine andere/u));
    const editor = within(await screen.findByRole('form', { name: 'Standard bearbeiten' }));
    await userEvent.type(editor.getByLabelText('Name'), ' 2');
    await userEvent.keyboard('{Escape}');
    const question = within(await screen.findByRole('dialog', { name: 'Änderungen verwerfen' }));
    await userEvent.click(question.getByRole('button', { name: 'Weiter bearbeiten' }));
    expect(editor.getByLabelText('Name')).toHaveValue('Standard 2');
  });

  it('takes numbers as they are typed, and nothing as no promise', async () => {
    const saved = await show();
    await userEvent.click(screen.getByText(/Alles, wofür keine andere/u));
    const editor = await screen.findByRole('form', { name: 'Standard bearbeiten' });
    expect(within(editor).queryByRole('button', { name: 'Bedingung hinzufügen' })).toBeNull();
    fireEvent.change(await within(editor).findByLabelText(/^Erste Antwort/u), { target: { value: '12.5' } });
    fireEvent.change(within(editor).getByLabelText(/^Gelöst/u), { target: { value: '' } });
    fireEvent.change(within(editor).getByLabelText(/^Nach Prozent/u), { target: { value: '75' } });
    await userEvent.click(within(editor).getByRole('button', { name: 'Speichern' }));
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(saved[0]).toMatchObject({
      targets: { firstResponse: 12.5, nextResponse: 120, pickUp: null, resolution: null },
      warn: { share: 0.75 },
      version: 1,
    });
  });
});
