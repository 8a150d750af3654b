import { describe, expect, it, jest } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { renderApp } from '../../test/render-app.tsx';
import { LanguagesField } from './LanguagesField.tsx';

async function show(given: string[] = ['de']) {
  const sent = jest.fn();
  function Sample() {
    const [values, setValues] = useState(given);
    return (
      <form
        aria-label="Formular"
        onSubmit={(event) => {
          event.preventDefault();
          sent(values);
        }}
      >
        <LanguagesField label="Sprachen" values={values} onChange={setValues} />
        <button type="submit">Senden</button>
      </form>
    );
  }
  await renderApp(<Sample />);
  return { field: await screen.findByRole('combobox', { name: 'Sprachen' }), sent };
}

const chosen = () =>
  screen.getAllByRole('button', { name: /entfernen$/ }).map((button) => button.getAttribute('aria-label'));

describe('the field of languages', () => {
  it('offers what begins as typed, and takes it with the keyboard in the order chosen', async () => {
    const { field, sent } = await show();
    await userEvent.type(field, 'türk');
    const option = within(screen.getByRole('listbox', { name: 'Sprachen' })).getAllByRole('option')[0]!;
    expect(option).toHaveTextContent('Türkisch');
    expect(option).toHaveAttribute('aria-selected', 'true');
    expect(field).toHaveAttribute('aria-activedescendant', option.id);
    await userEvent.keyboard('{Enter}');
    await userEvent.type(field, 'en{Enter}');
    expect(chosen()).toEqual(['Deutsch entfernen', 'Türkisch entfernen', 'Englisch entfernen']);
    expect(field).toHaveValue('');
    expect(field).toHaveAccessibleDescription(/Gewählt: Deutsch, Türkisch, Englisch/);
    expect(sent).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('button', { name: 'Senden' }));
    expect(sent).toHaveBeenCalledWith(['de', 'tr', 'en']);
  });

  it('is opened by the arrow and closed by Escape, and the arrows walk through it', async () => {
    const { field } = await show([]);
    await userEvent.click(field);
    await userEvent.keyboard('{Escape}');
    expect(field).toHaveAttribute('aria-expanded', 'false');
    await userEvent.keyboard('{ArrowDown}');
    const options = screen.getAllByRole('option');
    expect(field).toHaveAttribute('aria-activedescendant', options[0]!.id);
    await userEvent.keyboard('{ArrowDown}');
    expect(field).toHaveAttribute('aria-activedescendant', options[1]!.id);
    await userEvent.keyboard('{ArrowUp}{ArrowUp}');
    expect(field).toHaveAttribute('aria-activedescendant', options.at(-1)!.id);
  });

  it('takes one by a click, and takes it off again, with the focus in the field', async () => {
    const { field } = await show();
    await userEvent.type(field, 'poln');
    await userEvent.click(screen.getByRole('option', { name: /Polnisch/ }));
    expect(chosen()).toEqual(['Deutsch entfernen', 'Polnisch entfernen']);
    await userEvent.click(screen.getByRole('button', { name: 'Deutsch entfernen' }));
    expect(field).toHaveFocus();
    expect(screen.getByRole('status')).toHaveTextContent('Deutsch entfernt');
    await userEvent.keyboard('{Backspace}');
    expect(screen.queryByRole('button', { name: /entfernen$/ })).toBeNull();
  });

  it('reads several that are pasted, and keeps what is no language with a sentence', async () => {
    const { field, sent } = await show();
    await userEvent.click(field);
    await userEvent.paste('de, en; beamtisch, Türkisch');
    expect(chosen()).toEqual(['Deutsch entfernen', 'Englisch entfernen', 'Türkisch entfernen']);
    expect(field).toHaveValue('beamtisch');
    expect(field).toHaveAttribute('aria-invalid', 'true');
    expect(field).toHaveAccessibleDescription(/„beamtisch“ ist keine Sprache, die wir kennen/);
    await userEvent.click(screen.getByRole('button', { name: 'Senden' }));
    expect(sent).not.toHaveBeenCalled();
    expect(field).toHaveValue('beamtisch');
    await userEvent.clear(field);
    await userEvent.click(screen.getByRole('button', { name: 'Senden' }));
    expect(sent).toHaveBeenCalledWith(['de', 'en', 'tr']);
  });

  it('takes a code without a name when that is meant', async () => {
    const { field, sent } = await show();
    await userEvent.type(field, 'gsg{Enter}');
    expect(field).toHaveAccessibleDescription(/„gsg“ ist keine Sprache/);
    await userEvent.click(field);
    await userEvent.click(screen.getByRole('option', { name: /„gsg“ so übernehmen/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Senden' }));
    expect(sent).toHaveBeenCalledWith(['de', 'gsg']);
  });
});
