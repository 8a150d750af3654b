import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { loadCatalogues } from '../src/app/catalogues.ts';
import { meQuery } from '../src/lib/directory.queries.ts';
import { startI18n } from '../src/lib/i18n.ts';
import { ToastProvider } from '../src/ui/Toast.tsx';
import { me } from './sample-data.ts';

/**
 * A browser in which things have a size: rows, so that a virtual list draws some, and buttons, because a menu hides as
 * soon as it has measured that its button is nowhere on the screen.
 */
export function giveElementsSize(): void {
  for (const [name, value] of [
    ['clientHeight', 800],
    ['clientWidth', 360],
  ] as const) {
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => value });
  }
  HTMLElement.prototype.getBoundingClientRect = () => new DOMRect(0, 0, 360, 40);
}

/**
 * Renders a part of the screen with everything that the application puts around it: German, signed in as Jana, at a
 * path of a router that knows every path. Calls to the API go wherever the test's handlers lead.
 */
export async function renderApp(
  screen: ReactNode,
  { path = '/', locale = 'de' as 'de' | 'en', as = me } = {},
) {
  await startI18n(locale, loadCatalogues);
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  queryClient.setQueryData(meQuery.queryKey, as);
  const rootRoute = createRootRoute();
  const anyRoute = createRoute({ getParentRoute: () => rootRoute, path: '$', component: () => screen });
  const homeRoute = createRoute({ getParentRoute: () => rootRoute, path: '/', component: () => screen });
  const router = createRouter({
    routeTree: rootRoute.addChildren([homeRoute, anyRoute]),
    history: createMemoryHistory({ initialEntries: [path] }),
  });
  await router.load();
  const view = render(
    <QueryClientProvider client={queryClient}>
      <MantineProvider env="test">
        <ToastProvider>
          {/* The test's router knows other paths than the application's, which the types name. */}
          <RouterProvider router={router as never} />
        </ToastProvider>
      </MantineProvider>
    </QueryClientProvider>,
  );
  return { ...view, queryClient, router };
}
