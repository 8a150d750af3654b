import { useNavigate, useSearch } from '@tanstack/react-router';
import { CapacityScreen } from '../../features/capacity/CapacityScreen.tsx';

export function CapacityRoute() {
  const search = useSearch({ from: '/signed-in/reports/capacity' });
  const navigate = useNavigate();
  return (
    <CapacityScreen
      search={search}
      onSearch={(next) => void navigate({ to: '/reports/capacity', search: next, replace: true })}
    />
  );
}
