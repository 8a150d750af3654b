import { useTranslation } from 'react-i18next';
import { useMe } from '../lib/directory.queries.ts';
import { useRegisteredShortcuts, type ShortcutGroup } from '../lib/shortcuts.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { KeyHint } from '../ui/KeyHint.tsx';
import styles from './ShortcutHelp.module.css';

const GROUPS: readonly ShortcutGroup[] = ['move', 'conversation', 'reply', 'everywhere'];

/** What every key does here and now. */
export function ShortcutHelp({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const shortcuts = useRegisteredShortcuts().filter((one) => one.keys !== null && !one.isHidden);
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('app.help.title')} width={520}>
      {!me.shortcutsEnabled && <p className={styles.off}>{t('app.help.lettersOff')}</p>}
      <div className={styles.groups}>
        {GROUPS.map((group) => {
          // Sequences after the single keys that people use more.
          const own = shortcuts
            .filter((one) => one.group === group)
            .toSorted((a, b) => Number(a.keys?.includes(' ')) - Number(b.keys?.includes(' ')));
          if (own.length === 0) return null;
          return (
            <section key={group} className={styles.group}>
              <h3>{t(`app.help.group.${group}`)}</h3>
              <ul>
                {own.map((one) => (
                  <li key={one.id}>
                    {one.label}
                    <KeyHint keys={one.keys ?? ''} isSplit />
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </Dialog>
  );
}
