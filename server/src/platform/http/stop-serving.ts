import type { Server } from 'node:http';
import type { INestApplication } from '@nestjs/common';
import { InFlight } from './in-flight.ts';

/** Accepts no more connections, lets what is being answered finish for a while, and then closes the application. */
export async function stopServing(app: INestApplication, patienceMs: number): Promise<void> {
  const server = app.getHttpServer() as Server;
  if (server.listening) {
    server.close();
    await app.get(InFlight).finished(patienceMs);
    server.closeAllConnections();
  }
  await app.close();
}
