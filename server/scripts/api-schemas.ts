import { join } from 'node:path';
import ts from 'typescript';
import type { ApiSchemas } from '../src/platform/http/api-document.ts';
import { describe, TypeSchemas, type Schema } from './type-schemas.ts';

/** Posts at the open door come as bytes, and deliveries are ours to send: no controller's type names them. */
const HOOK_TYPES = '/shared/src/api/hooks.ts';
const HTTP_METHODS = new Set(['Get', 'Post', 'Put', 'Patch', 'Delete']);

/**
 * What the routes take and answer, read from the types of the controllers: the ones that server and client share, so that
 * the description cannot say anything else than the code.
 *
 * @param serverFolder with `tsconfig.json` and `src`
 */
export function apiSchemas(serverFolder: string): ApiSchemas {
  const program = programOf(serverFolder);
  const checker = program.getTypeChecker();
  const schemas = new TypeSchemas(checker);
  const operations: ApiSchemas['operations'] = {};
  for (const source of program.getSourceFiles()) {
    if (source.fileName.endsWith(HOOK_TYPES)) describeExports(source, checker, schemas);
    if (!source.fileName.endsWith('.controller.ts')) continue;
    for (const controller of source.statements.filter(ts.isClassDeclaration)) {
      if (!decoratorsOf(controller).has('Controller')) continue;
      for (const method of controller.members.filter(ts.isMethodDeclaration)) {
        if (![...decoratorsOf(method).keys()].some((name) => HTTP_METHODS.has(name))) continue;
        const id = `${controller.name?.text}_${method.name.getText()}`;
        operations[id] = operationOf(method, checker, schemas);
      }
    }
  }
  return { operations, components: schemas.components as ApiSchemas['components'] };
}

function programOf(serverFolder: string): ts.Program {
  const file = join(serverFolder, 'tsconfig.json');
  const { config } = ts.readConfigFile(file, (path) => ts.sys.readFile(path)) as {
    config: Record<string, unknown>;
  };
  // Tests and benchmarks take longer to read than everything else and describe nothing.
  const { options, fileNames } = ts.parseJsonConfigFileContent(
    { ...config, include: ['src/**/*.controller.ts'] },
    ts.sys,
    serverFolder,
  );
  return ts.createProgram([...fileNames, join(serverFolder, '..', HOOK_TYPES)], { ...options, noEmit: true });
}

function describeExports(source: ts.SourceFile, checker: ts.TypeChecker, schemas: TypeSchemas): void {
  for (const statement of source.statements) {
    if (ts.isInterfaceDeclaration(statement) && statement.typeParameters === undefined)
      schemas.of(checker.getTypeAtLocation(statement));
  }
}

function operationOf(
  method: ts.MethodDeclaration,
  checker: ts.TypeChecker,
  schemas: TypeSchemas,
): ApiSchemas['operations'][string] {
  const signature = checker.getSignatureFromDeclaration(method);
  const answer = signature === undefined ? undefined : unwrapped(signature.getReturnType(), checker);
  const isEmpty = answer === undefined || (answer.flags & (ts.TypeFlags.Void | ts.TypeFlags.Never)) !== 0;
  const about = describe(checker.getSymbolAtLocation(method.name), checker);
  return {
    ...(about.description !== undefined && { summary: about.description }),
    ...(!isEmpty && { answer: schemas.of(answer) as object }),
    ...partOf(method, 'Body', checker, schemas),
    ...partOf(method, 'Query', checker, schemas),
  };
}

/** The type of the parameter that takes the body, or all of the query. */
function partOf(
  method: ts.MethodDeclaration,
  decorator: 'Body' | 'Query',
  checker: ts.TypeChecker,
  schemas: TypeSchemas,
): { body?: Schema; query?: Schema } {
  const parameter = method.parameters.find((one) => decoratorsOf(one).get(decorator) === 0);
  if (parameter === undefined) return {};
  return { [decorator === 'Body' ? 'body' : 'query']: schemas.of(checker.getTypeAtLocation(parameter)) };
}

function unwrapped(type: ts.Type, checker: ts.TypeChecker): ts.Type | undefined {
  if (type.symbol?.name !== 'Promise') return type;
  return checker.getTypeArguments(type as ts.TypeReference)[0];
}

/** The decorators by name, with how many arguments each is given. */
function decoratorsOf(node: ts.HasDecorators): Map<string, number> {
  const calls = (ts.getDecorators(node) ?? []).flatMap(({ expression }) =>
    ts.isCallExpression(expression) ? [expression] : [],
  );
  return new Map(calls.map((call) => [call.expression.getText(), call.arguments.length]));
}
