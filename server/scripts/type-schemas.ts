import ts from 'typescript';

/** A schema of OpenAPI 3.0, as far as our types need it. */
export interface Schema {
  $ref?: string;
  type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';
  format?: string;
  description?: string;
  enum?: (string | number)[];
  nullable?: boolean;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  anyOf?: Schema[];
  allOf?: Schema[];
}

const { TypeFlags, SymbolFlags } = ts;

/** Turns types into schemas. Interfaces and classes become components, everything else stands where it is used. */
export class TypeSchemas {
  readonly components: Record<string, Schema> = {};
  private readonly checker: ts.TypeChecker;

  constructor(checker: ts.TypeChecker) {
    this.checker = checker;
  }

  of(type: ts.Type): Schema {
    if (type.isUnion()) return this.ofUnion(type);
    if (type.isStringLiteral() || type.isNumberLiteral())
      return { type: type.isStringLiteral() ? 'string' : 'number', enum: [type.value] };
    if ((type.flags & TypeFlags.StringLike) !== 0) return { type: 'string' };
    if ((type.flags & TypeFlags.NumberLike) !== 0) return { type: 'number' };
    if ((type.flags & TypeFlags.BooleanLike) !== 0) return { type: 'boolean' };
    if ((type.flags & TypeFlags.Object) === 0 && !type.isIntersection()) return {};
    return this.ofObject(type);
  }

  private ofUnion(union: ts.UnionType): Schema {
    const isOf = (flags: ts.TypeFlags) => (part: ts.Type) => (part.flags & flags) !== 0;
    const parts = union.types.filter((part) => !isOf(TypeFlags.Undefined | TypeFlags.Null)(part));
    const schema = this.ofParts(parts);
    if (!union.types.some(isOf(TypeFlags.Null))) return schema;
    // Beside a reference nothing else counts.
    return schema.$ref === undefined ? { ...schema, nullable: true } : { allOf: [schema], nullable: true };
  }

  private ofParts(parts: readonly ts.Type[]): Schema {
    const [only] = parts;
    if (only !== undefined && parts.length === 1) return this.of(only);
    const texts = parts.flatMap((part) => (part.isStringLiteral() ? [part.value] : []));
    if (texts.length === parts.length) return { type: 'string', enum: texts };
    if (parts.every((part) => (part.flags & TypeFlags.BooleanLike) !== 0)) return { type: 'boolean' };
    const distinct = new Map(parts.map((part) => [JSON.stringify(this.of(part)), this.of(part)]));
    const [single] = distinct.values();
    return distinct.size === 1 && single !== undefined ? single : { anyOf: [...distinct.values()] };
  }

  private ofObject(type: ts.Type): Schema {
    const { checker } = this;
    if (checker.isTupleType(type)) return this.ofTuple(type);
    if (checker.isArrayType(type)) {
      const [item] = checker.getTypeArguments(type as ts.TypeReference);
      return { type: 'array', items: item === undefined ? {} : this.of(item) };
    }
    if (type.symbol?.name === 'Date') return { type: 'string', format: 'date-time' };
    const name = this.nameOf(type);
    if (name === null) return this.ofProperties(type);
    if (this.components[name] === undefined) {
      // Before its parts, so that a type may contain itself.
      this.components[name] = {};
      this.components[name] = { ...describe(type.symbol, checker), ...this.ofProperties(type) };
    }
    return { $ref: `#/components/schemas/${name}` };
  }

  private ofTuple(type: ts.Type): Schema {
    const items = this.checker.getTypeArguments(type as ts.TypeReference);
    return { type: 'array', items: this.ofParts(items), minItems: items.length, maxItems: items.length };
  }

  /** A `Page<AgentItem>` is an `AgentItemPage`. */
  private nameOf(type: ts.Type): string | null {
    if (!type.isClassOrInterface() && (type as ts.TypeReference).target?.isClassOrInterface() !== true)
      return null;
    const given = this.checker.getTypeArguments(type as ts.TypeReference).filter((one) => one.symbol);
    const names = type.isClassOrInterface() ? [] : given.map((argument) => argument.symbol.name);
    return [...names, type.symbol.name].join('');
  }

  private ofProperties(type: ts.Type): Schema {
    const { checker } = this;
    const properties: Record<string, Schema> = {};
    const required: string[] = [];
    for (const property of checker.getPropertiesOfType(type)) {
      if ((property.flags & SymbolFlags.Method) !== 0) continue;
      properties[property.name] = this.ofProperty(property);
      if ((property.flags & SymbolFlags.Optional) === 0) required.push(property.name);
    }
    const index = checker.getIndexInfoOfType(type, ts.IndexKind.String);
    return {
      type: 'object',
      ...(Object.keys(properties).length > 0 && { properties }),
      ...(required.length > 0 && { required }),
      ...(index !== undefined && { additionalProperties: this.of(index.type) }),
    };
  }

  private ofProperty(property: ts.Symbol): Schema {
    const schema = this.of(this.checker.getTypeOfSymbol(property));
    // The alias of a string leaves no trace in the type itself.
    const declared = property.valueDeclaration?.getText() ?? '';
    const isInstant = schema.type === 'string' && /:\s*IsoInstant\b/.test(declared);
    const about = describe(property, this.checker);
    const described = isInstant ? { ...schema, format: 'date-time' } : schema;
    if (about.description === undefined) return described;
    return described.$ref === undefined ? { ...described, ...about } : { allOf: [described], ...about };
  }
}

/** What the comment above says, on one line. */
export function describe(
  symbol: ts.Symbol | undefined,
  checker: ts.TypeChecker,
): Pick<Schema, 'description'> {
  const parts = symbol?.getDocumentationComment(checker) ?? [];
  const text = ts.displayPartsToString(parts).replaceAll(/\s+/g, ' ').trim();
  return text === '' ? {} : { description: text };
}
