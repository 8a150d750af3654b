import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Navigate, useNavigate, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { LoginScreen } from '../../features/session/LoginScreen.tsx';
import { ResetScreen } from '../../features/session/ResetScreen.tsx';
import { setupQuery } from '../../features/session/session.queries.ts';
import { useToasts } from '../../ui/Toast.tsx';

const login = getRouteApi('/login');
const reset = getRouteApi('/reset/$token');

export function LoginRoute() {
  const { next, ended } = login.useSearch();
  const { t } = useTranslation();
  const router = useRouter();
  const setup = useQuery(setupQuery);
  if (setup.data?.needed) return <Navigate to="/setup" search={{}} replace />;
  return (
    <LoginScreen
      onSignedIn={() => router.history.push(next ?? '/')}
      {...(ended ? { note: t('session.ended') } : {})}
    />
  );
}

export function ResetRoute() {
  const { token } = reset.useParams();
  const { t } = useTranslation();
  const toasts = useToasts();
  const navigate = useNavigate();
  const onDone = () => {
    toasts.show({ text: t('session.reset.done'), tone: 'done' });
    void navigate({ to: '/login' });
  };
  return <ResetScreen token={token} onDone={onDone} />;
}
