export { WallScreen as WallRoute } from '../../features/wall/WallScreen.tsx';
