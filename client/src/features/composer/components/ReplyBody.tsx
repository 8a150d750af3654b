import { IconAlertTriangle, IconChevronDown, IconInfoCircle, IconPhoto, IconX } from '@tabler/icons-react';
import { useCallback, useEffect, useRef, type ClipboardEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../lib/class-names.ts';
import { firstName } from '../../../lib/format.ts';
import { setPresence } from '../../../realtime/socket.ts';
import { Button } from '../../../ui/Button.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { Menu } from '../../../ui/Menu.tsx';
import { ProgressRing } from '../../../ui/Spinner.tsx';
import type { ComposerModel } from '../use-composer.ts';
import { useReplyFault } from '../use-reply-fault.ts';
import styles from './Composer.module.css';
import { ComposerText, type TextMark } from './ComposerText.tsx';
import { PictureRows } from './PictureRows.tsx';
import { PrivacyWarning, withoutFindings } from './PrivacyWarning.tsx';
import { SignatureLine } from './SignatureLine.tsx';

interface ReplyBodyProps {
  model: ComposerModel;
  textRef: RefObject<HTMLTextAreaElement | null>;
  filesRef: RefObject<HTMLInputElement | null>;
  isPhone: boolean;
}

/** A reply as it will be seen: text, signature, what stands in its way, and how it is sent. */
export function ReplyBody({ model, textRef, filesRef, isPhone }: ReplyBodyProps) {
  const { t } = useTranslation();
  const { conversation, state, change, counted, context, pictures, findings, sending, mode } = model;
  const networkName = conversation.channel.name;
  const typing = useTypingPresence(conversation.id, state.text === '');
  const marks: TextMark[] = [
    ...findings.map(({ start, end }) => ({ start, end, kind: 'personal' as const })),
    ...(counted.fits ? [] : [{ start: counted.fitsUntil, end: state.text.length, kind: 'over' as const }]),
  ];
  const onPaste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files].filter((file) => file.type.startsWith('image/'));
    if (files.length === 0) return;
    event.preventDefault();
    pictures.add(files);
  };
  return (
    <>
      <TargetLine model={model} />
      <IntroductionLine model={model} />
      <ComposerText
        ref={textRef}
        value={state.text}
        marks={marks}
        aria-label={t(`composer.text.${mode === 'private' ? 'private' : 'public'}`)}
        aria-invalid={!counted.fits || undefined}
        placeholder={t('composer.placeholder', { name: firstName(conversation.contact.name) })}
        lang={model.target?.language ?? undefined}
        onText={(text) => {
          change({ text });
          typing.note();
        }}
        onBlur={typing.stop}
        onPaste={onPaste}
      />
      <SignatureLine text={state.text} counted={counted} context={context} networkName={networkName} />
      <Privacy model={model} />
      <PictureRows
        pictures={state.pictures}
        uploads={pictures.uploads}
        altLimit={conversation.reply.media?.altLimit ?? 1500}
        onDescribe={(id, alt) => void pictures.describe(id, alt)}
        onRemove={pictures.remove}
      />
      <Fault model={model} networkName={networkName} />
      <Bottom
        model={model}
        filesRef={filesRef}
        isPhone={isPhone}
        onSendAndDone={() => void sending.send({ isDone: true })}
      />
    </>
  );
}

/** That the reply begins with who is writing now, and the way to leave that out. */
function IntroductionLine({ model: { introduction } }: { model: ComposerModel }) {
  const { t } = useTranslation();
  if (!introduction.begins) return null;
  return (
    <div className={styles.target}>
      <span className="ell">{t('handOver.introduction.inserted')}</span>
      <Button
        tone="quiet"
        size="small"
        icon={IconX}
        aria-label={t('handOver.introduction.remove')}
        title={t('handOver.introduction.remove')}
        onClick={introduction.remove}
      />
    </div>
  );
}

/** Whom it answers, where that is not the customer's latest. */
function TargetLine({ model: { target, state, change, conversation } }: { model: ComposerModel }) {
  const { t } = useTranslation();
  const isOther = target !== null && target.author.id !== conversation.contact.id;
  const isChosen = target !== null && state.chosenId === target.id;
  const latest = conversation.messages.findLast(
    (message) => message.type === 'inbound' && message.author.id === conversation.contact.id,
  );
  if (!target || (!isOther && (!isChosen || latest?.id === target.id))) return null;
  return (
    <div className={styles.target}>
      <span className="ell">
        {t('composer.answersTo', { name: target.author.name })} <span className="mut">{target.text}</span>
      </span>
      {isChosen && (
        <Button
          tone="quiet"
          size="small"
          icon={IconX}
          aria-label={t('composer.answerLatest')}
          title={t('composer.answerLatest')}
          onClick={() => change({ chosenId: null })}
        />
      )}
    </div>
  );
}

function Privacy({ model: { findings, allowed, state, change, sending } }: { model: ComposerModel }) {
  const anyway = useRef<HTMLButtonElement>(null);
  const { asksAboutPublic } = sending;
  useEffect(() => {
    if (asksAboutPublic) anyway.current?.focus();
  }, [asksAboutPublic]);
  return (
    <PrivacyWarning
      findings={findings}
      onRemove={() => change({ text: withoutFindings(state.text, findings) })}
      sendAnywayRef={anyway}
      {...(allowed.includes('private') ? { onPrivate: () => change({ mode: 'private' }) } : {})}
      {...(asksAboutPublic ? { onSendAnyway: () => void sending.send({ isPublicAccepted: true }) } : {})}
    />
  );
}

/** Why the last try did not go out, or why none can. */
function Fault({ model, networkName }: { model: ComposerModel; networkName: string }) {
  const { t } = useTranslation();
  const words = useReplyFault(model, networkName);
  return (
    <div role="alert">
      {words && (
        <div className={styles.refusal}>
          <Icon of={IconAlertTriangle} />
          <span className="grow">{words}</span>
          {model.sending.error && (
            <Button
              tone="quiet"
              size="small"
              icon={IconX}
              aria-label={t('common.close')}
              onClick={model.sending.dismissError}
            />
          )}
        </div>
      )}
    </div>
  );
}

interface BottomProps {
  model: ComposerModel;
  filesRef: RefObject<HTMLInputElement | null>;
  isPhone: boolean;
  onSendAndDone: () => void;
}

function Bottom({ model, filesRef, isPhone, onSendAndDone }: BottomProps) {
  const { t } = useTranslation();
  const { mode, obstacle, pictures, conversation } = model;
  const { media } = conversation.reply;
  const words = isPhone ? 'send' : mode === 'private' ? 'sendPrivate' : 'sendPublic';
  const size = isPhone ? 'large' : 'medium';
  return (
    <div className={styles.bottom}>
      {media && (
        <>
          <Button
            tone="quiet"
            size={size}
            icon={IconPhoto}
            aria-label={t('composer.pictures.add')}
            title={t('composer.pictures.add')}
            onClick={() => filesRef.current?.click()}
          />
          <input
            ref={filesRef}
            type="file"
            className="vh"
            tabIndex={-1}
            aria-hidden="true"
            multiple
            accept={media.mimeTypes.join(',')}
            onChange={({ currentTarget }) => {
              pictures.add([...(currentTarget.files ?? [])]);
              currentTarget.value = '';
            }}
          />
        </>
      )}
      {mode === 'private' && (
        <span className={styles.aside}>
          <Icon of={IconInfoCircle} size={14} /> {t('composer.privateAside')}
        </span>
      )}
      <Count model={model} />
      <span className={styles.send}>
        <Button
          type="submit"
          tone="primary"
          size={size}
          disabled={obstacle !== null}
          title={obstacle && obstacle !== 'empty' ? t(`composer.obstacle.${obstacle}`) : undefined}
          {...(isPhone ? {} : { keys: 'mod+enter' })}
        >
          {t(`composer.${words}`)}
        </Button>
        {!isPhone && (
          <Menu
            label={t('composer.sendMore')}
            position="top-end"
            entries={[{ label: t('composer.sendAndDone'), onSelect: onSendAndDone }]}
            target={
              <Button
                tone="primary"
                icon={IconChevronDown}
                className={styles.more}
                disabled={obstacle !== null}
                aria-label={t('composer.sendMore')}
              />
            }
          />
        )}
      </span>
    </div>
  );
}

/** How much of the room is taken, signature and link included. */
function Count({ model: { counted } }: { model: ComposerModel }) {
  const { t } = useTranslation();
  const { length, limit, fits } = counted;
  if (limit === null) {
    return (
      <span className={styles.count} title={t('composer.count.help')}>
        {t('composer.count.plain', { count: length })}
      </span>
    );
  }
  return (
    <span className={cx(styles.count, !fits && styles.tooLong)} title={t('composer.count.help')}>
      <ProgressRing share={length / limit} isOver={!fits} />
      {fits ? t('composer.count.of', { length, limit }) : t('composer.count.over', { count: length - limit })}
    </span>
  );
}

/** So long after the last key somebody reads again. */
const TYPING_MS = 6000;
/** The server takes writing that is not said again for reading: a machine may have fallen asleep. */
const SAY_AGAIN_MS = 3000;

/** Tells colleagues that somebody types here, while they do. */
function useTypingPresence(conversationId: string, isEmpty: boolean) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const saidAt = useRef(0);
  const stop = useCallback(() => {
    if (timer.current === undefined) return;
    clearTimeout(timer.current);
    timer.current = undefined;
    setPresence(conversationId, 'reading');
  }, [conversationId]);
  useEffect(() => stop, [stop]);
  // Sent or deleted: nobody types any more.
  useEffect(() => {
    if (isEmpty) stop();
  }, [isEmpty, stop]);
  return {
    stop,
    note: () => {
      const now = performance.now();
      if (timer.current === undefined || now - saidAt.current > SAY_AGAIN_MS) {
        saidAt.current = now;
        setPresence(conversationId, 'writing');
      }
      clearTimeout(timer.current);
      timer.current = setTimeout(stop, TYPING_MS);
    },
  };
}
