import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

type Json = Record<string, unknown>;

interface Operation {
  parameters?: { name: string; in: string; schema: Json }[];
  requestBody?: { content: Record<string, { schema: Json }> };
  responses: Record<string, { content?: Record<string, { schema?: Json }> }>;
}

export interface OpenApi {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Json> };
}

/** A request and its answer as they went over the wire. */
export interface Exchange {
  method: string;
  /** With the query. */
  url: URL;
  /** JSON, or the fields of a form. */
  requestBody: unknown;
  requestType: 'json' | 'form' | 'none';
  status: number;
  responseBody: unknown;
}

/** Holds exchanges to an OpenAPI 3.1 document. Knows nothing of the connector, nor of the server. */
export class OpenApiDocument {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true, coerceTypes: false });
  private readonly known = new Map<string, ValidateFunction>();

  constructor(private readonly document: OpenApi) {
    formats.default(this.ajv);
    this.ajv.addFormat('iso-639-1', /^[a-z]{2}$/);
    this.ajv.addFormat('binary', true);
    this.ajv.addSchema({ $id: 'openapi.json', components: document.components });
  }

  /** `GET /api/v1/statuses/{id}`, for whatever id. */
  operationOf({ method, url }: Exchange): string {
    const given = url.pathname.split('/');
    const paths = Object.keys(this.document.paths).filter((path) => {
      const expected = path.split('/');
      return (
        expected.length === given.length &&
        expected.every((part, at) => part.startsWith('{') || part === given[at]) &&
        this.document.paths[path]?.[method.toLowerCase()] !== undefined
      );
    });
    // A path without a variable part is meant before one with such.
    const [path] = paths.toSorted((a, b) => a.split('{').length - b.split('{').length);
    if (path === undefined) throw new Error(`The document knows no ${method} ${url.pathname}`);
    return `${method} ${path}`;
  }

  /** What of an exchange does not agree with the document; empty when all does. */
  faults(exchange: Exchange): string[] {
    const name = this.operationOf(exchange);
    const [method = '', path = ''] = name.split(' ');
    const operation = this.document.paths[path]?.[method.toLowerCase()];
    if (!operation) return [`${name} is unknown`];
    return [
      ...this.queryFaults(operation, exchange),
      ...this.requestFaults(operation, exchange),
      ...this.answerFaults(operation, exchange),
    ].map((fault) => `${name}: ${fault}`);
  }

  /** Whether a value is what the document calls by this name. */
  schemaFaults(name: string, value: unknown): string[] {
    return this.check({ $ref: `openapi.json#/components/schemas/${name}` }, value).map(
      (fault) => `${name}${fault}`,
    );
  }

  private queryFaults({ parameters = [] }: Operation, { url }: Exchange): string[] {
    return [...new Set(url.searchParams.keys())].flatMap((key) => {
      const name = key.replace(/\[\]$/, '');
      const parameter = parameters.find((one) => one.name === name && one.in === 'query');
      if (!parameter) return [`there is no parameter ${name}`];
      const values = url.searchParams.getAll(key);
      const isList = parameter.schema.type === 'array';
      if (isList !== key.endsWith('[]')) return [`${key} is ${isList ? 'a list' : 'no list'}`];
      const value = isList ? values : typed(values[0] ?? '', parameter.schema.type);
      return this.check(parameter.schema, value).map((fault) => `parameter ${key}${fault}`);
    });
  }

  private requestFaults({ requestBody }: Operation, { requestType, requestBody: given }: Exchange): string[] {
    if (requestType === 'none') return [];
    const type = requestType === 'json' ? 'application/json' : 'multipart/form-data';
    const schema = requestBody?.content[type]?.schema;
    if (!schema) return [`no body of ${type} is expected`];
    const allowed = this.propertiesOf(schema);
    const unknown = Object.keys(given as Json).filter((key) => !allowed.has(key));
    const faults = unknown.map((key) => `there is no field ${key}`);
    // Text with pictures is both of two kinds of post, which the document takes for exclusive.
    const lenient = 'oneOf' in schema ? { anyOf: schema.oneOf } : schema;
    return [...faults, ...this.check(lenient, given).map((fault) => `body${fault}`)];
  }

  private answerFaults({ responses }: Operation, { status, responseBody }: Exchange): string[] {
    const response = responses[String(status)];
    if (!response) return [`an answer ${status} is not described`];
    const schema = response.content?.['application/json']?.schema;
    return schema ? this.check(schema, responseBody).map((fault) => `answer ${status}${fault}`) : [];
  }

  private propertiesOf(schema: Json): Set<string> {
    const parts = ['oneOf', 'allOf', 'anyOf'].flatMap((key) => (schema[key] as Json[] | undefined) ?? []);
    const reference = typeof schema.$ref === 'string' ? schema.$ref.split('/').at(-1) : undefined;
    const referred = reference === undefined ? undefined : this.document.components.schemas[reference];
    const inner = [...parts, ...(referred ? [referred] : [])].flatMap((part) => [...this.propertiesOf(part)]);
    return new Set([...Object.keys((schema.properties as Json | undefined) ?? {}), ...inner]);
  }

  private check(schema: Json, value: unknown): string[] {
    const text = JSON.stringify(schema).replaceAll('"#/components', '"openapi.json#/components');
    const validate = this.known.get(text) ?? this.ajv.compile(JSON.parse(text) as Json);
    this.known.set(text, validate);
    if (validate(value)) return [];
    return (validate.errors ?? [])
      .slice(0, 5)
      .map((error) => `${error.instancePath || '/'} ${error.message}`);
  }
}

/** A parameter as its type says; what does not look like it stays text, and is found out. */
function typed(text: string, type: unknown): unknown {
  if (type === 'integer' && /^-?\d+$/.test(text)) return Number(text);
  if (type === 'boolean' && /^(true|false)$/.test(text)) return text === 'true';
  return text;
}
