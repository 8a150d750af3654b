import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { RoutingRuleItem, TrialAnswer, TrialRequest } from '@visavis/shared/api/routing';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { apiHandlers, refusal } from '../../../test/api-handlers.ts';
import { renderApp } from '../../../test/render-app.tsx';
import { me } from '../../../test/sample-data.ts';
import { RulesSection } from './RulesSection.tsx';

const server = setupServer(...apiHandlers());
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const lead = { ...me, role: 'lead' as const };
const page = <T,>(items: T[]) => HttpResponse.json({ items, nextCursor: null });

const ruleOf = (id: string, part: Partial<RoutingRuleItem> = {}): RoutingRuleItem => ({
  id,
  name: id,
  isActive: true,
  conditions: [],
  actions: [],
  version: 1,
  faults: [],
  matchedLately: 0,
  ...part,
});

const bad = ruleOf('bad', {
  name: 'Schlechte Bewertung',
  conditions: [
    { field: 'kind', anyOf: ['review'] },
    { field: 'rating', from: 1, to: 2 },
  ],
  actions: [{ do: 'priority', priority: 'high' }],
  matchedLately: 12,
});
const bill = ruleOf('bill', {
  name: 'Rechnung',
  conditions: [{ field: 'words', anyOf: ['Rechnung*'] }],
  actions: [{ do: 'team', teamId: 't-rech' }],
});
const broken = ruleOf('broken', {
  name: 'Roaming',
  actions: [{ do: 'team', teamId: 'gone' }],
  faults: [{ part: 'action', index: 0, reason: 'teamGone' }],
});

/** A server that keeps rules, as far as the screen needs it. */
async function show(given: RoutingRuleItem[] = [bad, bill, broken]) {
  let rules = given;
  let deleted: RoutingRuleItem | undefined;
  const sent: { call: string; body: unknown }[] = [];
  const note = async (request: Request) => {
    const body: unknown = await request
      .clone()
      .json()
      .catch(() => null);
    sent.push({ call: `${request.method} ${new URL(request.url).pathname}`, body });
    return body;
  };
  server.use(
    http.get('*/api/routing-rules', () => page(rules)),
    http.get('*/api/skills', () => page([{ id: 's-bill', name: 'Abrechnung', description: '' }])),
    http.put('*/api/routing-rules/order', async ({ request }) => {
      const { ids } = (await note(request)) as { ids: string[] };
      rules = rules.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
      return page(rules);
    }),
    http.put('*/api/routing-rules/:id', async ({ request, params }) => {
      const body = (await note(request)) as Partial<RoutingRuleItem>;
      rules = rules.map((rule) =>
        rule.id === params.id ? { ...rule, ...body, version: rule.version + 1 } : rule,
      );
      return HttpResponse.json(rules.find((rule) => rule.id === params.id));
    }),
    http.post('*/api/routing-rules', async ({ request }) => {
      const body = (await note(request)) as Partial<RoutingRuleItem>;
      rules = [...rules, ruleOf('new', body)];
      return HttpResponse.json(rules.at(-1), { status: 201 });
    }),
    http.delete('*/api/routing-rules/:id', async ({ request, params }) => {
      await note(request);
      deleted = rules.find((rule) => rule.id === params.id);
      rules = rules.filter((rule) => rule.id !== params.id);
      return new HttpResponse(null, { status: 204 });
    }),
    http.post('*/api/routing-rules/:id/restore', async ({ request }) => {
      await note(request);
      rules = [deleted!, ...rules];
      return HttpResponse.json(deleted);
    }),
  );
  await renderApp(<RulesSection />, { as: lead });
  const list = await screen.findByRole('list', { name: 'Regeln in ihrer Reihenfolge' });
  await screen.findByText('Bewertung mit einem oder zwei Sternen');
  return {
    sent,
    list,
    names: () => namesIn(screen.getByRole('list', { name: 'Regeln in ihrer Reihenfolge' })),
  };
}

const namesIn = (list: HTMLElement) =>
  within(list)
    .getAllByRole('listitem')
    .map((row) => row.getAttribute('aria-label'));

/** `Bewertung …` stands in one element with the arrow and the other half. */
const sentenceOf = (name: string) => screen.getByRole('listitem', { name }).textContent;

async function writeRule() {
  await userEvent.click(screen.getByRole('button', { name: 'Regel schreiben' }));
  const dialog = await screen.findByRole('dialog', { name: 'Regel schreiben' });
  const form = within(dialog);
  await userEvent.type(await form.findByLabelText('Name'), 'Türkisch');
  await userEvent.click(form.getByRole('button', { name: 'Bedingung hinzufügen' }));
  await userEvent.selectOptions(form.getByLabelText('Art der Bedingung 1'), 'language');
  await userEvent.type(form.getByRole('combobox', { name: 'Werte der Bedingung 1' }), 'tür{Enter}');
  await userEvent.click(form.getByRole('button', { name: 'Folge hinzufügen' }));
  await userEvent.selectOptions(form.getByLabelText('Wert der Folge 1'), 't-mobil');
  return { dialog, form };
}

function answerTrial(answer: Partial<TrialAnswer>) {
  const asked: TrialRequest[] = [];
  server.use(
    http.post('*/api/routing-rules/trial', async ({ request }) => {
      asked.push((await request.json()) as TrialRequest);
      return HttpResponse.json({ tried: 1000, changed: 0, items: [], matches: [], ...answer });
    }),
  );
  return asked;
}

describe('the list of rules', () => {
  it('reads as sentences, says what matched, and what to do about what is gone', async () => {
    await show();
    expect(sentenceOf('Schlechte Bewertung')).toContain('Priorität hoch');
    expect(sentenceOf('Rechnung')).toContain('Post mit „Rechnung…“');
    expect(sentenceOf('Rechnung')).toContain('Team Rechnung & Vertrag');
    expect(screen.getByText('hat in sieben Tagen 12-mal gepasst')).toBeInTheDocument();
    expect(sentenceOf('Roaming')).toContain('gelöschtes Team');
    expect(sentenceOf('Roaming')).toContain('Die Regel wird übergangen, bis du ein anderes wählst.');
  });

  it('is put in order with the arrow keys, said aloud, and taken back', async () => {
    const { sent, names } = await show();
    screen.getByRole('button', { name: 'Rechnung verschieben' }).focus();
    await userEvent.keyboard('{ArrowUp}');
    await waitFor(() => expect(names()).toEqual(['Rechnung', 'Schlechte Bewertung', 'Roaming']));
    expect(screen.getAllByText('„Rechnung“ steht jetzt an Stelle 1 von 3.')[0]).toBeInTheDocument();
    expect(sent).toEqual([
      { call: 'PUT /api/routing-rules/order', body: { ids: ['bill', 'bad', 'broken'] } },
    ]);
    await userEvent.click(await screen.findByRole('button', { name: /Rückgängig/ }));
    await waitFor(() => expect(names()).toEqual(['Schlechte Bewertung', 'Rechnung', 'Roaming']));
  });

  it('is put in order by dragging', async () => {
    const { sent, names } = await show();
    const dataTransfer = { setData: () => {}, setDragImage: () => {}, effectAllowed: '' };
    fireEvent.dragStart(screen.getByRole('button', { name: 'Schlechte Bewertung verschieben' }), {
      dataTransfer,
    });
    const last = screen.getByRole('listitem', { name: 'Roaming' });
    fireEvent.dragOver(last, { clientY: 100 });
    fireEvent.drop(last);
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(names()).toEqual(['Rechnung', 'Roaming', 'Schlechte Bewertung']);
  });

  it('says when the order could not be kept because there are other rules by now', async () => {
    const { names } = await show();
    server.use(http.put('*/api/routing-rules/order', () => refusal(409, 'version-conflict', { items: [] })));
    screen.getByRole('button', { name: 'Rechnung verschieben' }).focus();
    await userEvent.keyboard('{ArrowUp}');
    expect(await screen.findByRole('alert')).toHaveTextContent('Die Liste hat sich inzwischen geändert.');
    await waitFor(() => expect(names()).toEqual(['Schlechte Bewertung', 'Rechnung', 'Roaming']));
  });

  it('switches a rule off, and says so', async () => {
    const { sent } = await show();
    await userEvent.click(screen.getByRole('switch', { name: 'Rechnung einschalten' }));
    expect(await screen.findByText('„Rechnung“ ist ausgeschaltet.')).toBeInTheDocument();
    expect(sent[0]).toMatchObject({
      call: 'PUT /api/routing-rules/bill',
      body: { isActive: false, version: 1 },
    });
    await waitFor(() =>
      expect(screen.getByRole('switch', { name: 'Rechnung einschalten' })).not.toBeChecked(),
    );
  });

  it('gives back a deleted rule', async () => {
    const { sent, names } = await show();
    await userEvent.click(screen.getByRole('button', { name: 'Mehr zu Schlechte Bewertung' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Löschen' }));
    await waitFor(() => expect(names()).toEqual(['Rechnung', 'Roaming']));
    await userEvent.click(await screen.findByRole('button', { name: /Rückgängig/ }));
    await waitFor(() => expect(names()).toHaveLength(3));
    expect(sent.map(({ call }) => call)).toEqual([
      'DELETE /api/routing-rules/bad',
      'POST /api/routing-rules/bad/restore',
    ]);
  });

  it('says what it is for while it is empty, and what to do when it does not load', async () => {
    server.use(http.get('*/api/routing-rules', () => page([])));
    await renderApp(<RulesSection />, { as: lead });
    expect(await screen.findByText('Noch keine Regel')).toBeInTheDocument();
  });
});

describe('writing a rule', () => {
  it('makes a sentence while one writes, and adds it switched off', async () => {
    const { sent } = await show();
    const { form } = await writeRule();
    expect(form.getByRole('region', { name: 'So liest sich die Regel' })).toHaveTextContent(
      'Post auf Türkisch Team Mobilfunk',
    );
    await userEvent.click(form.getByRole('button', { name: 'Speichern' }));
    expect(await screen.findByText('„Türkisch“ ist gespeichert.')).toBeInTheDocument();
    expect(sent).toEqual([
      {
        call: 'POST /api/routing-rules',
        body: {
          name: 'Türkisch',
          isActive: false,
          conditions: [{ field: 'language', anyOf: ['tr'] }],
          actions: [{ do: 'team', teamId: 't-mobil' }],
        },
      },
    ]);
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('takes neither half a condition nor words in which nothing can be found', async () => {
    await show();
    await userEvent.click(screen.getByRole('button', { name: 'Regel schreiben' }));
    const form = within(await screen.findByRole('dialog'));
    await userEvent.type(await form.findByLabelText('Name'), 'Halb');
    await userEvent.click(form.getByRole('button', { name: 'Bedingung hinzufügen' }));
    await userEvent.selectOptions(form.getByLabelText('Art der Bedingung 1'), 'words');
    await userEvent.type(form.getByRole('textbox', { name: 'Werte der Bedingung 1' }), '***{Enter}');
    expect(form.getByRole('button', { name: 'Speichern' })).toBeDisabled();
    expect(form.getByRole('button', { name: 'Ausprobieren' })).toBeDisabled();
    await userEvent.click(form.getByRole('button', { name: 'Bedingung 1 entfernen' }));
    expect(form.getByRole('button', { name: 'Speichern' })).toBeEnabled();
  });

  it('shows what would change before anything does', async () => {
    const { sent } = await show();
    const asked = answerTrial({
      changed: 13,
      matches: [{ ruleId: 'draft', count: 14 }],
      items: [
        {
          conversationId: 'c1',
          excerpt: 'İnternet yok',
          contactName: 'Ayşe Demir',
          channelName: 'Hilfe',
          postedAt: '2026-11-20T10:00:00.000Z',
          before: { ruleId: 'bad', ruleName: 'Schlechte Bewertung', actions: [...bad.actions] },
          after: { ruleId: 'draft', ruleName: 'Türkisch', actions: [{ do: 'team', teamId: 't-mobil' }] },
        },
      ],
    });
    const { form } = await writeRule();
    await userEvent.click(form.getByRole('button', { name: 'Ausprobieren' }));
    const result = within(await form.findByRole('region', { name: 'Was sich ändern würde' }));
    expect(result.getByText(/13 der letzten 1\.000 Posts kämen anders an\./)).toBeInTheDocument();
    expect(result.getByRole('listitem')).toHaveTextContent('Ayşe Demir');
    expect(result.getByRole('listitem')).toHaveTextContent('bisher: Priorität hoch');
    expect(result.getByRole('listitem')).toHaveTextContent('dann: Team Mobilfunk');
    expect(result.getByText('und 12 mehr')).toBeInTheDocument();
    expect(asked[0]?.rules.map(({ id, isActive }) => [id, isActive])).toEqual([
      ['bad', true],
      ['bill', true],
      ['broken', true],
      ['draft', true],
    ]);
    expect(sent).toEqual([]);
    await userEvent.click(form.getByRole('button', { name: 'Folge 1 entfernen' }));
    expect(form.queryByRole('region', { name: 'Was sich ändern würde' })).not.toBeInTheDocument();
  });

  it.each<[Partial<TrialAnswer>, RegExp]>([
    [{ tried: 0 }, /Es gibt noch keine Posts/],
    [
      { matches: [{ ruleId: 'bill', count: 0 }] },
      /Von den letzten 1\.000 Posts passt keiner auf diese Regel\./,
    ],
    [{ matches: [{ ruleId: 'bill', count: 7 }] }, /passt auf 7 der letzten 1\.000 Posts, ändert aber nichts/],
  ])('says in words that nothing would change: %j', async (answer, words) => {
    await show();
    answerTrial(answer);
    await userEvent.click(screen.getByRole('button', { name: 'Mehr zu Rechnung' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Bearbeiten' }));
    const form = within(await screen.findByRole('dialog', { name: 'Rechnung bearbeiten' }));
    await userEvent.click(await form.findByRole('button', { name: 'Ausprobieren' }));
    expect(await form.findByText(words)).toBeInTheDocument();
  });
});

describe('two who write the same rule', () => {
  async function editAgainst(answer: () => Response) {
    const view = await show();
    const refused: unknown[] = [];
    server.use(
      http.put('*/api/routing-rules/bill', async ({ request }) => {
        const body = (await request.clone().json()) as { version: number };
        refused.push(body);
        return body.version === 1 ? answer() : undefined;
      }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Mehr zu Rechnung' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Bearbeiten' }));
    const form = within(await screen.findByRole('dialog', { name: 'Rechnung bearbeiten' }));
    const name = await form.findByLabelText('Name');
    await userEvent.clear(name);
    await userEvent.type(name, 'Meine Rechnung');
    await userEvent.click(form.getByRole('button', { name: 'Speichern' }));
    return { ...view, form };
  }
  const theirs = { ...bill, name: 'Ihre Rechnung', version: 5 };
  const conflict = () => refusal(409, 'version-conflict', { rule: theirs });

  it('see both versions, and mine can be saved over it', async () => {
    const { form, sent } = await editAgainst(conflict);
    const both = within(
      await form.findByRole('alert', { name: /Jemand hat diese Regel inzwischen gespeichert/ }),
    );
    expect(both.getByText('Ihre Rechnung')).toBeInTheDocument();
    expect(both.getByText('Meine Rechnung')).toBeInTheDocument();
    await userEvent.click(both.getByRole('button', { name: 'Meine speichern' }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.body).toMatchObject({ name: 'Meine Rechnung', version: 5 });
  });

  it('can take the saved one', async () => {
    const { form } = await editAgainst(conflict);
    await userEvent.click(await form.findByRole('button', { name: 'Gespeicherte übernehmen' }));
    expect(form.getByLabelText('Name')).toHaveValue('Ihre Rechnung');
  });

  it('keep mine as a new rule when it was deleted', async () => {
    const { form, sent } = await editAgainst(() => refusal(404, 'not-found'));
    await userEvent.click(await form.findByRole('button', { name: 'Als neue Regel speichern' }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toMatchObject({ call: 'POST /api/routing-rules', body: { name: 'Meine Rechnung' } });
  });
});

describe('leaving a rule that is not saved', () => {
  it('asks first, and goes on or discards', async () => {
    await show();
    const { form } = await writeRule();
    await userEvent.click(form.getByRole('button', { name: 'Abbrechen' }));
    const question = within(await screen.findByRole('dialog', { name: 'Änderungen verwerfen' }));
    await userEvent.click(question.getByRole('button', { name: 'Weiter bearbeiten' }));
    expect(form.getByLabelText('Name')).toHaveValue('Türkisch');
    await userEvent.click(form.getByRole('button', { name: 'Abbrechen' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Verwerfen' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  });

  it('asks when Escape is pressed as well', async () => {
    await show();
    const { form } = await writeRule();
    form.getByLabelText('Name').focus();
    await userEvent.keyboard('{Escape}');
    const question = within(await screen.findByRole('dialog', { name: 'Änderungen verwerfen' }));
    await userEvent.click(question.getByRole('button', { name: 'Weiter bearbeiten' }));
    expect(form.getByLabelText('Name')).toHaveValue('Türkisch');
  });

  it('does not ask when nothing was changed', async () => {
    await show();
    await userEvent.click(screen.getByRole('button', { name: 'Regel schreiben' }));
    const form = within(await screen.findByRole('dialog', { name: 'Regel schreiben' }));
    await userEvent.click(await form.findByRole('button', { name: 'Abbrechen' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  });
});
