// A worker that makes one try at one delivery; the test kills it while the network is answering (delivery-crash.int.spec.ts).
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

const from = (path) => import(`${process.env.VISAVIS_DIST}/${path}`);
const { AppConfig } = await from('platform/config/app-config.js');
const { setCurrentConfig } = await from('platform/config/current-config.js');
const { PlatformModule } = await from('platform/platform.module.js');
const { RepliesModule } = await from('replies/replies.module.js');
const { DeliveryService } = await from('replies/delivery.service.js');

class World {}
Module({ imports: [PlatformModule, RepliesModule] })(World);

setCurrentConfig(AppConfig.read());
// Not initialised: no sweep and no queue of its own, only this one try.
const app = await NestFactory.create(World, { logger: false, abortOnError: false });
await app.get(DeliveryService).deliver(process.argv[2]);
process.stdout.write('delivered\n');
