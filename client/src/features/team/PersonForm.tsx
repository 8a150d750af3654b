import type { AgentItem, CreateAgentRequest, PasswordLink } from '@visavis/shared/api/agents';
import { roles, type Role } from '@visavis/shared/permissions';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api-client.ts';
import { agentsQuery, meQuery, teamsQuery } from '../../lib/directory.queries.ts';
import { useFieldFaults } from '../../lib/error-sentence.ts';
import { useSave } from '../../lib/save.ts';
import { SubmitActions } from '../../ui/Dialog.tsx';
import { CheckField, SelectField, TextField } from '../../ui/Field.tsx';
import { LanguagesField } from '../../ui/LanguagesField.tsx';
import { Form } from '../../ui/Page.tsx';
import { useToasts } from '../../ui/Toast.tsx';

interface PersonFormProps {
  /** Null for somebody new. */
  agent: AgentItem | null;
  onClose: () => void;
  /** Somebody new gets a link to set a password. */
  onCreated: (name: string, link: PasswordLink) => void;
}

interface Fields {
  email: string;
  displayName: string;
  publicName: string;
  mark: string;
  role: Role;
  teamIds: string[];
  languages: string[];
  helpsWith: string;
  capacity: string;
}

const fieldsOf = (agent: AgentItem | null, teamIds: string[]): Fields => ({
  email: agent?.email ?? '',
  displayName: agent?.displayName ?? '',
  publicName: agent?.publicName ?? '',
  mark: agent?.mark ?? '',
  role: agent?.role ?? 'agent',
  teamIds: agent?.teams.map((team) => team.id) ?? teamIds,
  languages: agent?.languages ?? ['de'],
  helpsWith: agent?.helpsWith ?? '',
  capacity: String(agent?.capacity ?? 10),
});

const requestOf = (fields: Fields): CreateAgentRequest => ({
  ...fields,
  email: fields.email.trim(),
  displayName: fields.displayName.trim(),
  publicName: fields.publicName.trim(),
  capacity: Number(fields.capacity),
});

/** The letters that most people would take for a mark. */
export const markOf = (name: string) =>
  name
    .split(/\s+/)
    .map((word) => word.charAt(0).toUpperCase())
    .join('')
    .slice(0, 3);

/** First name and initial: `Jana K.` */
export function publicNameOf(name: string): string {
  const [first = '', ...others] = name.split(/\s+/);
  const initial = others.at(-1)?.charAt(0).toUpperCase();
  return initial ? `${first} ${initial}.` : first;
}

/** Everything about one person that administrators decide. */
export function PersonForm({ agent, onClose, onCreated }: PersonFormProps) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const teams = useQuery(teamsQuery).data ?? [];
  // Where there is one team, it can only be that.
  const only = teams.length === 1 ? teams.map((team) => team.id) : [];
  const [fields, setFields] = useState(() => fieldsOf(agent, only));
  const set = (part: Partial<Fields>) => setFields((present) => ({ ...present, ...part }));
  const save = useSave(
    async (request: CreateAgentRequest) => {
      const { email: _email, ...change } = request;
      if (agent) return { saved: await api.patch<AgentItem>(`/api/agents/${agent.id}`, change), link: null };
      const saved = await api.post<AgentItem>('/api/agents', request);
      return { saved, link: await api.post<PasswordLink>(`/api/agents/${saved.id}/password-link`) };
    },
    [agentsQuery.queryKey, teamsQuery.queryKey, meQuery.queryKey],
  );
  const faults = useFieldFaults()(save.error);
  const submit = () =>
    save.mutate(requestOf(fields), {
      onSuccess: ({ saved, link }) => {
        onClose();
        if (link) onCreated(saved.displayName, link);
        else toasts.show({ text: t('common.saved'), tone: 'done' });
      },
    });
  const text = (name: 'email' | 'displayName' | 'publicName' | 'mark' | 'helpsWith' | 'capacity') => ({
    value: fields[name],
    error: faults[name],
    onChange: (event: { currentTarget: { value: string } }) => set({ [name]: event.currentTarget.value }),
  });
  const suggest = () =>
    set({
      publicName: fields.publicName || publicNameOf(fields.displayName.trim()),
      mark: fields.mark || markOf(fields.displayName.trim()),
    });
  return (
    <Form onSubmit={submit} error={save.error}>
      {!agent && <TextField label={t('team.email')} type="email" required {...text('email')} />}
      <TextField
        label={t('team.displayName')}
        help={t('team.displayNameHelp')}
        required
        {...text('displayName')}
        onBlur={suggest}
      />
      <TextField
        label={t('team.publicName')}
        help={t('team.publicNameHelp')}
        required
        {...text('publicName')}
      />
      <TextField label={t('team.mark')} help={t('team.markHelp')} required maxLength={4} {...text('mark')} />
      <SelectField
        label={t('team.role')}
        value={fields.role}
        options={roles.map((value) => ({ value, label: t(`common.role.${value}`) }))}
        onChange={(event) =>
          set({ role: roles.find((role) => role === event.currentTarget.value) ?? 'agent' })
        }
      />
      <TeamsField chosen={fields.teamIds} onChange={(teamIds) => set({ teamIds })} />
      <TextField label={t('team.helpsWith')} maxLength={200} {...text('helpsWith')} />
      <LanguagesField
        label={t('team.languages')}
        error={faults.languages}
        values={fields.languages}
        onChange={(languages) => set({ languages })}
      />
      <TextField
        label={t('team.capacity')}
        help={t('team.capacityHelp')}
        type="number"
        min={0}
        max={100}
        {...text('capacity')}
      />
      <SubmitActions
        onCancel={onClose}
        isBusy={save.isPending}
        words={agent ? t('common.save') : t('team.addPerson')}
      />
    </Form>
  );
}

function TeamsField({ chosen, onChange }: { chosen: string[]; onChange: (ids: string[]) => void }) {
  const { t } = useTranslation();
  const teams = useQuery(teamsQuery).data ?? [];
  return (
    <fieldset>
      <legend className="t12 b5 sec">{t('team.teams')}</legend>
      {teams.map((team) => (
        <CheckField
          key={team.id}
          label={team.name}
          checked={chosen.includes(team.id)}
          onChange={(event) =>
            onChange(
              event.currentTarget.checked ? [...chosen, team.id] : chosen.filter((id) => id !== team.id),
            )
          }
        />
      ))}
    </fieldset>
  );
}
