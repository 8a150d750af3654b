import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apiSchemas } from '../scripts/api-schemas.ts';
import { apiDocument } from '../src/platform/http/api-document.ts';
import { anAgent } from './factories/an-agent.ts';
import { anArrivedConversation } from './factories/an-arrived-conversation.ts';
import { listRoutes } from './list-routes.ts';
import { faultsIn, type SchemaObject } from './schema-faults.ts';
import { signIn } from './sign-in.ts';
import { createTestApp, type TestApp } from './test-app.ts';

/** What the demonstration calls itself with, and its pages for people. */
const UNDESCRIBED = /^\/(api\/hooks\/demo|playground(?!\/api\/(accounts|posts)))/;
const READING_TYPES_MS = 30_000;

interface Media {
  content?: Record<string, { schema?: SchemaObject }>;
}
interface Operation {
  summary?: string;
  parameters?: { name: string; in: string; schema?: SchemaObject }[];
  requestBody?: Media;
  responses: Record<string, Media>;
  security?: object[];
}

let app: TestApp;
let paths: Record<string, Record<string, Operation>>;
let schemas: Record<string, SchemaObject>;

beforeAll(async () => {
  app = await createTestApp();
  const document = apiDocument(app.app, apiSchemas(join(import.meta.dirname, '..')));
  paths = document.paths as unknown as typeof paths;
  schemas = document.components?.schemas as typeof schemas;
}, READING_TYPES_MS);
afterAll(() => app.close());

const operations = () =>
  Object.entries(paths).flatMap(([path, byMethod]) =>
    Object.entries(byMethod).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      operation,
    })),
  );
const operationOf = (name: string): Operation => {
  const [method = '', path = ''] = name.split(' ');
  return paths[path]?.[method.toLowerCase()] as Operation;
};
const bodyOf = (name: string) => operationOf(name).requestBody?.content?.['application/json']?.schema;

describe('the description of the API', () => {
  it('knows every route', () => {
    const described = operations().map(({ name }) => name);
    const routes = listRoutes(app.app)
      .filter(({ path }) => !UNDESCRIBED.test(path))
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    expect(described.toSorted()).toEqual(routes.toSorted());
  });

  it('says what each answers, but for what answers nothing', () => {
    const silent = operations().filter(({ operation }) => {
      const successes = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'));
      return successes.some(([status, { content }]) => status !== '204' && content === undefined);
    });
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it('says what each takes', () => {
    const bodies = operations().flatMap(({ operation }) =>
      Object.values(operation.requestBody?.content ?? {}).map(({ schema }) => schema),
    );
    expect(bodies.length).toBeGreaterThan(25);
    for (const schema of bodies) expect(Object.keys(resolved(schema))).not.toEqual(['type']);
    expect(bodyOf('POST /api/sla/preview')).toEqual({ $ref: '#/components/schemas/SlaPreviewDto' });
    expect(schemas['SendReplyDto']).toMatchObject({
      required: expect.arrayContaining(['idempotencyKey', 'seenSequence']),
      properties: {
        idempotencyKey: { type: 'string', minLength: 1, maxLength: 128 },
        visibility: { enum: ['public', 'private'] },
        mediaIds: { type: 'array', maxItems: 20, items: { type: 'string', format: 'uuid' } },
        seenSequence: { type: 'integer', minimum: 0 },
      },
    });
    const list = operationOf('GET /api/conversations').parameters?.map(({ name }) => name);
    expect(list).toEqual(expect.arrayContaining(['view', 'teamId', 'status', 'q', 'limit', 'cursor']));
    expect(JSON.stringify(operationOf('POST /api/hooks/{channelId}').requestBody)).toContain('WebhookPost');
  });

  it('names nothing that it does not explain', () => {
    const text = JSON.stringify({ paths, schemas });
    const named = new Set([...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name = '']) => name));
    expect([...named].filter((name) => schemas[name] === undefined)).toEqual([]);
  });

  it('tells for which calls nobody has to be signed in', () => {
    expect(operationOf('GET /c/{code}').security).toEqual([{}]);
    expect(operationOf('GET /api/conversations').security).toBeUndefined();
  });

  it('describes errors in their one form', () => {
    for (const { operation } of operations())
      expect(operation.responses['default']?.content?.['application/json']?.schema).toEqual({
        $ref: '#/components/schemas/Error',
      });
  });

  it('is true of what is answered', async () => {
    const agent = await anAgent(app, { role: 'admin' });
    const { id } = await anArrivedConversation(app);
    const headers = await signIn(app, agent);
    const reads = [
      'agents',
      'channels',
      'connectors',
      'conversations',
      'conversations/counts',
      `conversations/${id}`,
      `conversations/${id}/messages`,
      'me',
      'organisation',
      'reports/live',
      'sessions',
      'sla-policies',
      'teams',
      'tokens',
    ];
    for (const read of reads) {
      const described = operationOf(`GET /api/${read.replace(id, '{id}')}`).responses['200'];
      const schema = described?.content?.['application/json']?.schema ?? {};
      const answer: unknown = await (await fetch(`${app.url}/api/${read}`, { headers })).json();
      expect([read, faultsIn(answer, schema, schemas)]).toEqual([read, []]);
    }
    const refused: unknown = await (await fetch(`${app.url}/api/me`)).json();
    expect(faultsIn(refused, { $ref: '#/components/schemas/Error' }, schemas)).toEqual([]);
  });
});

function resolved(schema: SchemaObject | undefined): SchemaObject {
  const name = schema?.$ref?.split('/').at(-1);
  return (name === undefined ? schema : schemas[name]) ?? {};
}
