import type { UnlockedFigures } from '@visavis/shared/api/unlocks';
import { IconEye } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog, DialogActions } from '../../ui/Dialog.tsx';
import { Table } from '../../ui/Page.tsx';
import styles from './ReportsScreen.module.css';

/** What was unlocked, in the order of names: nothing here can be sorted by a figure. */
export function UnlockedDialog({ figures, onClose }: { figures: UnlockedFigures; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { unlock, people } = figures;
  const head = [
    t('reports.unlock.person'),
    t('reports.mine.replies'),
    t('reports.mine.conversations'),
    t('reports.mine.kept'),
  ];
  return (
    <Dialog isOpen onClose={onClose} width={620} title={t('reports.unlock.figures')}>
      <Banner tone="plain" icon={IconEye}>
        {t('reports.unlock.kept', { at: format.moment(unlock.expiresAt ?? '') })}
      </Banner>
      <p className={styles.purpose} dir="auto">
        {unlock.purpose}
      </p>
      {people.length === 0 ? (
        <p className="mut">{t('reports.unlock.nobody')}</p>
      ) : (
        <Table head={head} label={t('reports.unlock.figures')}>
          {people.map(({ person, replies, conversations, dueCount, keptCount }) => (
            <tr key={person.id}>
              <td className="b5">{person.name}</td>
              <td className={styles.number}>{format.count(replies)}</td>
              <td className={styles.number}>{format.count(conversations)}</td>
              <td className={styles.number}>
                {t('reports.mine.keptOf', { kept: keptCount, due: dueCount })}
              </td>
            </tr>
          ))}
        </Table>
      )}
      <DialogActions>
        <Button onClick={onClose}>{t('common.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}
