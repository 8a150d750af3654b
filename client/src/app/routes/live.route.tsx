export { LiveScreen as LiveRoute } from '../../features/sla-dashboard/LiveScreen.tsx';
