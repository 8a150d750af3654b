import { useNavigate, useSearch } from '@tanstack/react-router';
import { ReportsScreen } from '../../features/reports/ReportsScreen.tsx';

export function ReportsRoute() {
  const search = useSearch({ from: '/signed-in/reports' });
  const navigate = useNavigate();
  return (
    <ReportsScreen
      search={search}
      onSearch={(next) => void navigate({ to: '/reports', search: next, replace: true })}
    />
  );
}
