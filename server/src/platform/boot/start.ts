import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppConfig, ConfigError } from '../config/app-config.ts';
import { setCurrentConfig } from '../config/current-config.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../database/embedded-postgres.ts';
import { Readiness } from '../health/readiness.ts';
import { configureHttp } from '../http/configure-http.ts';
import { stopServing } from '../http/stop-serving.ts';
import { Logger } from '../logger.ts';
import { probePort } from './port-probe.ts';
import { asStartError, StartError } from './start-error.ts';
import { Shutdown } from './shutdown.ts';
import { StartNotices } from './start-notices.ts';
import { StartTasks } from './start-tasks.ts';

/** How long a stop waits for answers that are being made. */
const PATIENCE_MS = 4_000;

/** Serves until a signal comes. What keeps it from starting is told in sentences; only what nobody foresaw has a stack. */
export async function main(): Promise<void> {
  try {
    await start();
  } catch (error) {
    if (error instanceof ConfigError) for (const fault of error.faults) console.error(fault);
    else if (error instanceof StartError) console.error(error.message);
    else console.error(error);
    process.exit(1);
  }
}

/** Reads the settings, starts what is embedded, then the application. */
async function start(): Promise<void> {
  const given = AppConfig.read();
  const shutdown = new Shutdown();
  try {
    await probePort(given.port, given.host);
    const postgres = given.isEmbedded ? await startEmbeddedPostgres({ dataDir: given.dataDir }) : null;
    if (postgres !== null) shutdown.add(() => postgres.stop());
    setCurrentConfig(postgres === null ? given : given.with({ databaseUrl: postgres.url }));
    await serve(given, shutdown, postgres);
  } catch (error) {
    await shutdown.run();
    throw asStartError(error, given.port, given.host);
  }
}

async function serve(
  config: AppConfig,
  shutdown: Shutdown,
  postgres: EmbeddedPostgres | null,
): Promise<void> {
  // Loaded only now, so that whatever reads the configuration at import finds it.
  const { AppModule } = await import('../../app.module.ts');
  const app = await NestFactory.create<NestExpressApplication>(AppModule, {
    bodyParser: false,
    // What fails here is told once, below, in our own words.
    logger: false,
    abortOnError: false,
  });
  const readiness = app.get(Readiness);
  shutdown.add(() => {
    readiness.stopping();
    return stopServing(app, PATIENCE_MS);
  });
  configureHttp(app);
  await app.listen(config.port, config.host);
  app.useLogger(app.get(Logger));
  await app.get(StartTasks).run();
  readiness.started();
  if (postgres?.wasAdopted === true)
    app.get(Logger).warn('The database had outlived its last owner and was taken over.');
  console.log(greeting(config));
  for (const line of await app.get(StartNotices).lines()) console.log(line);
}

function greeting(config: AppConfig): string {
  if (config.role === 'worker')
    return `The Visavis worker runs; its health is at http://${config.host}:${config.port}/readyz`;
  return `Visavis is ready at ${config.publicUrl}`;
}
