// Choosing the person, three ways: how many decisions a second and whether each is right; how long from somebody being
// available to the next conversation on their screen; how many customers of a month meet the same human again.
import { measureAvailability } from './available-to-screen.mjs';
import { measureContinuity } from './continuity.mjs';
import { measureDecisions } from './decisions.mjs';

const parts = {
  routing: measureDecisions,
  'available-to-screen': measureAvailability,
  continuity: measureContinuity,
};

export async function measure(context) {
  const figures = [];
  for (const [name, part] of Object.entries(parts)) {
    if (context.names.has(name)) figures.push(...(await part(context)));
  }
  return figures;
}
