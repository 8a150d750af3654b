import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `npm run dev` serves the API; what is not the client's goes there. */
const API = process.env.VISAVIS_API ?? 'http://127.0.0.1:3000';
const SERVER_PATHS = [
  '/api',
  '/c',
  '/team',
  '/service',
  '/playground',
  '/faces',
  '/brand',
  '/media',
  '/hooks',
  '/healthz',
  '/readyz',
  '/metrics',
];

export default defineConfig(({ mode }) => ({
  plugins: [react()],
  resolve: {
    // `source` takes @visavis/shared from its TypeScript, so a change there is on screen without a build.
    conditions: ['source', 'module', 'browser', mode === 'production' ? 'production' : 'development'],
  },
  server: {
    host: '127.0.0.1',
    port: Number(process.env.VISAVIS_DEV_PORT ?? 5173),
    strictPort: true,
    proxy: {
      // The slash keeps /team from catching /team-settings and /c from catching /channels.
      ...Object.fromEntries(SERVER_PATHS.map((path) => [`^${path}(/|\\?|\\.|$)`, { target: API }])),
      '^/realtime(/|\\?|$)': { target: API, ws: true },
    },
  },
  build: { sourcemap: true, target: 'es2023' },
}));
