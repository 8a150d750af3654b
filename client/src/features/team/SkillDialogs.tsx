import type { SaveSkillRequest, SkillItem } from '@visavis/shared/api/schedule';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api-client.ts';
import { agentsQuery } from '../../lib/directory.queries.ts';
import { useFieldFaults, useSentence } from '../../lib/error-sentence.ts';
import { languageName } from '../../lib/languages.ts';
import { useSave } from '../../lib/save.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog, DialogActions, SubmitActions } from '../../ui/Dialog.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { Loaded } from '../../ui/Loaded.tsx';
import { Form } from '../../ui/Page.tsx';
import { useToasts } from '../../ui/Toast.tsx';
import type { Ability } from './skill-levels.ts';
import { skillsQuery, skillUsesQuery } from './skills.queries.ts';
import styles from './Skills.module.css';

interface SkillDialogProps {
  /** Null when closed; a new skill has no ability yet. */
  shown: { ability: Ability | null } | null;
  onClose: () => void;
}

/** A new skill, or another name for one. */
export function SkillDialog({ shown, onClose }: SkillDialogProps) {
  const { t } = useTranslation();
  const skill = shown?.ability?.skill ?? null;
  return (
    <Dialog
      isOpen={shown !== null}
      onClose={onClose}
      title={skill ? t('schedule.skills.edit', { name: skill.name }) : t('schedule.skills.add')}
    >
      {shown && <SkillForm skill={skill} onClose={onClose} />}
    </Dialog>
  );
}

function SkillForm({ skill, onClose }: { skill: SkillItem | null; onClose: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState(skill?.name ?? '');
  const [description, setDescription] = useState(skill?.description ?? '');
  const save = useSave(
    (request: SaveSkillRequest) =>
      skill
        ? api.patch<SkillItem>(`/api/skills/${skill.id}`, request)
        : api.post<SkillItem>('/api/skills', request),
    [skillsQuery.queryKey],
  );
  const faults = useFieldFaults()(save.error);
  return (
    <Form
      onSubmit={() => save.mutate({ name: name.trim(), description }, { onSuccess: onClose })}
      error={save.error}
    >
      <TextField
        label={t('schedule.skills.name')}
        error={faults.name}
        required
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextField
        label={t('schedule.skills.description')}
        help={t('schedule.skills.descriptionHelp')}
        maxLength={200}
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
      <SubmitActions onCancel={onClose} isBusy={save.isPending} />
    </Form>
  );
}

/** Before a skill goes: who has it, and which rules ask for it. */
export function DeleteSkillDialog({ ability, onClose }: { ability: Ability | null; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog
      isOpen={ability !== null}
      onClose={onClose}
      title={t('schedule.skills.deleteTitle', { name: ability?.name ?? '' })}
    >
      {ability && <DeleteSkill ability={ability} onClose={onClose} />}
    </Dialog>
  );
}

function DeleteSkill({ ability, onClose }: { ability: Ability; onClose: () => void }) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const sentence = useSentence();
  const uses = useQuery(skillUsesQuery(ability.id));
  const remove = useSave(
    () => api.delete<void>(`/api/skills/${ability.id}`),
    [skillsQuery.queryKey, agentsQuery.queryKey],
  );
  const go = () =>
    remove.mutate(undefined, {
      onSuccess: onClose,
      onError: (error) => toasts.show({ text: sentence(error), tone: 'error' }),
    });
  return (
    <>
      <Loaded query={uses} title={t('team.loadFailed')}>
        {({ people, rules }) => (
          <div className={styles.consequences}>
            <p>
              {people.length === 0
                ? t('schedule.skills.nobodyHas')
                : t('schedule.skills.have', { count: people.length })}
            </p>
            {people.length > 0 && <p className="mut">{people.map(({ name }) => name).join(', ')}</p>}
            <p>
              {rules.length === 0
                ? t('schedule.skills.noRules')
                : t('schedule.skills.rules', { count: rules.length })}
            </p>
            {rules.length > 0 && (
              <ul>
                {rules.map(({ id, name }) => (
                  <li key={id}>{name}</li>
                ))}
              </ul>
            )}
            <p>{t('schedule.skills.deleteHelp')}</p>
          </div>
        )}
      </Loaded>
      <DialogActions>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button tone="danger" isBusy={remove.isPending} disabled={!uses.data} onClick={go}>
          {t('schedule.delete')}
        </Button>
      </DialogActions>
    </>
  );
}

/** What people of a service write most; every other comes with a person's profile. */
const TAGS =
  'ar bg bs cs da de el en es et fa fi fr he hi hr hu it ja ko ku lt lv nl no pa pl ps pt ro ru sk sl so sq sr sv ta th tr uk ur vi yo zh gsg'.split(
    ' ',
  );

interface AddLanguageDialogProps {
  isOpen: boolean;
  known: readonly string[];
  onClose: () => void;
  onAdd: (tag: string) => void;
}

/** Another column; it stays once somebody has a level in it. */
export function AddLanguageDialog({ isOpen, known, onClose, onAdd }: AddLanguageDialogProps) {
  const { t, i18n } = useTranslation();
  const options = TAGS.filter((tag) => !known.includes(tag))
    .map((value) => ({ value, label: languageName(value, i18n.language) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, i18n.language));
  const [chosen, setChosen] = useState('');
  const tag = options.some(({ value }) => value === chosen) ? chosen : (options[0]?.value ?? '');
  const submit = () => {
    onAdd(tag);
    onClose();
  };
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('schedule.skills.addLanguage')} width={380}>
      <Form onSubmit={submit}>
        <SelectField
          label={t('schedule.skills.language')}
          help={t('schedule.skills.languageHelp')}
          value={tag}
          options={options}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
        <SubmitActions onCancel={onClose} words={t('schedule.skills.addLanguage')} />
      </Form>
    </Dialog>
  );
}
