import { describe, expect, it } from '@jest/globals';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useEffect, useState } from 'react';
import { renderApp } from '../../test/render-app.tsx';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { TextField } from './Field.tsx';
import { Menu } from './Menu.tsx';

const OPENED_BY_NOTHING = 'opened-by-nothing';

/** A page that opens a dialog by a button, a menu, or something that nobody focused. */
function PageWithDialog({ isTakenAway }: { isTakenAway: boolean }) {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const open = () => setOpen(true);
    window.addEventListener(OPENED_BY_NOTHING, open);
    return () => window.removeEventListener(OPENED_BY_NOTHING, open);
  }, []);
  const dialog = (
    <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title="Übergeben">
      <TextField label="Notiz" />
    </Dialog>
  );
  return (
    <main aria-label="Gespräch">
      <Button onClick={() => setOpen(true)}>Knopf</Button>
      <Menu
        label="Mehr"
        target={<Button>Menü</Button>}
        entries={[{ label: 'Übergeben', onSelect: () => setOpen(true) }]}
      />
      {(isOpen || !isTakenAway) && dialog}
    </main>
  );
}

async function escape() {
  const field = await screen.findByRole('textbox', { name: 'Notiz' });
  await waitFor(() => expect(field).toHaveFocus());
  await userEvent.keyboard('{Escape}');
}

describe.each([
  ['that stays and is closed', false],
  ['that is taken away', true],
])('a dialog %s gives the focus back', (_, isTakenAway) => {
  it('to the button that opened it', async () => {
    await renderApp(<PageWithDialog isTakenAway={isTakenAway} />);
    await userEvent.click(screen.getByRole('button', { name: 'Knopf' }));
    await escape();
    await waitFor(() => expect(screen.getByRole('button', { name: 'Knopf' })).toHaveFocus());
  });

  it('to the button of the menu it was chosen from', async () => {
    await renderApp(<PageWithDialog isTakenAway={isTakenAway} />);
    await userEvent.click(screen.getByRole('button', { name: 'Menü' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Übergeben' }));
    await escape();
    await waitFor(() => expect(screen.getByRole('button', { name: 'Menü' })).toHaveFocus());
  });

  it('to the page when nothing on it had it', async () => {
    await renderApp(<PageWithDialog isTakenAway={isTakenAway} />);
    expect(document.body).toHaveFocus();
    act(() => void window.dispatchEvent(new Event(OPENED_BY_NOTHING)));
    await escape();
    await waitFor(() => expect(screen.getByRole('main')).toHaveFocus());
  });
});
