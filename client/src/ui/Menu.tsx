import { Menu as MantineMenu } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { MouseEvent, ReactNode } from 'react';
import { cx } from '../lib/class-names.ts';
import { Icon, type IconShape } from './Icon.tsx';
import { KeyHint } from './KeyHint.tsx';
import styles from './Menu.module.css';

export type MenuEntry =
  | {
      kind?: 'action';
      label: string;
      onSelect: () => void;
      icon?: IconShape;
      leading?: ReactNode;
      keys?: string;
      /** What stands at the end of the line. */
      end?: ReactNode;
      isChecked?: boolean;
      isDanger?: boolean;
      isDisabled?: boolean;
    }
  | { kind: 'heading'; label: string }
  | { kind: 'divider' };

interface MenuProps {
  /** The button that opens it; must take a ref. */
  target: ReactNode;
  entries: MenuEntry[];
  label: string;
  position?: 'bottom-start' | 'bottom-end' | 'top-start' | 'top-end' | 'right-end';
  width?: number;
}

/** A menu under a button: arrows move, Enter chooses, Escape closes. */
export function Menu({ target, entries, label, position = 'bottom-end', width = 220 }: MenuProps) {
  return (
    <MantineMenu
      position={position}
      width={width}
      offset={6}
      withinPortal
      // A list longer than the room there is on the screen is scrolled, not cut off.
      middlewares={{ flip: true, shift: true, size: { padding: 8 } }}
    >
      <MantineMenu.Target>{target}</MantineMenu.Target>
      <MantineMenu.Dropdown className={styles.dropdown} aria-label={label}>
        {entries.map((entry, at) => (
          <Entry key={at} entry={entry} />
        ))}
      </MantineMenu.Dropdown>
    </MantineMenu>
  );
}

function Entry({ entry }: { entry: MenuEntry }) {
  if (entry.kind === 'divider') return <MantineMenu.Divider className={styles.divider} />;
  if (entry.kind === 'heading')
    return <MantineMenu.Label className={styles.label}>{entry.label}</MantineMenu.Label>;
  const className = cx(styles.item, entry.isDanger && styles.danger);
  if (entry.isChecked !== undefined) {
    return (
      <MantineMenu.RadioItem
        className={className}
        value={String(entry.label)}
        checked={entry.isChecked}
        disabled={entry.isDisabled}
        closeMenuOnClick
        onClick={backToTarget}
        checkIcon={<Icon of={IconCheck} size={14} />}
        onChange={entry.onSelect}
      >
        {entry.label}
      </MantineMenu.RadioItem>
    );
  }
  return (
    <MantineMenu.Item
      className={className}
      disabled={entry.isDisabled}
      onClick={(event) => {
        backToTarget(event);
        entry.onSelect();
      }}
      leftSection={entry.leading ?? (entry.icon && <Icon of={entry.icon} />)}
      rightSection={entry.end ?? (entry.keys && <KeyHint keys={entry.keys} />)}
    >
      {entry.label}
    </MantineMenu.Item>
  );
}

/** The button of the menu has the focus before anything is done: what opens then gives it back to there. */
function backToTarget({ currentTarget }: MouseEvent<HTMLElement>): void {
  const target = currentTarget.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  if (target) document.getElementById(target)?.focus({ preventScroll: true });
}
