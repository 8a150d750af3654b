import type { ConversationItem } from '@visavis/shared/api/conversations';
import type { TeamBoardPerson } from '@visavis/shared/api/team-board';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSentence } from '../../lib/error-sentence.ts';
import { firstName, useFormat } from '../../lib/format.ts';
import { Dialog, SubmitActions } from '../../ui/Dialog.tsx';
import { CheckField, SelectField, TextAreaField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Page.tsx';
import { useToasts } from '../../ui/Toast.tsx';
import { useGive, useTakeBack } from './team-board.queries.ts';

interface GiveDialogProps {
  teamId: string;
  people: TeamBoardPerson[];
  conversation: ConversationItem;
  /** Whom it was dropped on; null begins with whoever is here and has the most room. */
  toAgentId: string | null;
  onClose: () => void;
}

const NOTE_LENGTH = 2_000;

/** To whom, with a paragraph for them: the same card that an agent's own hand-over leaves. */
export function GiveDialog({ teamId, people, conversation, toAgentId, onClose }: GiveDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const toasts = useToasts();
  const others = people.filter(({ agent }) => agent.id !== conversation.assignee?.id);
  const [chosenId, setChosenId] = useState(toAgentId ?? roomiest(others)?.agent.id ?? '');
  const [note, setNote] = useState('');
  const [isAnnounced, setAnnounced] = useState(false);
  const { mutate, isPending, error } = useGive(teamId);
  const { mutateAsync: takeBack } = useTakeBack(teamId);
  const sentence = useSentence();
  const fail = (text: string) => toasts.show({ text, tone: 'error' });
  const chosen = others.find(({ agent }) => agent.id === chosenId)?.agent;
  const submit = () => {
    if (!chosen) return;
    mutate(
      { id: conversation.id, version: conversation.version, toAgentId: chosen.id, note, isAnnounced },
      {
        onSuccess: ({ handOver }) => {
          toasts.show({
            text: t('teamBoard.given', { name: chosen.name }),
            tone: 'done',
            // A promise, because this dialog is closed by then.
            onUndo: () =>
              void takeBack(handOver.id).then(
                (isBack) => !isBack && fail(t('teamBoard.undoFailed')),
                (refusal: unknown) => fail(sentence(refusal)),
              ),
          });
          onClose();
        },
      },
    );
  };
  const label = ({ agent, state, load, capacity }: TeamBoardPerson) =>
    t('teamBoard.option', {
      name: agent.name,
      state: t(`common.availability.${state.availability}`),
      load: t('teamBoard.load', { load: format.count(load), capacity: format.count(capacity) }),
    });
  return (
    <Dialog isOpen onClose={onClose} title={t('teamBoard.give', { name: conversation.contact.name })}>
      <Form onSubmit={submit} error={error}>
        <SelectField
          label={t('teamBoard.to')}
          value={chosenId}
          onChange={(event) => setChosenId(event.currentTarget.value)}
          options={others.map((person) => ({ value: person.agent.id, label: label(person) }))}
        />
        <TextAreaField
          label={t('teamBoard.note', { name: chosen ? firstName(chosen.name) : '' })}
          help={t('teamBoard.noteHelp')}
          rows={3}
          maxLength={NOTE_LENGTH}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <CheckField
          label={t('teamBoard.announce')}
          help={t('teamBoard.announceHelp')}
          checked={isAnnounced}
          onChange={(event) => setAnnounced(event.currentTarget.checked)}
        />
        <SubmitActions
          onCancel={onClose}
          isBusy={isPending}
          isDisabled={!chosen}
          words={chosen ? t('teamBoard.giveTo', { name: firstName(chosen.name) }) : t('teamBoard.nobody')}
        />
      </Form>
    </Dialog>
  );
}

function roomiest(people: readonly TeamBoardPerson[]): TeamBoardPerson | undefined {
  return people
    .filter(({ state }) => state.availability === 'available')
    .toSorted((a, b) => b.capacity - b.load - (a.capacity - a.load))[0];
}
