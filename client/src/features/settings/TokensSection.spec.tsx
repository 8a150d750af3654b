import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { apiHandlers, refusal } from '../../../test/api-handlers.ts';
import { renderApp } from '../../../test/render-app.tsx';
import { TokensSection } from './TokensSection.tsx';

const server = setupServer(...apiHandlers());
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

describe('the tokens', () => {
  it('say in words what each of them may do, and beside the day that it is over', async () => {
    server.use(
      http.get('*/api/tokens', () => HttpResponse.json([])),
      http.post('*/api/tokens', () =>
        refusal(422, 'invalid', { fields: [{ field: 'expiresAt', message: 'lies in the past' }] }),
      ),
    );
    await renderApp(<TokensSection />);
    await userEvent.click(await screen.findByRole('button', { name: 'Token erstellen' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByRole('checkbox', { name: 'Gespräche lesen' })).toBeChecked();
    expect(within(dialog).getByRole('checkbox', { name: 'Zahlen lesen' })).not.toBeChecked();
    await userEvent.type(within(dialog).getByLabelText('Name'), 'Wochenbericht');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Token erstellen' }));
    expect(await within(dialog).findByText('Diese Angabe passt nicht.')).toBeInTheDocument();
    expect(within(dialog).getByLabelText('Gültig bis')).toHaveAttribute('aria-invalid', 'true');
  });
});
