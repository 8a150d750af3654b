// The figures of the product, each beside a raw limit measured in the same run:
//   npm run bench
//   npm run bench -- --only intake,list --scale 0.1 --json out.json
// `--scale` shrinks row counts and durations, never rates. Exits 0 even when an aim is missed.
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

/** Which file measures which figure; `list`, `open` and `search` share one seeded database. */
const files = {
  intake: 'intake',
  'post-to-screen': 'post-to-screen',
  list: 'read',
  open: 'read',
  search: 'read',
  start: 'start',
  routing: 'routing',
  'available-to-screen': 'routing',
  continuity: 'routing',
  sla: 'sla',
  'sla-reports': 'sla-reports',
  'sla-live': 'sla-live',
};

const { values } = parseArgs({
  options: { only: { type: 'string' }, scale: { type: 'string', default: '1' }, json: { type: 'string' } },
});
const scale = Number(values.scale);
const names =
  values.only === undefined ? Object.keys(files) : values.only.split(',').map((name) => name.trim());
const unknown = names.filter((name) => !(name in files));
if (unknown.length > 0 || !(scale > 0 && scale <= 1)) {
  console.error(`Known figures: ${Object.keys(files).join(', ')}. --scale is above 0 and at most 1.`);
  process.exit(1);
}

const context = {
  scale,
  isFullSize: scale === 1,
  hasFourCores: availableParallelism() >= 4,
  names: new Set(names),
  say,
};
const figures = [];
for (const file of new Set(names.map((name) => files[name]))) {
  say(`${file} …`);
  const started = performance.now();
  const { measure } = await import(`./${file}.mjs`);
  figures.push(...(await measure(context)).map(withRatio));
  say(`${file} took ${((performance.now() - started) / 1000).toFixed(0)} s`);
}
printTable(figures);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ figures }, null, 2)}\n`);

/** Progress goes to stderr, so that the table can be piped. */
function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * A figure as a file returns it: `{ name, unit, value, limit: { name, value }, aim, met }`. `met` is null where the
 * aim holds only at full size or on four cores.
 */
function withRatio(figure) {
  const ratio = figure.limit.value === 0 ? null : figure.value / figure.limit.value;
  return {
    name: figure.name,
    unit: figure.unit,
    value: round(figure.value),
    limit: { name: figure.limit.name, value: round(figure.limit.value) },
    ratio: ratio === null ? null : round(ratio),
    aim: figure.aim ?? null,
    met: figure.met ?? null,
  };
}

function round(value) {
  return Number(value.toPrecision(4));
}

function printTable(rows) {
  const cells = rows.map(({ name, unit, value, limit, ratio, aim, met }) => [
    name,
    `${value} ${unit}`,
    `${limit.value} (${limit.name})`,
    ratio === null ? '' : String(ratio),
    aim ?? '',
    met === null ? '' : met ? 'met' : 'MISSED',
  ]);
  const table = [['figure', 'value', 'limit', 'ratio', 'aim', ''], ...cells];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  for (const row of table)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    );
}
