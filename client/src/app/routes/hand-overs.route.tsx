export { GivenScreen as HandOversRoute } from '../../features/hand-over/GivenScreen.tsx';
