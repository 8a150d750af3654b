import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import type { NextFunction, Request, Response } from 'express';
import { AppConfig } from '../config/app-config.ts';
import { Metrics } from '../health/metrics.ts';
import { Logger } from '../logger.ts';
import { apiDocument, builtSchemas } from './api-document.ts';
import { bodyParsers } from './body-parsers.ts';
import { DomainError } from './domain-error.ts';
import { sendError } from './error.filter.ts';
import { InFlight } from './in-flight.ts';
import { requestLog } from './request-log.middleware.ts';
import { securityHeaders } from './security-headers.ts';
import { staticClient } from './static-client.ts';
import { createValidationPipe } from './validation.pipe.ts';

const HEALTH = /^\/(healthz|readyz|metrics)\/?$/;

/** Everything around the controllers, the same in production and in tests. Call before `init` or `listen`. */
export function configureHttp(app: NestExpressApplication): void {
  const config = app.get(AppConfig);
  app.disable('x-powered-by');
  // Query strings stay flat: `?a[b]=c` is a field with an odd name, never an object where a string is expected.
  app.set('query parser', 'simple');
  // One proxy may stand in front, for https; the address it saw counts when the proxy is on this machine or network.
  app.set('trust proxy', ['loopback', 'uniquelocal']);
  app.use(app.get(InFlight).watch(), requestLog(app.get(Logger), app.get(Metrics)), securityHeaders(config));
  if (config.runsApi) {
    app.use(bodyParsers());
    if (config.clientDir !== null) app.use(staticClient(config.clientDir));
    describeApi(app);
  } else {
    app.use(onlyHealth);
  }
  app.useGlobalPipes(createValidationPipe());
}

/** A worker answers nothing but questions about its own health. */
function onlyHealth(request: Request, response: Response, next: NextFunction): void {
  if (HEALTH.test(request.path)) return next();
  sendError(response, new DomainError('not-found', {}, 'This process runs jobs and answers no requests.'));
}

function describeApi(app: NestExpressApplication): void {
  // Given as a function: the document is made when somebody first asks for it, not at every start.
  SwaggerModule.setup('api/docs', app, () => apiDocument(app, builtSchemas()), {
    jsonDocumentUrl: 'api/openapi.json',
    customSiteTitle: 'Visavis API',
  });
}
