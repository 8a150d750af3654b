import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { IS_PUBLIC, REQUIRED_ACTION } from '../platform/http/decorators.ts';

/** Refuses to start with a route that says neither who may call it nor that anybody may. */
@Injectable()
export class RouteAccess implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  /** @throws Error naming every such route */
  onApplicationBootstrap(): void {
    const undecided = this.discovery.getControllers().flatMap(({ metatype }) => {
      if (typeof metatype !== 'function') return [];
      const prototype = metatype.prototype as Record<string, (...args: never[]) => unknown>;
      return this.scanner
        .getAllMethodNames(prototype)
        .filter((name) => this.isUndecided(prototype[name], metatype))
        .map((name) => `${metatype.name}.${name}`);
    });
    if (undecided.length > 0)
      throw new Error(`These routes need @Requires or @Public: ${undecided.join(', ')}.`);
  }

  private isUndecided(handler: ((...args: never[]) => unknown) | undefined, controller: Function): boolean {
    if (handler === undefined || !Reflect.hasMetadata(METHOD_METADATA, handler)) return false;
    const marks = [IS_PUBLIC, REQUIRED_ACTION].map((key) =>
      this.reflector.getAllAndOverride<unknown>(key, [handler, controller as never]),
    );
    return marks.every((mark) => mark === undefined);
  }
}
