import { MantineProvider } from '@mantine/core';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useResolvedTheme } from '../lib/preferences.ts';
import { mantineTheme, mantineVariables } from '../ui/mantine.ts';
import { ToastProvider } from '../ui/Toast.tsx';
import type { AppRouter } from './router.tsx';

/** Everything that stands around the pages. */
export function App({ router, queryClient }: { router: AppRouter; queryClient: QueryClient }) {
  const scheme = useResolvedTheme();
  return (
    <QueryClientProvider client={queryClient}>
      <MantineProvider theme={mantineTheme} cssVariablesResolver={mantineVariables} forceColorScheme={scheme}>
        <ToastProvider>
          <RouterProvider router={router} />
        </ToastProvider>
      </MantineProvider>
    </QueryClientProvider>
  );
}
