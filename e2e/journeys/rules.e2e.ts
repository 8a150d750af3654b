import type { ConversationItem } from '@visavis/shared/api/conversations';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { expectAccessible } from '../pages/accessible.ts';

const WORD = 'Unterwasserrouter';

test('a lead writes a rule, tries it, switches it on, and the next post lands where it says', async ({
  signIn,
  source,
}) => {
  test.slow();
  const context = await signIn('sabine');
  const page = await context.newPage();
  await source.send({ externalId: 'rule-1', text: `Mein ${WORD} blinkt nur noch rot.` });
  const conversations = async (): Promise<ConversationItem[]> => {
    const answer = await context.request.get('/api/conversations', { params: { view: 'all', q: WORD } });
    return ((await answer.json()) as { items: ConversationItem[] }).items;
  };
  await expect.poll(async () => (await conversations()).length).toBe(1);

  await page.goto('/settings/rules');
  await expect(page.getByRole('list', { name: 'Regeln in ihrer Reihenfolge' })).toBeVisible();
  await expectAccessible(page, 'the list of rules');
  await page.getByRole('button', { name: 'Regel schreiben' }).click();
  const editor = page.getByRole('dialog', { name: 'Regel schreiben' });
  await editor.getByLabel('Name').fill('Unter Wasser');
  await editor.getByRole('button', { name: 'Bedingung hinzufügen' }).click();
  await editor.getByLabel('Art der Bedingung 1').selectOption('words');
  await editor.getByRole('textbox', { name: 'Werte der Bedingung 1' }).fill(WORD);
  await editor.getByRole('textbox', { name: 'Werte der Bedingung 1' }).press('Enter');
  await act(editor, 1, 'team', 'TV & Streaming');
  await act(editor, 2, 'priority', 'hoch');
  await editor.getByRole('button', { name: 'Folge hinzufügen' }).click();
  await editor.getByLabel('Art der Folge 3').selectOption('tag');
  await editor.getByLabel('Wert der Folge 3').fill('unter Wasser');
  await expect(editor.getByRole('region', { name: 'So liest sich die Regel' })).toContainText(
    `Post mit „${WORD}“`,
  );

  await editor.getByRole('button', { name: 'Ausprobieren' }).click();
  const result = editor.getByRole('region', { name: 'Was sich ändern würde' });
  await expect(result).toContainText('käme anders an');
  await expect(result.getByRole('listitem')).toContainText('Team TV & Streaming, Priorität hoch');
  await expectAccessible(page, 'the editor with a trial');
  expect((await conversations())[0]?.team.name).not.toBe('TV & Streaming');

  await editor.getByRole('checkbox', { name: /Regel einschalten/u }).check();
  await editor.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByRole('listitem', { name: 'Unter Wasser' })).toContainText('Team TV & Streaming');

  await source.send({ externalId: 'rule-2', text: `Noch ein ${WORD}, der rot blinkt.` });
  await expect
    .poll(async () => (await conversations()).map(({ team, priority, tags }) => [team.name, priority, tags]))
    .toContainEqual(['TV & Streaming', 'high', ['unter Wasser']]);
});

test('the order is changed with the keyboard and taken back, and what is not saved is asked about', async ({
  signIn,
}) => {
  const page = await (await signIn('sabine')).newPage();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/settings/rules');
  const names = () => ruleNames(page);
  await expect(page.getByRole('list', { name: 'Regeln in ihrer Reihenfolge' })).toBeVisible();
  const before = await names();
  await page.getByRole('button', { name: `${before[1]} verschieben` }).press('ArrowUp');
  await expect.poll(names).toEqual([before[1], before[0], ...before.slice(2)]);
  // At once: it can be taken back for seconds only.
  await page.getByRole('button', { name: /Rückgängig/u }).click();
  await expect.poll(names).toEqual(before);
  await expectAccessible(page, 'the list of rules on a phone');

  await page.getByRole('button', { name: 'Regel schreiben' }).click();
  await page.getByRole('dialog', { name: 'Regel schreiben' }).getByLabel('Name').fill('Halb fertig');
  await page.keyboard.press('Escape');
  const question = page.getByRole('dialog', { name: 'Änderungen verwerfen' });
  await question.getByRole('button', { name: 'Weiter bearbeiten' }).click();
  await expect(page.getByRole('dialog', { name: 'Regel schreiben' }).getByLabel('Name')).toHaveValue(
    'Halb fertig',
  );
  await page.keyboard.press('Escape');
  await question.getByRole('button', { name: 'Verwerfen' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

/** Adds a consequence of a kind with one of its choices. */
async function act(editor: ReturnType<Page['getByRole']>, place: number, kind: string, choice: string) {
  await editor.getByRole('button', { name: 'Folge hinzufügen' }).click();
  await editor.getByLabel(`Art der Folge ${place}`).selectOption(kind);
  await editor.getByLabel(`Wert der Folge ${place}`).selectOption({ label: choice });
}

function ruleNames(page: Page): Promise<(string | null)[]> {
  return page
    .getByRole('list', { name: 'Regeln in ihrer Reihenfolge' })
    .getByRole('listitem')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')));
}
