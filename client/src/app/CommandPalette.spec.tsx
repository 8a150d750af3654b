import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { apiHandlers } from '../../test/api-handlers.ts';
import { renderApp } from '../../test/render-app.tsx';
import { sampleConversations } from '../../test/sample-inbox.ts';
import { useShortcuts } from '../lib/shortcuts.ts';
import { CommandPalette } from './CommandPalette.tsx';
import { ShortcutHelp } from './ShortcutHelp.tsx';

const server = setupServer(...apiHandlers());
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

function Page({ onHandOver, onClose }: { onHandOver: () => void; onClose: () => void }) {
  useShortcuts([
    { id: 'hand-over', keys: 'a', group: 'conversation', label: 'Übergeben', run: onHandOver },
    { id: 'done', keys: 'e', group: 'conversation', label: 'Erledigt', run: () => {}, isOff: true },
  ]);
  return (
    <>
      <CommandPalette isOpen onClose={onClose} />
      <ShortcutHelp isOpen={false} onClose={() => {}} />
    </>
  );
}

async function show() {
  const onHandOver = jest.fn();
  const onClose = jest.fn();
  const app = await renderApp(<Page onHandOver={onHandOver} onClose={onClose} />);
  return {
    ...app,
    onHandOver,
    onClose,
    field: await screen.findByRole('combobox', { name: 'Suchen oder springen' }),
  };
}

describe('the command palette', () => {
  it('offers what is possible now, and does it', async () => {
    const { field, onHandOver, onClose } = await show();
    expect(screen.queryByRole('option', { name: /Erledigt/ })).not.toBeInTheDocument();
    await userEvent.type(field, 'überg');
    expect(screen.getByRole('option', { name: /Übergeben/ })).toHaveAttribute('aria-selected', 'true');
    await userEvent.keyboard('{Enter}');
    expect(onClose).toHaveBeenCalledTimes(1);
    await waitFor(() => expect(onHandOver).toHaveBeenCalledTimes(1));
  });

  it('finds people by what they help with', async () => {
    const { field } = await show();
    await userEvent.type(field, 'rufnummer');
    const person = await screen.findByRole('option', { name: /Kofi Mensah/ });
    expect(person).toHaveTextContent('17 frei');
  });

  it('searches conversations and leads to the one that is chosen', async () => {
    server.use(
      http.get('*/api/conversations', ({ request }) => {
        const q = new URL(request.url).searchParams.get('q');
        return HttpResponse.json({
          items: sampleConversations()
            .filter(() => q === 'abo')
            .slice(1, 2),
          nextCursor: null,
        });
      }),
    );
    const { field, router } = await show();
    await userEvent.type(field, 'abo');
    await userEvent.click(await screen.findByRole('option', { name: /Hannelore Diekmann/ }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/inbox/all'));
    expect(router.state.location.search).toEqual({ q: 'abo', c: '02' });
  });

  it('moves with the arrows, around the ends too', async () => {
    const { field } = await show();
    await userEvent.type(field, 'abo');
    const search = await screen.findByRole('option', { name: /Gespräche durchsuchen/ });
    await userEvent.keyboard('{ArrowUp}');
    expect(search).toHaveAttribute('aria-selected', 'true');
    expect(field).toHaveAttribute('aria-activedescendant', search.id);
  });
});

describe('the help for keys', () => {
  it('lists what is registered, by group, whether it is possible now or not', async () => {
    await renderApp(<HelpPage />);
    const help = await screen.findByRole('dialog', { name: 'Tastenkürzel' });
    const group = within(help).getByRole('heading', { name: 'Gespräch' }).closest('section')!;
    expect(group).toHaveTextContent('ErledigtE');
    expect(within(help).queryByText('versteckt')).not.toBeInTheDocument();
  });
});

function HelpPage() {
  useShortcuts([
    { id: 'done', keys: 'e', group: 'conversation', label: 'Erledigt', run: () => {}, isOff: true },
    { id: 'hidden', keys: 'x', group: 'conversation', label: 'versteckt', run: () => {}, isHidden: true },
  ]);
  return <ShortcutHelp isOpen onClose={() => {}} />;
}
