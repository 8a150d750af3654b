import type { ReapplyExample, ReapplyPreview, ReapplyRun, ReapplyTerms } from '@visavis/shared/api/sla';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSentence } from '../../../lib/error-sentence.ts';
import { useFormat } from '../../../lib/format.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Dialog, DialogActions } from '../../../ui/Dialog.tsx';
import { Loaded } from '../../../ui/Loaded.tsx';
import styles from '../rule-editor.module.css';
import { latestReapplyQuery, reapplyPreviewQuery, useBeginReapply } from './reapply.queries.ts';

/** Shows what the list would change for clocks that run, and applies it. */
export function ReapplyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const begin = useBeginReapply();
  const latest = useQuery(latestReapplyQuery);
  const running = latest.data?.run ?? null;
  const run = begin.data !== undefined || running?.finishedAt === null ? running : null;
  return (
    <Dialog isOpen onClose={onClose} title={t('policies.reapply.title')} width={560}>
      <div className={styles.editor}>
        <p className={styles.help}>{t('policies.reapply.text')}</p>
        {run === null ? <Choice begin={begin} onClose={onClose} /> : <Progress run={run} onClose={onClose} />}
      </div>
    </Dialog>
  );
}

function Choice({ begin, onClose }: { begin: ReturnType<typeof useBeginReapply>; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const sentence = useSentence();
  const preview = useQuery(reapplyPreviewQuery);
  const changed = preview.data?.changed ?? 0;
  return (
    <>
      {begin.error !== null && (
        <Banner tone="bad" role="alert">
          {sentence(begin.error)}
        </Banner>
      )}
      <Loaded query={preview} title={t('policies.reapply.failed')}>
        {(found) => <Preview preview={found} />}
      </Loaded>
      <DialogActions>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        {changed > 0 && (
          <Button tone="primary" isBusy={begin.isPending} onClick={() => begin.mutate()}>
            {t('policies.reapply.apply', { count: changed, formatted: format.count(changed) })}
          </Button>
        )}
      </DialogActions>
    </>
  );
}

function Preview({ preview }: { preview: ReapplyPreview }) {
  const { t } = useTranslation();
  const format = useFormat();
  const looked = format.count(preview.looked);
  if (preview.changed === 0) return <p role="status">{t('policies.reapply.nothing', { looked })}</p>;
  const formatted = format.count(preview.changed);
  return (
    <section className={styles.trial} role="status">
      <p className="b5">{t('policies.reapply.changed', { count: preview.changed, formatted, looked })}</p>
      {!preview.isComplete && <p className={styles.help}>{t('policies.reapply.incomplete', { looked })}</p>}
      <dl className={styles.versions}>
        <dt>{t('policies.reapply.wouldBreach')}</dt>
        <dd>{format.count(preview.wouldBreach)}</dd>
        <dt>{t('policies.reapply.wouldUnbreach')}</dt>
        <dd>{format.count(preview.wouldUnbreach)}</dd>
      </dl>
      <p className={styles.help}>{t('policies.reapply.examples')}</p>
      <ul className={styles.differences}>
        {preview.examples.map((example) => (
          <Example key={`${example.conversationId} ${example.metric}`} example={example} />
        ))}
      </ul>
    </section>
  );
}

function Example({ example: { name, metric, from, to } }: { example: ReapplyExample }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = ({ policyName, targetMinutes, dueAt }: ReapplyTerms) => {
    const time = format.workDuration(targetMinutes * 60_000, targetMinutes < 1);
    return dueAt === null
      ? t('policies.reapply.termNever', { name: policyName, time })
      : t('policies.reapply.term', { name: policyName, time, due: format.moment(dueAt) });
  };
  return (
    <li className={styles.difference}>
      <span dir="auto">
        <b>{name}</b>, {t(`policies.reapply.metric.${metric}`)}
      </span>
      <span className={styles.outcomes}>
        {t('policies.reapply.before')} {words(from)}
      </span>
      <span className={styles.outcomes}>
        {t('policies.reapply.after')} <b>{words(to)}</b>
      </span>
    </li>
  );
}

function Progress({ run, onClose }: { run: ReapplyRun; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const isOver = run.finishedAt !== null;
  return (
    <>
      <p role="status">
        {isOver
          ? t('policies.reapply.done', { changed: format.count(run.changed) })
          : t('policies.reapply.running', { done: format.count(run.done), total: format.count(run.total) })}
      </p>
      <progress
        className={styles.progress}
        aria-label={t('policies.reapply.progress')}
        max={Math.max(1, run.total)}
        value={isOver ? Math.max(1, run.total) : run.done}
      />
      <DialogActions>
        <Button tone="primary" onClick={onClose}>
          {t('common.close')}
        </Button>
      </DialogActions>
    </>
  );
}
