import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { fieldRules } from './field-rules.ts';

/** What `scripts/api-schemas.ts` reads from the types of the controllers; schemas are those of OpenAPI 3.0. */
export interface ApiSchemas {
  /** By `ControllerClass_method`. */
  operations: Record<string, { summary?: string; answer?: object; body?: object; query?: object }>;
  components: Record<string, ObjectSchema>;
}

interface ObjectSchema {
  properties?: Record<string, object>;
  required?: string[];
}

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

const JSON_TYPE = 'application/json';
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const REFERENCE = '#/components/schemas/';

const ERROR_SCHEMA = {
  type: 'object',
  description: 'The one form of every error.',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message', 'details'],
      properties: {
        code: { type: 'string', description: 'For programs, such as thread-moved.' },
        message: { type: 'string', description: 'For the people who run them.' },
        details: { type: 'object' },
      },
    },
  },
};

/** What the build has laid beside the compiled server; nothing where it runs uncompiled. */
export function builtSchemas(): ApiSchemas {
  const file = join(import.meta.dirname, '../../api-schemas.json');
  if (!existsSync(file)) return { operations: {}, components: {} };
  return JSON.parse(readFileSync(file, 'utf8')) as ApiSchemas;
}

/** The description of the whole API: Nest knows the routes, `schemas` what they take and answer. */
export function apiDocument(app: INestApplication, schemas: ApiSchemas): OpenAPIObject {
  const about = new DocumentBuilder()
    .setTitle('Visavis')
    .setDescription(
      'Customer care across social networks: every reply comes from a named person, and the customer can check it.',
    )
    .setVersion('1')
    .addCookieAuth('visavis_session', undefined, 'session')
    .addBearerAuth(undefined, 'token')
    .addSecurityRequirements('session')
    .addSecurityRequirements('token')
    .build();
  const document = SwaggerModule.createDocument(app, about, {
    operationIdFactory: (controller, method) => `${controller}_${method}`,
  });
  return describeBodies(document, schemas);
}

function describeBodies(document: OpenAPIObject, schemas: ApiSchemas): OpenAPIObject {
  const components = (document.components ??= {});
  components.schemas = {
    ...components.schemas,
    ...withRules(schemas.components),
    Error: ERROR_SCHEMA,
  } as NonNullable<typeof components.schemas>;
  for (const path of Object.values(document.paths)) {
    for (const method of METHODS) {
      const operation = path[method];
      if (operation !== undefined) describeOperation(operation, schemas);
    }
  }
  return document;
}

function describeOperation(operation: Operation, { operations, components }: ApiSchemas): void {
  const known = operations[operation.operationId ?? ''];
  operation.responses['default'] = {
    description: 'Refused: the status follows from the code.',
    content: { [JSON_TYPE]: { schema: { $ref: `${REFERENCE}Error` } } },
  };
  if (known === undefined) return;
  operation.summary ??= known.summary ?? '';
  for (const [status, response] of Object.entries(operation.responses)) {
    if (!status.startsWith('2') || response === undefined || '$ref' in response) continue;
    response.description ||= 'Done.';
    if (known.answer !== undefined) response.content ??= { [JSON_TYPE]: { schema: known.answer } };
  }
  if (known.query !== undefined) describeQuery(operation, componentOf(known.query, components));
}

/** Parameters of an address are those of the class that takes them. */
function describeQuery(operation: Operation, schema: ObjectSchema | undefined): void {
  const parameters = (operation.parameters ??= []);
  const named = new Set(parameters.map((parameter) => ('name' in parameter ? parameter.name : '')));
  for (const [name, property] of Object.entries(schema?.properties ?? {})) {
    if (named.has(name)) continue;
    const required = schema?.required?.includes(name) === true;
    parameters.push({ name, in: 'query', required, schema: property });
  }
}

function componentOf(schema: object, components: ApiSchemas['components']): ObjectSchema | undefined {
  const name = '$ref' in schema ? String(schema.$ref).slice(REFERENCE.length) : '';
  return components[name];
}

/** Types say what a field is; how long or large it may be, its marks for checking do. */
function withRules(components: ApiSchemas['components']): ApiSchemas['components'] {
  const rules = fieldRules();
  for (const [name, component] of Object.entries(components)) {
    for (const [field, schema] of Object.entries(component.properties ?? {}))
      Object.assign(schema, rules.get(name)?.get(field));
  }
  return components;
}
