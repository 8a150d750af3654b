import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder beside this repository that holds documents of other people's APIs, and data to test with. */
const MATERIAL = join(import.meta.dirname, '../../../shared');

/**
 * A file of that folder, which is read where it lies and never copied.
 *
 * @throws Error with a sentence when it is missing
 */
export function sharedMaterial<T>(path: string): T {
  const file = join(MATERIAL, path);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`This suite needs ${file}, which belongs beside the repository.`, { cause: error });
  }
  return JSON.parse(text) as T;
}
