/** The part of OpenAPI's schemas that our description uses. */
export interface SchemaObject {
  $ref?: string;
  type?: string;
  enum?: unknown[];
  nullable?: boolean;
  properties?: Record<string, SchemaObject>;
  required?: string[];
  additionalProperties?: SchemaObject;
  items?: SchemaObject;
  anyOf?: SchemaObject[];
  allOf?: SchemaObject[];
}

type Known = Readonly<Record<string, SchemaObject>>;

/** Where a value is not as its schema says; a field that the schema does not know is a fault too. */
export function faultsIn(value: unknown, schema: SchemaObject, known: Known, at = '$'): string[] {
  const { $ref, allOf, anyOf, nullable } = schema;
  if ($ref !== undefined) return faultsIn(value, known[$ref.split('/').at(-1) ?? ''] ?? {}, known, at);
  const isAnything = Object.keys(schema).length === 0;
  if (value === null) return nullable === true || isAnything ? [] : [`${at} is null`];
  if (allOf !== undefined) return allOf.flatMap((one) => faultsIn(value, one, known, at));
  if (anyOf !== undefined)
    return anyOf.some((one) => faultsIn(value, one, known, at).length === 0) ? [] : [`${at} fits none`];
  if (schema.enum !== undefined && !schema.enum.includes(value)) return [`${at} is ${JSON.stringify(value)}`];
  if (schema.type === 'array')
    return Array.isArray(value)
      ? value.flatMap((item, index) => faultsIn(item, schema.items ?? {}, known, `${at}[${index}]`))
      : [`${at} is no list`];
  if (schema.type === 'object') return faultsInObject(value, schema, known, at);
  const type = schema.type === 'integer' ? 'number' : schema.type;
  return type === undefined || typeof value === type ? [] : [`${at} is no ${type}`];
}

function faultsInObject(value: unknown, schema: SchemaObject, known: Known, at: string): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${at} is no object`];
  const { properties = {}, required = [], additionalProperties } = schema;
  const isOpen = additionalProperties === undefined && Object.keys(properties).length === 0;
  const missing = required.filter((name) => !(name in value)).map((name) => `${at}.${name} is missing`);
  const wrong = Object.entries(value).flatMap(([name, part]) => {
    const described = properties[name] ?? additionalProperties;
    if (described === undefined) return isOpen ? [] : [`${at}.${name} is not described`];
    return faultsIn(part, described, known, `${at}.${name}`);
  });
  return [...missing, ...wrong];
}
