import type { MessageItem, PersonRef } from '@visavis/shared/api/conversations';
import { IconLock, IconPencil, IconWorld } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useImperativeHandle, useRef, useState, type DragEvent, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../../lib/class-names.ts';
import type { OpenConversation } from '../../../lib/conversation-cache.ts';
import { agentsQuery } from '../../../lib/directory.queries.ts';
import { firstName } from '../../../lib/format.ts';
import { useShortcuts } from '../../../lib/shortcuts.ts';
import { SegmentedControl } from '../../../ui/SegmentedControl.tsx';
import { SlaChip } from '../../../ui/SlaChip.tsx';
import { WindowChip } from '../../../ui/WindowChip.tsx';
import { useToasts } from '../../../ui/Toast.tsx';
import { askIn } from '../mentions.ts';
import { useComposer, type ComposerModel } from '../use-composer.ts';
import { useGiveBack, type ComposerMode } from '../use-composer-state.ts';
import styles from './Composer.module.css';
import { MovedBar } from './MovedBar.tsx';
import { NoteBody } from './NoteBody.tsx';
import { ReplyBody } from './ReplyBody.tsx';

export interface ComposerHandle {
  focus: (mode?: ComposerMode) => void;
  replyTo: (message: MessageItem) => void;
  /** Puts an introduction in front of the reply. */
  introduce: (introduction: string) => void;
  /** Begins a note that asks a colleague. */
  ask: (person: PersonRef) => void;
}

interface ComposerProps {
  conversation: OpenConversation;
  isPhone: boolean;
  seenSequence: () => number;
  /** Told when a reply is begun, and when there is none any more. */
  onWriting?: (isWriting: boolean) => void;
  onSentAndDone: () => void;
  ref?: Ref<ComposerHandle>;
}

/** Where replies and notes are written: which of them, to whom, and who will see it, before a word is typed. */
export function Composer({
  conversation,
  isPhone,
  seenSequence,
  onWriting,
  onSentAndDone,
  ref,
}: ComposerProps) {
  const { t } = useTranslation();
  const model = useComposer({ conversation, seenSequence, onSentAndDone });
  const text = useRef<HTMLTextAreaElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const { mode, change, state, sending, moved } = model;
  const agents = useQuery(agentsQuery).data ?? [];

  const focus = (wanted?: ComposerMode) => {
    if (wanted) change({ mode: wanted });
    // The field of the other mode has to be drawn first.
    requestAnimationFrame(() => text.current && focusAtEnd(text.current));
  };
  useImperativeHandle(ref, () => ({
    focus,
    replyTo: (message) => {
      change({ chosenId: message.id, ...(mode === 'note' ? { mode: state.visibility } : {}) });
      focus();
    },
    introduce: (introduction) => {
      model.introduction.insert(introduction);
      focus(mode === 'note' ? state.visibility : undefined);
    },
    ask: (person) => {
      change({ note: askIn(state.note, person, agents) });
      model.note.setAsks(person.id, true);
      model.note.setAsks(person.id, true);
      focus('note');
    },
  }));
  const isReplying = state.text !== '' && !model.introduction.isAlone && mode !== 'note';
  // Where somebody was faster, that is said already.
  useTellWriting(isReplying && moved.news.length === 0, onWriting);
  const second = useSecondAnswer(model);
  useComposerKeys({ model, form, files, focus });
  const drop = useDrop(model, mode !== 'note');
  return (
    <>
      {mode !== 'note' && moved.news.length > 0 && (
        <MovedBar
          news={moved.news}
          draft={state.text}
          onSendAnyway={() => void sending.send({ isMoveAccepted: true })}
          onTakeTheirs={second.takeTheirs}
          onDiscard={second.discard}
        />
      )}
      <form
        ref={form}
        className={cx(styles.composer, mode === 'private' && styles.private, mode === 'note' && styles.note)}
        aria-label={t(mode === 'note' ? 'composer.noteForm' : 'composer.replyForm')}
        onSubmit={(event) => {
          event.preventDefault();
          if (mode === 'note') model.note.add(state.note);
          else void sending.send();
        }}
        {...drop.handlers}
      >
        <Top model={model} conversation={conversation} isPhone={isPhone} onMode={focus} />
        {mode === 'note' ? (
          <NoteBody model={model} textRef={text} />
        ) : (
          <ReplyBody model={model} textRef={text} filesRef={files} isPhone={isPhone} />
        )}
        {drop.isOver && <div className={styles.drop}>{t('composer.pictures.drop')}</div>}
      </form>
    </>
  );
}

/** Tells colleagues' side of the screen that a reply is begun here. */
function useTellWriting(isWriting: boolean, onWriting: ComposerProps['onWriting']): void {
  useEffect(() => {
    if (!isWriting) return;
    onWriting?.(true);
    return () => onWriting?.(false);
  }, [isWriting, onWriting]);
}

/** What becomes of the second answer when a colleague has given the first; nothing that was written is lost by it. */
function useSecondAnswer({ state, change, conversation, me, moved }: ComposerModel) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const giveBack = useGiveBack(conversation.id, me.id);
  const { text, visibility, chosenId, pictures } = state;
  return {
    takeTheirs: (theirs: string) => {
      change({ text: theirs });
      moved.accept();
      toasts.show({
        text: t('composer.moved.theirsTaken'),
        tone: 'done',
        onUndo: () => change({ text }),
      });
    },
    discard: () => {
      change({ text: '', pictures: [], chosenId: null });
      toasts.show({
        text: t('composer.moved.discarded'),
        tone: 'done',
        onUndo: () => giveBack({ text, visibility, inReplyToMessageId: chosenId, pictures }),
      });
    },
  };
}

/** Goes on where the text ends, unless somebody has put the caret elsewhere before. */
function focusAtEnd(field: HTMLTextAreaElement): void {
  field.focus();
  if (field.selectionEnd === 0) field.setSelectionRange(field.value.length, field.value.length);
}

interface TopProps {
  model: ComposerModel;
  conversation: OpenConversation;
  isPhone: boolean;
  onMode: (mode: ComposerMode) => void;
}

function Top({ model: { mode, allowed }, conversation, isPhone, onMode }: TopProps) {
  const { t } = useTranslation();
  const network = conversation.channel.name;
  const hint =
    mode === 'private'
      ? t('composer.onlyTheySee', { name: firstName(conversation.contact.name) })
      : mode === 'note'
        ? t('composer.onlyTeamSees')
        : t('composer.everybodySees', { network });
  const icons = { public: IconWorld, private: IconLock, note: IconPencil } as const;
  const modes: ComposerMode[] = [...allowed, 'note'];
  return (
    <div className={styles.top}>
      <SegmentedControl
        label={t('composer.mode.label')}
        value={mode}
        isWide={isPhone}
        onChange={onMode}
        options={modes.map((value) => ({
          value,
          label: t(`composer.mode.${value}`),
          icon: icons[value],
        }))}
      />
      <span className={styles.hint}>{hint}</span>
      {conversation.due && conversation.due.state !== 'met' && <SlaChip due={conversation.due} />}
      {mode !== 'note' && <WindowChip closesAt={conversation.windowClosesAt} network={network} />}
    </div>
  );
}

interface KeysOptions {
  model: ComposerModel;
  form: React.RefObject<HTMLFormElement | null>;
  files: React.RefObject<HTMLInputElement | null>;
  focus: (mode?: ComposerMode) => void;
}

function useComposerKeys({ model, form, files, focus }: KeysOptions): void {
  const { t } = useTranslation();
  const { mode, allowed, state } = model;
  const group = 'reply' as const;
  const isHere = () => form.current?.contains(document.activeElement) ?? false;
  const send = () => form.current?.requestSubmit();
  const canSwitch = allowed.length > 1;
  useShortcuts([
    {
      id: 'reply.focus',
      keys: 'r',
      group: 'conversation',
      label: t('composer.key.reply'),
      run: () => focus(mode === 'note' ? state.visibility : mode),
      isOff: allowed.length === 0,
    },
    {
      id: 'note.focus',
      keys: 'n',
      group: 'conversation',
      label: t('composer.key.note'),
      run: () => focus('note'),
    },
    { id: 'reply.send', keys: 'mod+enter', group, label: t('composer.key.send'), run: send, when: isHere },
    {
      id: 'reply.sendAndWait',
      keys: 'mod+shift+enter',
      group,
      label: t('composer.key.sendAndWait'),
      run: send,
      when: isHere,
    },
    {
      // Out of the field, so that single letters work again; a second time leads back to the list.
      id: 'reply.leave',
      keys: 'escape',
      group,
      label: '',
      isHidden: true,
      worksInFields: true,
      when: isHere,
      run: () => document.activeElement instanceof HTMLElement && document.activeElement.blur(),
    },
    {
      id: 'reply.visibility',
      keys: 'alt+p',
      group,
      label: t('composer.key.visibility'),
      run: () => focus(mode === 'public' ? 'private' : 'public'),
      isOff: !canSwitch,
    },
    {
      id: 'reply.picture',
      keys: 'alt+b',
      group,
      label: t('composer.key.picture'),
      run: () => files.current?.click(),
      isOff: mode === 'note' || model.conversation.reply.media === null,
    },
  ]);
}

/** Pictures that are dropped anywhere on the composer. */
function useDrop({ pictures, conversation }: ComposerModel, isEnabled: boolean) {
  const [isOver, setOver] = useState(false);
  const takes = isEnabled && conversation.reply.media !== null;
  // The end of a drag outside of the window is told to nobody here.
  useEffect(() => {
    if (!isOver) return;
    const end = () => setOver(false);
    window.addEventListener('dragend', end);
    window.addEventListener('drop', end);
    return () => {
      window.removeEventListener('dragend', end);
      window.removeEventListener('drop', end);
    };
  }, [isOver]);
  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  if (!takes) return { isOver: false, handlers: {} };
  return {
    isOver,
    handlers: {
      onDragOver: (event: DragEvent) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: (event: DragEvent) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      },
      onDrop: (event: DragEvent) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(false);
        pictures.add([...event.dataTransfer.files]);
      },
    },
  };
}
