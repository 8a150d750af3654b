import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  type ErrorComponentProps,
} from '@tanstack/react-router';
import { useEffect } from 'react';
import { parseCapacitySearch } from '../features/capacity/capacity-search.ts';
import { parseInboxSearch } from '../features/inbox/inbox-search.ts';
import { parseReportSearch } from '../features/reports/reports-search.ts';
import { ApiError } from '../lib/api-client.ts';
import { meQuery } from '../lib/directory.queries.ts';
import { setLocale } from '../lib/i18n.ts';
import { wholePage } from '../lib/release.ts';
import { NotFound, PageFault } from './faults.tsx';

interface RouterContext {
  queryClient: QueryClient;
}

const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: NotFound,
});

/**
 * A path inside the application, never another site. What is refused is named as unset: the router would hand on the
 * raw value otherwise.
 */
const nextOf = ({ next }: Record<string, unknown>): { next?: string } => ({
  next: typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : undefined,
});

const loginRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/login',
  validateSearch: (search: Record<string, unknown>): { next?: string; ended?: true } => ({
    ...nextOf(search),
    ...(search.ended === true ? { ended: true } : {}),
  }),
  component: lazyRouteComponent(() => import('./routes/session.routes.tsx'), 'LoginRoute'),
});

const resetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reset/$token',
  component: lazyRouteComponent(() => import('./routes/session.routes.tsx'), 'ResetRoute'),
});

const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  validateSearch: ({ token }: Record<string, unknown>): { token?: string } => ({
    token: typeof token === 'string' ? token : undefined,
  }),
  component: lazyRouteComponent(() => import('./routes/setup.route.tsx'), 'SetupRoute'),
});

/** A screen on a wall: nobody is signed in there, and its link is in the part of the address no server gets. */
const wallRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/wall',
  component: lazyRouteComponent(() => import('./routes/wall.route.tsx'), 'WallRoute'),
  errorComponent: WallFaultRoute,
});

/** Everything behind the login: knows who is signed in and speaks their language before anything is drawn. */
const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    try {
      const me = await context.queryClient.ensureQueryData(meQuery);
      await setLocale(me.locale);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
      throw redirect({ to: '/login', search: location.href === '/' ? {} : { next: location.href } });
    }
  },
  component: lazyRouteComponent(() => import('./SignedIn.tsx'), 'SignedIn'),
});

const homeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/inbox/$view', params: { view: 'all' }, search: {}, replace: true });
  },
});

const inboxRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/inbox/$view',
  validateSearch: parseInboxSearch,
  component: lazyRouteComponent(() => import('./routes/inbox.route.tsx'), 'InboxRoute'),
});

const liveRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/live',
  validateSearch: ({ team }: Record<string, unknown>): { team?: string } => ({
    team: typeof team === 'string' ? team : undefined,
  }),
  component: lazyRouteComponent(() => import('./routes/live.route.tsx'), 'LiveRoute'),
});

const noticesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/notices',
  component: lazyRouteComponent(() => import('./routes/notices.route.tsx'), 'NoticesRoute'),
});

const handOversRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/hand-overs',
  component: lazyRouteComponent(() => import('./routes/hand-overs.route.tsx'), 'HandOversRoute'),
});

const teamBoardRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/teams',
  validateSearch: ({ team }: Record<string, unknown>): { team?: string } => ({
    team: typeof team === 'string' ? team : undefined,
  }),
  component: lazyRouteComponent(() => import('./routes/team-board.route.tsx'), 'TeamBoardRoute'),
});

const reportsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/reports',
  validateSearch: parseReportSearch,
  component: lazyRouteComponent(() => import('./routes/reports.route.tsx'), 'ReportsRoute'),
});

const capacityRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/reports/capacity',
  validateSearch: parseCapacitySearch,
  component: lazyRouteComponent(() => import('./routes/capacity.route.tsx'), 'CapacityRoute'),
});

const settingsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('./routes/settings.route.tsx'), 'SettingsRoute'),
});

const settingsHomeRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/settings/$section', params: { section: 'profile' }, replace: true });
  },
});

const settingsSectionRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/$section',
  component: lazyRouteComponent(() => import('./routes/settings-section.route.tsx'), 'SettingsSectionRoute'),
});

const routeTree = rootRoute.addChildren([
  loginRoute,
  resetRoute,
  setupRoute,
  wallRoute,
  signedInRoute.addChildren([
    homeRoute,
    inboxRoute,
    liveRoute,
    noticesRoute,
    handOversRoute,
    reportsRoute,
    capacityRoute,
    teamBoardRoute,
    settingsRoute.addChildren([settingsHomeRoute, settingsSectionRoute]),
  ]),
]);

/** Loads the page anew: after a release its old parts are gone, and a fault in beforeLoad is asked again. */
function PageFaultRoute({ error }: ErrorComponentProps) {
  return <PageFault error={error} onRetry={() => window.location.reload()} />;
}

const WALL_RETRY_MS = 15_000;

/** Nobody has a hand for a screen on a wall: it loads itself anew as soon as all of it can be had. */
function WallFaultRoute({ error }: ErrorComponentProps) {
  useEffect(() => {
    const timer = setInterval(
      () => void wholePage('/wall').then((page) => page !== null && window.location.reload()),
      WALL_RETRY_MS,
    );
    return () => clearInterval(timer);
  }, []);
  return <PageFault error={error} onRetry={() => window.location.reload()} />;
}

/** The pages and what each needs before it is shown. */
export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultErrorComponent: PageFaultRoute,
  });
}

export type AppRouter = ReturnType<typeof createAppRouter>;

declare module '@tanstack/react-router' {
  interface Register {
    router: AppRouter;
  }
}
