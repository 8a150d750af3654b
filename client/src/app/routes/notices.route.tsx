export { NoticesScreen as NoticesRoute } from '../../features/notices/components/NoticesScreen.tsx';
