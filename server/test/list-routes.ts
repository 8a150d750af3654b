import { RequestMethod, type INestApplication } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { Action } from '@visavis/shared/permissions';
import { IS_PUBLIC, REQUIRED_ACTION } from '../src/platform/http/decorators.ts';

export interface Route {
  method: string;
  /** With parameters as they are declared, such as `/api/conversations/:id`. */
  path: string;
  isPublic: boolean;
  requires: Action | null;
  /** `ConversationsController.list`. */
  handler: string;
}

/** Every route of every controller, with what its decorators ask of the caller. */
export function listRoutes(app: INestApplication): Route[] {
  const scanner = new MetadataScanner();
  return app
    .get(DiscoveryService)
    .getControllers()
    .flatMap(({ metatype }) => (typeof metatype === 'function' ? routesOf(metatype, scanner) : []))
    .toSorted((one, other) => `${one.path} ${one.method}`.localeCompare(`${other.path} ${other.method}`));
}

function routesOf(
  controller: NonNullable<unknown> & { prototype?: object; name?: string },
  scanner: MetadataScanner,
): Route[] {
  const prototype = controller.prototype as Record<string, object>;
  const bases = asList(Reflect.getMetadata(PATH_METADATA, controller) as string | string[]);
  return scanner.getAllMethodNames(prototype).flatMap((name) => {
    const handler = prototype[name] as object;
    const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
    if (method === undefined) return [];
    const paths = asList(Reflect.getMetadata(PATH_METADATA, handler) as string | string[]);
    return bases.flatMap((base) =>
      paths.map((path) => ({
        method: RequestMethod[method] ?? 'ALL',
        path: `/${base}/${path}`.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1'),
        isPublic: metadata<boolean>(IS_PUBLIC, handler, controller) === true,
        requires: metadata<Action>(REQUIRED_ACTION, handler, controller) ?? null,
        handler: `${controller.name ?? ''}.${name}`,
      })),
    );
  });
}

function metadata<T>(key: string, handler: object, controller: object): T | undefined {
  return (Reflect.getMetadata(key, handler) ?? Reflect.getMetadata(key, controller)) as T | undefined;
}

function asList(path: string | string[] | undefined): string[] {
  return Array.isArray(path) ? path : [path ?? ''];
}
