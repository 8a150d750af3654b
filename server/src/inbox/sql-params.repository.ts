/** Collects the values of a statement that is put together from parts. */
export class SqlParams {
  readonly values: unknown[] = [];

  /** @returns the placeholder that stands for it */
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}
