import '@fontsource-variable/inter';
import '@mantine/core/styles.layer.css';
import './ui/tokens.css';
import './ui/base.css';
import { QueryClient } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { loadCatalogues } from './app/catalogues.ts';
import { createAppRouter } from './app/router.tsx';
import { retryPolicy } from './app/retry-policy.ts';
import { startI18n } from './lib/i18n.ts';
import { initialLocale, startTheme } from './lib/preferences.ts';
import { startShortcuts } from './lib/shortcuts.ts';

async function start(): Promise<void> {
  startTheme();
  startShortcuts();
  await startI18n(initialLocale(), loadCatalogues);
  const queryClient = new QueryClient({
    defaultOptions: { queries: { retry: retryPolicy, staleTime: 30_000 } },
  });
  const router = createAppRouter(queryClient);
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  createRoot(root).render(
    <StrictMode>
      <App router={router} queryClient={queryClient} />
    </StrictMode>,
  );
}

void start();
