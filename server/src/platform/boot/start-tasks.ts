import { Injectable } from '@nestjs/common';

/** What has to be done once everything runs and before the program calls itself ready; the demonstration is filled so. */
@Injectable()
export class StartTasks {
  private readonly tasks: (() => Promise<void>)[] = [];

  add(task: () => Promise<void>): void {
    this.tasks.push(task);
  }

  async run(): Promise<void> {
    for (const task of this.tasks) await task();
  }
}
