import { getMetadataStorage } from 'class-validator';

/** One mark on one field of a DTO, as class-validator keeps it. */
interface Mark {
  name?: string;
  propertyName: string;
  constraints?: unknown[];
  each: boolean;
}

/** Sees the marks of every class; the library has a way to ask for one class only. */
interface MarkStorage {
  validationMetadatas: ReadonlyMap<{ name: string }, readonly Mark[]>;
}

/** Parts of a schema by the name of the mark that they follow from. */
const PARTS: Readonly<Record<string, (first: unknown, second: unknown) => object>> = {
  isInt: () => ({ type: 'integer' }),
  min: (least) => ({ minimum: least }),
  max: (most) => ({ maximum: most }),
  minLength: (least) => ({ minLength: least }),
  maxLength: (most) => ({ maxLength: most }),
  isLength: (least, most) => ({ minLength: least, maxLength: most }),
  isNotEmpty: () => ({ minLength: 1 }),
  arrayMaxSize: (most) => ({ maxItems: most }),
  arrayNotEmpty: () => ({ minItems: 1 }),
  isUuid: () => ({ format: 'uuid' }),
  isEmail: () => ({ format: 'email' }),
  isInstant: () => ({ format: 'date-time' }),
};

/** What the marks of DTOs say about their fields, in the words of OpenAPI: by class, by field. */
export function fieldRules(): Map<string, Map<string, object>> {
  const { validationMetadatas } = getMetadataStorage() as unknown as MarkStorage;
  const rules = new Map<string, Map<string, object>>();
  for (const [{ name }, marks] of validationMetadatas) {
    const fields = new Map<string, object>();
    for (const mark of marks)
      fields.set(mark.propertyName, { ...fields.get(mark.propertyName), ...partOf(mark) });
    rules.set(name, fields);
  }
  return rules;
}

function partOf({ name = '', constraints: [first, second] = [], each }: Mark): object {
  const part = PARTS[name]?.(first, second);
  if (part === undefined) return {};
  return each ? { items: { type: 'string', ...part } } : part;
}
