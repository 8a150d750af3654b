import { createServer } from 'node:net';

/**
 * Whether the port can be had, asked before the database is started, so that the fault comes at once.
 *
 * @throws the listener's error, such as EADDRINUSE
 */
export function probePort(port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}
