import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  AlertRuleItem,
  AlertWebhookItem,
  SaveAlertRuleRequest,
  SaveAlertWebhookRequest,
} from '@visavis/shared/api/alerts';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { apiHandlers, refusal } from '../../../test/api-handlers.ts';
import { renderApp } from '../../../test/render-app.tsx';
import { agents, me } from '../../../test/sample-data.ts';
import { AlertsSection } from './AlertsSection.tsx';

const server = setupServer(...apiHandlers());
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const admin = { ...me, role: 'admin' as const };
const lead = { ...me, role: 'lead' as const };
const team = { id: 't-fest', name: 'Festnetz & Internet' };
const rule = (id: string, given: Partial<AlertRuleItem> = {}): AlertRuleItem => ({
  id,
  team: null,
  on: 'breach',
  to: 'leads',
  agentIds: [],
  ways: { inApp: true, browser: false, mail: false },
  webhook: null,
  isActive: true,
  mayEdit: true,
  version: 1,
  ...given,
});
const hook: AlertWebhookItem = {
  id: 'w1',
  name: 'Leitstelle',
  host: 'alerts.example',
  url: 'https://alerts.example/in',
  last: null,
  waiting: 0,
};

async function show({ as = admin as typeof me, rules = [rule('r1')], hooks = [hook] } = {}) {
  const saved: { rules: SaveAlertRuleRequest[]; hooks: SaveAlertWebhookRequest[]; renewed: number } = {
    rules: [],
    hooks: [],
    renewed: 0,
  };
  let webhooks = hooks;
  server.use(
    http.get('*/api/alert-rules', () => HttpResponse.json({ items: rules, nextCursor: null })),
    http.post('*/api/alert-rules', async ({ request }) => {
      saved.rules.push((await request.json()) as SaveAlertRuleRequest);
      return HttpResponse.json(rule('r-new'), { status: 201 });
    }),
    http.get('*/api/alert-webhooks', () => HttpResponse.json({ items: webhooks, nextCursor: null })),
    http.put('*/api/alert-webhooks/:id', async ({ request }) => {
      const body = (await request.json()) as SaveAlertWebhookRequest;
      saved.hooks.push(body);
      webhooks = webhooks.map((one) => ({ ...one, ...body }));
      return HttpResponse.json(webhooks[0]);
    }),
    http.post('*/api/alert-webhooks/:id/secret', () => {
      saved.renewed += 1;
      return HttpResponse.json({ webhook: hook, secret: 'fifteen quiet owls' });
    }),
    http.post('*/api/alert-webhooks/:id/test', () =>
      HttpResponse.json({ at: new Date().toISOString(), ok: false, status: 418, fault: 'status' }),
    ),
  );
  await renderApp(<AlertsSection />, { as });
  await screen.findByRole('heading', { name: 'Wer Bescheid bekommt' });
  return saved;
}

const rows = async () => screen.findAllByRole('listitem');
const newRule = async () => {
  await userEvent.click(await screen.findByRole('button', { name: 'Neue Regel' }));
  return within(await screen.findByRole('dialog', { name: 'Neue Regel' }));
};
const inMenu = async (entry: string) => {
  await userEvent.click(await screen.findByRole('button', { name: 'Mehr zu Leitstelle' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: entry }));
};

describe('the rules', () => {
  it('read as sentences, with names where people were chosen', async () => {
    const sabine = agents.find(({ displayName }) => displayName === 'Sabine Vogt');
    await show({
      rules: [
        rule('r1', { webhook: hook }),
        rule('r2', { team, on: 'channelDown', to: 'group', agentIds: [sabine?.id ?? ''], isActive: false }),
      ],
    });
    await screen.findByText('Sabine Vogt');
    expect((await rows()).map((row) => row.textContent)).toEqual([
      'Alle TeamsZu spät  TeamleitungIn Visavis, Webhook LeitstelleBearbeiten',
      'Festnetz & InternetausKanal gestört  Sabine VogtIn VisavisBearbeiten',
    ]);
    expect(screen.getByText(/Von Anfang an gilt/u)).toBeVisible();
  });

  it('of every team are only read by leads, who see no addresses of other systems either', async () => {
    await show({ as: lead, rules: [rule('r1', { mayEdit: false }), rule('r2', { team })] });
    expect(await screen.findAllByRole('button', { name: /^Bearbeiten/u })).toHaveLength(1);
    expect(screen.getByText('Regeln für alle Teams ändert die Administration.')).toBeVisible();
    expect(screen.queryByRole('heading', { name: 'Webhooks' })).toBeNull();
    const form = await newRule();
    const teams = within(form.getByLabelText('Team')).getAllByRole('option');
    expect(teams.map((option) => option.textContent)).toEqual(['Festnetz & Internet']);
  });
});

describe('a rule', () => {
  const edited = async () => {
    await userEvent.click(await screen.findByRole('button', { name: /^Bearbeiten/u }));
    return within(await screen.findByRole('dialog', { name: 'Regel bearbeiten' }));
  };

  it('is deleted after a question, and not before', async () => {
    await show();
    const gone: unknown[] = [];
    server.use(
      http.delete('*/api/alert-rules/:id', ({ params }) => {
        gone.push(params.id);
        return new HttpResponse(null, { status: 204 });
      }),
    );
    const form = await edited();
    await userEvent.click(form.getByRole('button', { name: 'Löschen' }));
    const asked = within(await screen.findByRole('dialog', { name: 'Regel löschen' }));
    expect(gone).toEqual([]);
    await userEvent.click(asked.getByRole('button', { name: 'Löschen' }));
    await waitFor(() => expect(gone).toEqual(['r1']));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('that somebody changed meanwhile is shown as it is now, and can then be saved', async () => {
    await show();
    const sent: SaveAlertRuleRequest[] = [];
    server.use(
      http.put('*/api/alert-rules/:id', async ({ request }) => {
        const body = (await request.json()) as SaveAlertRuleRequest;
        sent.push(body);
        const theirs = rule('r1', { on: 'warning', version: 2 });
        return body.version === 2
          ? HttpResponse.json(theirs)
          : refusal(409, 'version-conflict', { rule: theirs });
      }),
    );
    const form = await edited();
    await userEvent.click(form.getByRole('button', { name: 'Speichern' }));
    await waitFor(() => expect(form.getByLabelText('Wann')).toHaveDisplayValue('Bald zu spät'));
    expect(form.getByText(/Du siehst jetzt den neuen Stand/u)).toBeVisible();
    await userEvent.click(form.getByRole('button', { name: 'Speichern' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent.map(({ version }) => version)).toEqual([1, 2]);
  });

  it('of chosen people lets those go who have left, and says when nobody is there', async () => {
    const [gone, sabine] = [
      agents.find(({ displayName }) => displayName === 'Mehmet Yıldız'),
      agents.find(({ displayName }) => displayName === 'Sabine Vogt'),
    ];
    server.use(
      http.get('*/api/agents', () =>
        HttpResponse.json({
          items: agents.map((one) =>
            one.id === gone?.id ? { ...one, deactivatedAt: '2026-11-01T08:00:00Z' } : one,
          ),
          nextCursor: null,
        }),
      ),
    );
    const ids = (...people: (typeof gone)[]) => people.map((one) => one?.id ?? '');
    await show({
      rules: [
        rule('r1', { to: 'group', agentIds: ids(gone, sabine) }),
        rule('r2', { to: 'group', agentIds: ids(gone), mayEdit: false }),
      ],
    });
    expect(await screen.findByText('Niemand: Von den Ausgewählten ist keiner mehr da')).toBeVisible();
    const sent: SaveAlertRuleRequest[] = [];
    server.use(
      http.put('*/api/alert-rules/:id', async ({ request }) => {
        sent.push((await request.json()) as SaveAlertRuleRequest);
        return HttpResponse.json(rule('r1'));
      }),
    );
    const form = await edited();
    expect(form.getByRole('checkbox', { name: 'Sabine Vogt' })).toBeChecked();
    expect(form.queryByRole('checkbox', { name: 'Mehmet Yıldız' })).toBeNull();
    await userEvent.click(form.getByRole('button', { name: 'Speichern' }));
    await waitFor(() => expect(sent).toMatchObject([{ agentIds: ids(sabine) }]));
  });
});

describe('a new rule', () => {
  it('about channels tells no assignee', async () => {
    const saved = await show();
    const form = await newRule();
    await userEvent.click(form.getByRole('radio', { name: /^Wer das Gespräch hat/u }));
    await userEvent.selectOptions(form.getByLabelText('Wann'), 'Kanal gestört');
    expect(form.queryByRole('radio', { name: /^Wer das Gespräch hat/u })).toBeNull();
    expect(form.getByRole('radio', { name: /^Teamleitung/u })).toBeChecked();
    await userEvent.click(form.getByRole('button', { name: 'Speichern' }));
    await waitFor(() =>
      expect(saved.rules).toMatchObject([{ on: 'channelDown', to: 'leads', teamId: null }]),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('is not saved before it tells somebody in some way', async () => {
    const saved = await show();
    const form = await newRule();
    const save = form.getByRole('button', { name: 'Speichern' });
    await userEvent.click(form.getByRole('radio', { name: 'Ausgewählte Menschen' }));
    expect(save).toBeDisabled();
    await userEvent.click(await form.findByRole('checkbox', { name: 'Sabine Vogt' }));
    expect(save).toBeEnabled();
    for (const way of ['In Visavis', 'Browser'])
      await userEvent.click(form.getByRole('checkbox', { name: way }));
    expect(save).toBeDisabled();
    await userEvent.selectOptions(form.getByLabelText('Webhook'), 'Leitstelle');
    await userEvent.click(save);
    await waitFor(() => expect(saved.rules).toMatchObject([{ to: 'group', webhookId: 'w1' }]));
    expect(saved.rules[0]?.agentIds).toHaveLength(1);
  });
});

describe('a webhook', () => {
  it('gets another name and address', async () => {
    const saved = await show();
    await inMenu('Bearbeiten');
    const form = within(await screen.findByRole('dialog', { name: 'Webhook bearbeiten' }));
    expect(form.getByLabelText('Adresse')).toHaveValue('https://alerts.example/in');
    await userEvent.clear(form.getByLabelText('Name'));
    await userEvent.type(form.getByLabelText('Name'), 'Nachtwache');
    await userEvent.click(form.getByRole('button', { name: 'Speichern' }));
    expect(await screen.findByText('Nachtwache')).toBeVisible();
    expect(saved.hooks).toEqual([{ name: 'Nachtwache', url: 'https://alerts.example/in' }]);
  });

  it('says at the address what is wrong with it, and keeps what was written', async () => {
    await show();
    const fields = [{ field: 'url', message: 'must be an address' }];
    server.use(http.put('*/api/alert-webhooks/:id', () => refusal(400, 'invalid', { fields })));
    await inMenu('Bearbeiten');
    const form = within(await screen.findByRole('dialog', { name: 'Webhook bearbeiten' }));
    await userEvent.type(form.getByLabelText('Adresse'), '/x');
    await userEvent.click(form.getByRole('button', { name: 'Speichern' }));
    await waitFor(() => expect(form.getByLabelText('Adresse')).toBeInvalid());
    expect(form.getByLabelText('Adresse')).toHaveValue('https://alerts.example/in/x');
  });

  it('is asked about before its secret is replaced, and shows the new one once', async () => {
    const saved = await show();
    await inMenu('Neues Geheimnis');
    const asked = within(await screen.findByRole('dialog', { name: 'Neues Geheimnis' }));
    expect(saved.renewed).toBe(0);
    await userEvent.click(asked.getByRole('button', { name: 'Neues Geheimnis' }));
    expect(await screen.findByText('fifteen quiet owls')).toBeVisible();
    await userEvent.click(screen.getAllByRole('button', { name: 'Schließen' }).at(-1) as HTMLElement);
    await waitFor(() => expect(screen.queryByText('fifteen quiet owls')).toBeNull());
    expect(saved.renewed).toBe(1);
  });

  it('in use stays, with the reason', async () => {
    await show();
    server.use(http.delete('*/api/alert-webhooks/:id', () => refusal(409, 'conflict')));
    await inMenu('Löschen');
    const asked = within(await screen.findByRole('dialog', { name: 'Webhook löschen' }));
    await userEvent.click(asked.getByRole('button', { name: 'Löschen' }));
    expect(await asked.findByRole('alert')).toHaveTextContent(/wird noch gebraucht/u);
  });

  it('says what came of a test', async () => {
    await show();
    await userEvent.click(await screen.findByRole('button', { name: 'Testen: Leitstelle' }));
    expect(await screen.findByText('Der Empfänger hat mit 418 abgelehnt.')).toBeVisible();
  });
});
