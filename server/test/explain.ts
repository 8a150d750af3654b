import type { TestApp } from './test-app.ts';

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: PlanNode[];
}

/** What the database did to answer a statement. */
export interface Explained {
  /** Tables that were read from one end to the other. */
  scanned: string[];
  indexes: string[];
  /** Blocks of 8 kB that were looked at: the work, whatever the machine is doing besides. */
  blocks: number;
  rows: number;
  milliseconds: number;
}

/** Runs a statement and tells how. The statement is planned for its values, as it is when the product runs it. */
export async function explain(app: TestApp, sql: string, params: readonly unknown[]): Promise<Explained> {
  const [row] = await app.database.query<{
    'QUERY PLAN': [{ Plan: PlanNode; 'Execution Time': number }];
  }>(`EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) ${sql}`, params);
  if (row === undefined) throw new Error('There is no plan.');
  const [{ Plan: root, 'Execution Time': milliseconds }] = row['QUERY PLAN'];
  const nodes = nodesOf(root);
  const named = (type: string, name: 'Relation Name' | 'Index Name'): string[] => [
    ...new Set(nodes.filter((node) => node['Node Type'].includes(type)).flatMap((node) => node[name] ?? [])),
  ];
  return {
    scanned: named('Seq Scan', 'Relation Name'),
    indexes: named('Index', 'Index Name').toSorted(),
    blocks: root['Shared Hit Blocks'] + root['Shared Read Blocks'],
    rows: root['Actual Rows'],
    milliseconds,
  };
}

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}
