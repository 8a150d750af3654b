import { usualTeamRouting } from '@visavis/shared/agents/team-routing';
import type { SaveTeamRequest, TeamItem } from '@visavis/shared/api/agents';
import { can } from '@visavis/shared/permissions';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api-client.ts';
import { agentsQuery, meQuery, teamsQuery, useMe } from '../../lib/directory.queries.ts';
import { useFieldFaults } from '../../lib/error-sentence.ts';
import { useSave } from '../../lib/save.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Dialog, SubmitActions } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Face, FaceStack } from '../../ui/Face.tsx';
import { CheckField, TextField } from '../../ui/Field.tsx';
import { Loaded } from '../../ui/Loaded.tsx';
import { Card, Form, Table } from '../../ui/Page.tsx';
import { fieldsOf, RoutingFields, routingOf } from './RoutingFields.tsx';
import { TeamChannels, TeamHours } from './TeamFacts.tsx';
import { useToasts } from '../../ui/Toast.tsx';
import styles from './Teams.module.css';

/** The teams and who is in them. */
export function TeamsSection() {
  const { t } = useTranslation();
  const me = useMe();
  const teams = useQuery(teamsQuery);
  const [edited, setEdited] = useState<TeamItem | 'new' | null>(null);
  const mayEdit = can({ role: me.role, teamIds: [] }, 'team.manage');
  return (
    <Card
      label={t('team.teams')}
      note={t('team.teamsNote')}
      right={
        mayEdit && (
          <Button size="small" icon={IconPlus} onClick={() => setEdited('new')}>
            {t('team.addTeam')}
          </Button>
        )
      }
    >
      <Loaded query={teams} title={t('team.loadFailed')}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={t('team.empty')} />
          ) : (
            <Table
              head={[
                t('team.name'),
                t('team.members'),
                t('schedule.routing.channels'),
                t('schedule.routing.hours'),
                '',
              ]}
              label={t('team.teams')}
            >
              {items.map((team) => (
                <TeamRow key={team.id} team={team} onEdit={mayEdit ? () => setEdited(team) : null} />
              ))}
            </Table>
          )
        }
      </Loaded>
      <Dialog
        isOpen={edited !== null}
        onClose={() => setEdited(null)}
        title={
          edited === 'new' || edited === null ? t('team.addTeam') : t('team.editTeam', { name: edited.name })
        }
      >
        {edited && <TeamForm team={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
      </Dialog>
    </Card>
  );
}

const SHOWN_FACES = 8;

function Members({ team }: { team: TeamItem }) {
  const { t } = useTranslation();
  const agents = useQuery(agentsQuery).data ?? [];
  const members = agents.filter((agent) => team.memberIds.includes(agent.id));
  return (
    <span className={styles.members}>
      <FaceStack>
        {members.slice(0, SHOWN_FACES).map((agent) => (
          <Face key={agent.id} name={agent.displayName} src={agent.avatarUrl} />
        ))}
      </FaceStack>
      <span className="mut num">{t('team.membersCount', { count: team.memberIds.length })}</span>
    </span>
  );
}

function TeamRow({ team, onEdit }: { team: TeamItem; onEdit: (() => void) | null }) {
  const { t } = useTranslation();
  return (
    <tr>
      <td>
        <span className="row">
          <span className="b5">{team.name}</span>
          {team.isDefault && <Chip tone="accent">{t('team.defaultChip')}</Chip>}
          {team.isClosed && <Chip>{t('team.closedChip')}</Chip>}
        </span>
      </td>
      <td>
        <Members team={team} />
      </td>
      <td>
        <TeamChannels teamId={team.id} />
      </td>
      <td>
        <TeamHours teamId={team.id} />
      </td>
      <td>
        {onEdit && (
          <Button
            size="small"
            icon={IconPencil}
            aria-label={t('team.editTeam', { name: team.name })}
            onClick={onEdit}
          >
            {t('common.edit')}
          </Button>
        )}
      </td>
    </tr>
  );
}

function TeamForm({ team, onClose }: { team: TeamItem | null; onClose: () => void }) {
  const { t } = useTranslation();
  const toasts = useToasts();
  const agents = (useQuery(agentsQuery).data ?? []).filter((agent) => agent.deactivatedAt === null);
  const [name, setName] = useState(team?.name ?? '');
  const [isClosed, setClosed] = useState(team?.isClosed ?? false);
  const [routing, setRouting] = useState(() => fieldsOf(team?.routing ?? usualTeamRouting));
  const [memberIds, setMemberIds] = useState<string[]>(team?.memberIds ?? []);
  const save = useSave(
    (request: SaveTeamRequest) =>
      team
        ? api.patch<TeamItem>(`/api/teams/${team.id}`, request)
        : api.post<TeamItem>('/api/teams', request),
    [teamsQuery.queryKey, agentsQuery.queryKey, meQuery.queryKey],
  );
  const faults = useFieldFaults()(save.error);
  const submit = () =>
    save.mutate(
      { name: name.trim(), isClosed, memberIds, routing: routingOf(routing) },
      {
        onSuccess: () => {
          toasts.show({ text: t('common.saved'), tone: 'done' });
          onClose();
        },
      },
    );
  return (
    <Form onSubmit={submit} error={save.error}>
      <TextField
        label={t('team.teamName')}
        error={faults.name}
        required
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <CheckField
        label={t('team.closed')}
        help={t('team.closedHelp')}
        checked={isClosed}
        onChange={(event) => setClosed(event.currentTarget.checked)}
      />
      <RoutingFields fields={routing} onChange={setRouting} />
      {team && (
        <div className="t12">
          <p className="b5 sec">{t('schedule.routing.channels')}</p>
          <p>
            <TeamChannels teamId={team.id} />
          </p>
          <p className="b5 sec">{t('schedule.routing.hours')}</p>
          <p>
            <TeamHours teamId={team.id} />
          </p>
          <p className="mut">{t('schedule.routing.hoursHelp')}</p>
        </div>
      )}
      <fieldset>
        <legend className="t12 b5 sec">{t('team.members')}</legend>
        {agents.map((agent) => (
          <CheckField
            key={agent.id}
            label={agent.displayName}
            checked={memberIds.includes(agent.id)}
            onChange={(event) =>
              setMemberIds(
                event.currentTarget.checked
                  ? [...memberIds, agent.id]
                  : memberIds.filter((id) => id !== agent.id),
              )
            }
          />
        ))}
      </fieldset>
      <SubmitActions onCancel={onClose} isBusy={save.isPending} />
    </Form>
  );
}
