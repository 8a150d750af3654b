import { Injectable } from '@nestjs/common';

/** Lines for whoever started the program, printed below the address once it is ready. */
@Injectable()
export class StartNotices {
  private readonly notices: (() => Promise<string | null>)[] = [];

  /** @param notice asked once everything runs; null when there is nothing to say */
  add(notice: () => Promise<string | null>): void {
    this.notices.push(notice);
  }

  async lines(): Promise<string[]> {
    const lines = await Promise.all(this.notices.map((notice) => notice()));
    return lines.filter((line) => line !== null);
  }
}
