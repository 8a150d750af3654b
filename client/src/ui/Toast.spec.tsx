import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderApp } from '../../test/render-app.tsx';
import { startShortcuts } from '../lib/shortcuts.ts';
import { useToasts, type ToastMessage } from './Toast.tsx';

let stop: () => void;
beforeAll(() => {
  stop = startShortcuts();
});
afterAll(() => stop());

function Show({ message }: { message: ToastMessage }) {
  const toasts = useToasts();
  return (
    <button type="button" onClick={() => toasts.show(message)}>
      los
    </button>
  );
}

async function show(message: ToastMessage) {
  await renderApp(<Show message={message} />);
  await userEvent
    .setup({ advanceTimers: jest.advanceTimersByTime })
    .click(screen.getByRole('button', { name: 'los' }));
}

describe('a message in the corner', () => {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'setImmediate'] });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('goes by itself', async () => {
    await show({ text: 'Gespeichert', tone: 'done' });
    expect(screen.getByRole('status')).toHaveTextContent('Gespeichert');
    act(() => jest.advanceTimersByTime(5000));
    expect(screen.queryByText('Gespeichert')).not.toBeInTheDocument();
  });

  it('takes back what was done with Z, once', async () => {
    const onUndo = jest.fn();
    await show({ text: '3 Gespräche erledigt', onUndo });
    const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
    await user.keyboard('zz');
    expect(onUndo).toHaveBeenCalledTimes(1);
    expect(screen.queryByText('3 Gespräche erledigt')).not.toBeInTheDocument();
  });

  it('can no longer be taken back when its time is over', async () => {
    const onUndo = jest.fn();
    await show({ text: 'Erledigt', onUndo });
    act(() => jest.advanceTimersByTime(8000));
    await userEvent.setup({ advanceTimers: jest.advanceTimersByTime }).keyboard('z');
    expect(onUndo).not.toHaveBeenCalled();
  });

  it('about a fault stays and interrupts a screen reader', async () => {
    await show({ text: 'Bild ist zu groß', tone: 'error' });
    act(() => jest.advanceTimersByTime(60_000));
    expect(screen.getByRole('alert')).toHaveTextContent('Bild ist zu groß');
  });
});
