import type { AgentItem, CreateAgentRequest, PasswordLink } from '@visavis/shared/api/agents';
import { roles, type Role } from '@visavis/shared/permissions';
import { IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api-client.ts';
import { agentsQuery, teamsQuery, useMe } from '../../lib/directory.queries.ts';
import { useFieldFaults } from '../../lib/error-sentence.ts';
import { useFormat } from '../../lib/format.ts';
import { useSave } from '../../lib/save.ts';
import { Button } from '../../ui/Button.tsx';
import { Face } from '../../ui/Face.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { CopyText, Form, FormActions } from '../../ui/Page.tsx';
import styles from './InvitePeople.module.css';
import { markOf, publicNameOf } from './PersonForm.tsx';

const CAPACITY = 10;

/** Inviting the first people: a few fields for each, and the link to hand over. Everything else waits in the settings. */
export function InvitePeople() {
  const { t } = useTranslation();
  const me = useMe();
  const others = (useQuery(agentsQuery).data ?? []).filter((agent) => agent.id !== me.id);
  const [links, setLinks] = useState<Record<string, PasswordLink>>({});
  const keep = (link: PasswordLink) => setLinks((present) => ({ ...present, [link.agentId]: link }));
  return (
    <>
      {others.length > 0 && (
        <ul className={styles.invited} aria-label={t('team.invite.invited')}>
          {others.map((agent) => (
            <Invited key={agent.id} agent={agent} link={links[agent.id]} onLink={keep} />
          ))}
        </ul>
      )}
      <InviteForm onInvited={keep} />
    </>
  );
}

interface InvitedProps {
  agent: AgentItem;
  link: PasswordLink | undefined;
  onLink: (link: PasswordLink) => void;
}

function Invited({ agent, link, onLink }: InvitedProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const again = useSave(() => api.post<PasswordLink>(`/api/agents/${agent.id}/password-link`), []);
  return (
    <li>
      <div className="row">
        <Face name={agent.displayName} src={agent.avatarUrl} size={32} isDecorative />
        <div className="grow">
          <div className="b5">{agent.displayName}</div>
          <div className="t12 mut">{agent.email}</div>
        </div>
        {!link && (
          <Button
            size="small"
            isBusy={again.isPending}
            aria-label={`${t('team.invite.newLink')}: ${agent.displayName}`}
            onClick={() => again.mutate(undefined, { onSuccess: onLink })}
          >
            {t('team.invite.newLink')}
          </Button>
        )}
      </div>
      {link && (
        <>
          <CopyText text={link.resetUrl} label={t('team.invite.linkOf', { name: agent.displayName })} />
          <p className="t12 mut">{t('team.invite.validUntil', { moment: format.moment(link.expiresAt) })}</p>
        </>
      )}
    </li>
  );
}

interface Fields {
  displayName: string;
  email: string;
  /** Null as long as the name suggests it. */
  mark: string | null;
  role: Role;
}

const EMPTY: Fields = { displayName: '', email: '', mark: null, role: 'agent' };

function InviteForm({ onInvited }: { onInvited: (link: PasswordLink) => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const teams = useQuery(teamsQuery).data ?? [];
  const first = useRef<HTMLInputElement>(null);
  const [fields, setFields] = useState(EMPTY);
  const set = (part: Partial<Fields>) => setFields((present) => ({ ...present, ...part }));
  const invite = useSave(
    async (request: CreateAgentRequest) => {
      const { id } = await api.post<AgentItem>('/api/agents', request);
      return api.post<PasswordLink>(`/api/agents/${id}/password-link`);
    },
    [agentsQuery.queryKey, teamsQuery.queryKey],
  );
  const faults = useFieldFaults()(invite.error);
  const name = fields.displayName.trim();
  const mark = fields.mark ?? markOf(name);
  const submit = () =>
    invite.mutate(
      {
        email: fields.email.trim(),
        displayName: name,
        publicName: publicNameOf(name),
        mark,
        role: fields.role,
        teamIds: teams.filter((team) => team.isDefault).map((team) => team.id),
        languages: [me.organisation.locale],
        capacity: CAPACITY,
        locale: me.organisation.locale,
      },
      {
        onSuccess: (link) => {
          onInvited(link);
          setFields(EMPTY);
          first.current?.focus();
        },
      },
    );
  return (
    <Form onSubmit={submit} error={invite.error} label={t('team.invite.title')}>
      <TextField
        ref={first}
        label={t('team.displayName')}
        error={faults.displayName}
        required
        maxLength={80}
        value={fields.displayName}
        onChange={(event) => set({ displayName: event.currentTarget.value })}
      />
      <TextField
        label={t('team.email')}
        error={faults.email}
        type="email"
        required
        maxLength={254}
        value={fields.email}
        onChange={(event) => set({ email: event.currentTarget.value })}
      />
      <TextField
        label={t('team.mark')}
        help={t('team.markHelp')}
        error={faults.mark}
        required
        maxLength={4}
        value={mark}
        onChange={(event) => set({ mark: event.currentTarget.value })}
      />
      <SelectField
        label={t('team.role')}
        value={fields.role}
        options={roles.map((value) => ({ value, label: t(`common.role.${value}`) }))}
        onChange={(event) =>
          set({ role: roles.find((role) => role === event.currentTarget.value) ?? 'agent' })
        }
      />
      <FormActions>
        <Button type="submit" icon={IconUserPlus} isBusy={invite.isPending}>
          {t('team.invite.submit')}
        </Button>
      </FormActions>
    </Form>
  );
}
