import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { MessageItem } from '@visavis/shared/api/conversations';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { apiHandlers } from '../../../../test/api-handlers.ts';
import { renderApp } from '../../../../test/render-app.tsx';
import { replyItem } from '../../../../test/sample-detail.ts';
import type { MessageFrame } from './Message.tsx';
import { ReplyActions } from './ReplyActions.tsx';

const server = setupServer(...apiHandlers());
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

async function show(message: MessageItem, part: Partial<MessageFrame> = {}) {
  const onEdit = jest.fn();
  const onDiscard = jest.fn();
  const frame: MessageFrame = {
    networkName: 'Mastodon',
    contactId: 'p-svenja',
    locale: 'de',
    meId: 'a-jana',
    nameOf: () => null,
    find: () => undefined,
    onRetry: () => {},
    onEdit,
    onDiscard,
    busyMessageId: null,
    can: { edit: true, delete: true },
    isLead: false,
    ...part,
  };
  await renderApp(<ReplyActions message={message} frame={frame} />);
  return { onEdit, onDiscard };
}

const menu = () => screen.queryByRole('button', { name: 'Mehr zu dieser Antwort' });
const openMenu = async () => {
  await userEvent.click(await screen.findByRole('button', { name: 'Mehr zu dieser Antwort' }));
  return (await screen.findAllByRole('menuitem')).map((item) => item.textContent);
};

describe('what can still be done to a published reply', () => {
  it('is deleted on the network only after it was asked for', async () => {
    const mine = replyItem({ id: 'r-1', text: 'Der Verteiler läuft wieder.' }, 'jana');
    const { onDiscard } = await show(mine);
    expect(await openMenu()).toEqual(['Bearbeiten', 'Im Netzwerk löschen']);
    await userEvent.click(screen.getByRole('menuitem', { name: 'Im Netzwerk löschen' }));
    expect(await screen.findByText('Der Verteiler läuft wieder.')).toBeInTheDocument();
    expect(onDiscard).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('button', { name: 'Löschen' }));
    expect(onDiscard).toHaveBeenCalledWith(mine);
  });

  it('is its author’s alone to edit, and a lead’s to delete', async () => {
    await show(replyItem({ id: 'r-1' }, 'mehmet'), { isLead: true });
    expect(await openMenu()).toEqual(['Im Netzwerk löschen']);
  });

  it('is nothing where the network can neither', async () => {
    await show(replyItem({ id: 'r-1' }, 'jana'), { can: { edit: false, delete: false } });
    expect(menu()).not.toBeInTheDocument();
  });

  it('is nothing while it has not been published', async () => {
    const held = { state: 'held' as const, nextAt: null, attempts: 0, error: null };
    await show(replyItem({ id: 'r-1', delivery: held }, 'jana'));
    expect(menu()).not.toBeInTheDocument();
  });
});
