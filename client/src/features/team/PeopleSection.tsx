import type { AgentItem, PasswordLink } from '@visavis/shared/api/agents';
import { can } from '@visavis/shared/permissions';
import {
  IconDots,
  IconKey,
  IconPencil,
  IconPlus,
  IconShieldCheck,
  IconUserOff,
  IconUserPlus,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api-client.ts';
import { useAvailabilityWords } from '../../lib/availability.ts';
import { agentsQuery, teamsQuery, useMe } from '../../lib/directory.queries.ts';
import { useSentence } from '../../lib/error-sentence.ts';
import { useFormat } from '../../lib/format.ts';
import { presenceOf } from '../../lib/presence.ts';
import { useSave } from '../../lib/save.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Dialog, DialogActions } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Face } from '../../ui/Face.tsx';
import { Loaded } from '../../ui/Loaded.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { Card, CopyText, Table } from '../../ui/Page.tsx';
import { useToasts } from '../../ui/Toast.tsx';
import { LeaveDialog } from './LeaveDialog.tsx';
import { PersonForm } from './PersonForm.tsx';
import { RemovalsDialog } from './RemovalsDialog.tsx';

/** Everybody who answers; administrators add, change, deactivate, and hand out password links. */
export function PeopleSection() {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const agents = useQuery(agentsQuery);
  // For the form, which starts from them.
  useQuery(teamsQuery);
  const [edited, setEdited] = useState<AgentItem | 'new' | null>(null);
  const [link, setLink] = useState<{ name: string; link: PasswordLink } | null>(null);
  const mayEdit = can({ role: me.role, teamIds: [] }, 'people.manage');
  const head = [t('team.name'), t('team.role'), t('team.teams'), t('team.status'), t('team.loadHead'), ''];
  return (
    <Card
      label={t('team.people')}
      note={t('team.peopleNote')}
      right={
        mayEdit && (
          <Button size="small" icon={IconPlus} onClick={() => setEdited('new')}>
            {t('team.addPerson')}
          </Button>
        )
      }
    >
      <Loaded query={agents} title={t('team.loadFailed')}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={t('team.empty')} />
          ) : (
            <Table head={mayEdit ? head : head.slice(0, -1)} label={t('team.people')}>
              {items
                .toSorted((a, b) => a.displayName.localeCompare(b.displayName, i18n.language))
                .map((agent) => (
                  <PersonRow
                    key={agent.id}
                    agent={agent}
                    menu={mayEdit ? { onEdit: () => setEdited(agent), onLink: setLink } : null}
                  />
                ))}
            </Table>
          )
        }
      </Loaded>
      <Dialog
        isOpen={edited !== null}
        onClose={() => setEdited(null)}
        title={
          edited === 'new' || edited === null
            ? t('team.addPerson')
            : t('team.editPerson', { name: edited.displayName })
        }
      >
        {edited && (
          <PersonForm
            agent={edited === 'new' ? null : edited}
            onClose={() => setEdited(null)}
            onCreated={(name, created) => setLink({ name, link: created })}
          />
        )}
      </Dialog>
      <LinkDialog shown={link} onClose={() => setLink(null)} />
    </Card>
  );
}

interface PersonRowProps {
  agent: AgentItem;
  menu: { onEdit: () => void; onLink: (shown: { name: string; link: PasswordLink }) => void } | null;
}

function PersonRow({ agent, menu }: PersonRowProps) {
  const { t } = useTranslation();
  const words = useAvailabilityWords();
  const format = useFormat();
  const isOut = agent.deactivatedAt !== null;
  return (
    <tr>
      <td>
        <div className="row">
          <Face
            name={agent.displayName}
            src={agent.avatarUrl}
            size={32}
            presence={isOut ? undefined : presenceOf(agent.availability)}
            isAway={isOut}
            isDecorative
          />
          <div>
            <div className="b5">
              {agent.displayName} <span className="mut num">^{agent.mark}</span>
            </div>
            <div className="t12 mut">{agent.email ?? agent.helpsWith}</div>
          </div>
        </div>
      </td>
      <td>{t(`common.role.${agent.role}`)}</td>
      <td>{agent.teams.map((team) => team.name).join(', ')}</td>
      <td>{isOut ? <Chip>{t('team.deactivated')}</Chip> : words(agent.availabilityState)}</td>
      <td className="num nowrap">
        {t('team.load', { open: format.count(agent.load), capacity: agent.capacity })}
      </td>
      {menu && (
        <td>
          <PersonMenu agent={agent} {...menu} />
        </td>
      )}
    </tr>
  );
}

function PersonMenu({ agent, onEdit, onLink }: { agent: AgentItem } & NonNullable<PersonRowProps['menu']>) {
  const { t } = useTranslation();
  const me = useMe();
  const toasts = useToasts();
  const sentence = useSentence();
  const fail = (error: unknown) => toasts.show({ text: sentence(error), tone: 'error' });
  const link = useSave((id: string) => api.post<PasswordLink>(`/api/agents/${id}/password-link`), []);
  const comeBack = useSave(
    () => api.patch<AgentItem>(`/api/agents/${agent.id}`, { deactivated: false }),
    [agentsQuery.queryKey, teamsQuery.queryKey],
  );
  const [isAsking, setAsking] = useState(false);
  const [showsProof, setShowsProof] = useState(false);
  const isOut = agent.deactivatedAt !== null;
  const welcome = () =>
    comeBack.mutate(undefined, {
      onSuccess: () =>
        toasts.show({ text: t('team.leave.welcome', { name: agent.displayName }), tone: 'done' }),
      onError: fail,
    });
  return (
    <>
      <Menu
        label={agent.displayName}
        entries={[
          { label: t('common.edit'), icon: IconPencil, onSelect: onEdit },
          {
            label: t('team.link'),
            icon: IconKey,
            isDisabled: isOut,
            onSelect: () =>
              link.mutate(agent.id, {
                onSuccess: (created) => onLink({ name: agent.displayName, link: created }),
                onError: fail,
              }),
          },
          { label: t('team.removals.open'), icon: IconShieldCheck, onSelect: () => setShowsProof(true) },
          { kind: 'divider' },
          {
            label: isOut ? t('team.activate') : t('team.deactivate'),
            icon: isOut ? IconUserPlus : IconUserOff,
            isDisabled: agent.id === me.id,
            onSelect: () => (isOut ? welcome() : setAsking(true)),
          },
        ]}
        target={
          <Button
            tone="quiet"
            size="small"
            icon={IconDots}
            aria-label={`${t('common.more')}: ${agent.displayName}`}
          />
        }
      />
      <LeaveDialog agent={agent} isOpen={isAsking} onClose={() => setAsking(false)} />
      <RemovalsDialog agent={agent} isOpen={showsProof} onClose={() => setShowsProof(false)} />
    </>
  );
}

function LinkDialog({
  shown,
  onClose,
}: {
  shown: { name: string; link: PasswordLink } | null;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Dialog
      isOpen={shown !== null}
      onClose={onClose}
      title={t('team.linkTitle', { name: shown?.name ?? '' })}
    >
      {shown && (
        <>
          <p style={{ marginBottom: 12 }}>
            {t('team.linkText', { moment: format.moment(shown.link.expiresAt) })}
          </p>
          <CopyText text={shown.link.resetUrl} label={t('team.link')} />
          <DialogActions>
            <Button tone="primary" onClick={onClose}>
              {t('common.close')}
            </Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  );
}
