// A process that commits facts and is killed before any listener hears them: run by relay-crash.int.spec.ts.
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

const { AppConfig } = await import(`${process.env.VISAVIS_DIST}/platform/config/app-config.js`);
const { setCurrentConfig } = await import(`${process.env.VISAVIS_DIST}/platform/config/current-config.js`);
const { UnitOfWork } = await import(`${process.env.VISAVIS_DIST}/platform/database/unit-of-work.js`);
const { OnFacts } = await import(`${process.env.VISAVIS_DIST}/platform/events/on-facts.js`);
const { Relay } = await import(`${process.env.VISAVIS_DIST}/platform/events/relay.js`);
const { PlatformModule } = await import(`${process.env.VISAVIS_DIST}/platform/platform.module.js`);

class Ears {
  async listen() {
    process.stdout.write('heard\n');
  }
}
const listen = Object.getOwnPropertyDescriptor(Ears.prototype, 'listen');
OnFacts({ listener: 'test-crash', facts: ['contact.changed'] })(Ears.prototype, 'listen', listen);

class World {}
Module({ imports: [PlatformModule], providers: [Ears] })(World);

setCurrentConfig(AppConfig.read());
const app = await NestFactory.create(World, { logger: false, abortOnError: false });
// Not initialised: this process runs no sweep of its own.
// Committed, and not handed over yet: this is the moment that matters.
app.get(Relay).handOver = () => process.kill(process.pid, 'SIGKILL');
await app.get(UnitOfWork).run(async (tx) => {
  for (const contactId of ['a', 'b', 'c']) tx.emit({ type: 'contact.changed', contactId });
  if (process.argv[2] === 'before-commit') process.kill(process.pid, 'SIGKILL');
});
