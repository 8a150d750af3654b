import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setLettersEnabled, startShortcuts, useShortcuts, type Shortcut } from './shortcuts.ts';

const shortcut = (keys: string, run: () => void, part: Partial<Shortcut> = {}): Shortcut => ({
  id: keys,
  keys,
  label: keys,
  group: 'move',
  run,
  ...part,
});

function Keys({ shortcuts }: { shortcuts: Shortcut[] }) {
  useShortcuts(shortcuts);
  return <input aria-label="Feld" />;
}

describe('shortcuts', () => {
  let stop: () => void;
  beforeEach(() => {
    stop = startShortcuts();
  });
  afterEach(() => {
    stop();
    setLettersEnabled(true);
  });

  it('run on single letters outside of text fields only', async () => {
    const run = jest.fn();
    render(<Keys shortcuts={[shortcut('j', run)]} />);
    await userEvent.keyboard('j');
    expect(run).toHaveBeenCalledTimes(1);
    await userEvent.type(screen.getByLabelText('Feld'), 'jjj');
    expect(run).toHaveBeenCalledTimes(1);
    expect(screen.getByLabelText('Feld')).toHaveValue('jjj');
  });

  it('with Ctrl work in text fields too', async () => {
    const run = jest.fn();
    render(<Keys shortcuts={[shortcut('mod+k', run)]} />);
    await userEvent.click(screen.getByLabelText('Feld'));
    await userEvent.keyboard('{Control>}k{/Control}');
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('can be a sequence of two keys, which a third key between breaks', async () => {
    const mine = jest.fn();
    const take = jest.fn();
    render(<Keys shortcuts={[shortcut('g m', mine), shortcut('m', take)]} />);
    await userEvent.keyboard('gm');
    expect(mine).toHaveBeenCalledTimes(1);
    expect(take).not.toHaveBeenCalled();
    await userEvent.keyboard('gxm');
    expect(mine).toHaveBeenCalledTimes(1);
    expect(take).toHaveBeenCalledTimes(1);
  });

  it('rest while single letters are switched off, all but those with Ctrl', async () => {
    const letter = jest.fn();
    const chord = jest.fn();
    setLettersEnabled(false);
    render(
      <Keys shortcuts={[shortcut('j', letter), shortcut('g m', letter), shortcut('mod+enter', chord)]} />,
    );
    await userEvent.keyboard('jgm{Control>}{Enter}{/Control}');
    expect(letter).not.toHaveBeenCalled();
    expect(chord).toHaveBeenCalledTimes(1);
  });

  it('leave the keys to an open dialog', async () => {
    const run = jest.fn();
    render(
      <>
        <Keys shortcuts={[shortcut('j', run)]} />
        <div role="dialog" aria-modal="true" />
      </>,
    );
    await userEvent.keyboard('j');
    expect(run).not.toHaveBeenCalled();
  });

  it('leave the Escape that closes a dialog to it, and hear the next one', async () => {
    const run = jest.fn();
    render(
      <>
        <Keys shortcuts={[shortcut('escape', run)]} />
        <div role="dialog" aria-modal="true" />
      </>,
    );
    // As a dialog does it: at once, before the key has come to its end.
    const close = () => screen.getByRole('dialog').setAttribute('data-is-closing', 'true');
    window.addEventListener('keydown', close, { capture: true, once: true });
    await userEvent.keyboard('{Escape}');
    expect(run).not.toHaveBeenCalled();
    await userEvent.keyboard('{Escape}');
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('of the part that came last win, and are gone with it', async () => {
    const list = jest.fn();
    const thread = jest.fn();
    const view = render(
      <>
        <Keys shortcuts={[shortcut('escape', list, { id: 'list' })]} />
        <Keys key="thread" shortcuts={[shortcut('escape', thread, { id: 'thread' })]} />
      </>,
    );
    await userEvent.keyboard('{Escape}');
    view.rerender(<Keys shortcuts={[shortcut('escape', list, { id: 'list' })]} />);
    await userEvent.keyboard('{Escape}');
    expect(thread).toHaveBeenCalledTimes(1);
    expect(list).toHaveBeenCalledTimes(1);
  });

  it('that are off do nothing', async () => {
    const run = jest.fn();
    render(<Keys shortcuts={[shortcut('z', run, { isOff: true })]} />);
    await userEvent.keyboard('z');
    expect(run).not.toHaveBeenCalled();
  });
});
