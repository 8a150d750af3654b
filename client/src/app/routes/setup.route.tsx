import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Navigate, useNavigate } from '@tanstack/react-router';
import type { Me } from '@visavis/shared/api/session';
import { FirstChannel } from '../../features/channels/FirstChannel.tsx';
import { LaterStep } from '../../features/session/LaterStep.tsx';
import { setupQuery } from '../../features/session/session.queries.ts';
import { SetupScreen } from '../../features/session/SetupScreen.tsx';
import { InvitePeople } from '../../features/team/InvitePeople.tsx';
import { ApiError } from '../../lib/api-client.ts';
import { agentsQuery, channelsQuery, meQuery } from '../../lib/directory.queries.ts';
import { PageFault } from '../faults.tsx';

const route = getRouteApi('/setup');

/**
 * The first run: organisation and administrator without a login, channel and people with it. Which step it is stands on
 * the server, so that it goes on wherever the administrator signs in next.
 */
export function SetupRoute() {
  const { token } = route.useSearch();
  const installation = useQuery(setupQuery);
  if (installation.error)
    return <PageFault error={installation.error} onRetry={() => void installation.refetch()} />;
  if (!installation.data) return null;
  if (installation.data.needed) return <SetupScreen token={token ?? ''} onDone={() => {}} />;
  return <SignedInSteps />;
}

function SignedInSteps() {
  const me = useQuery(meQuery);
  if (me.error instanceof ApiError && me.error.status === 401)
    return <Navigate to="/login" search={{ next: '/setup' }} replace />;
  if (me.error) return <PageFault error={me.error} onRetry={() => void me.refetch()} />;
  if (!me.data) return null;
  const step = me.data.organisation.setUpStep;
  if (step === null || me.data.role !== 'admin') return <Navigate to="/" replace />;
  return step === 'channel' ? <ChannelStep me={me.data} /> : <PeopleStep me={me.data} />;
}

function useLeave() {
  const navigate = useNavigate();
  return () => void navigate({ to: '/' });
}

function ChannelStep({ me }: { me: Me }) {
  const onLeave = useLeave();
  const channels = useQuery(channelsQuery).data ?? [];
  return (
    <LaterStep
      step="channel"
      organisation={me.organisation.name}
      isDone={channels.length > 0}
      onDone={() => {}}
      onLeave={onLeave}
    >
      <FirstChannel />
    </LaterStep>
  );
}

function PeopleStep({ me }: { me: Me }) {
  const onLeave = useLeave();
  const agents = useQuery(agentsQuery).data ?? [];
  return (
    <LaterStep
      step="people"
      organisation={me.organisation.name}
      isDone={agents.length > 1}
      onDone={onLeave}
      onLeave={onLeave}
    >
      <InvitePeople />
    </LaterStep>
  );
}
