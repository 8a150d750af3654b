import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const PREFIX = 'visavis_';

/** Figures for Prometheus. A name is registered once; asking for it again gives the same one. */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  counter(name: string, help: string, labelNames: string[] = []): Counter {
    return this.once(
      name,
      (full) => new Counter({ name: full, help, labelNames, registers: [this.registry] }),
    );
  }

  /** Seconds, from a millisecond to a minute. */
  histogram(name: string, help: string, labelNames: string[] = []): Histogram {
    const buckets = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
    return this.once(
      name,
      (full) => new Histogram({ name: full, help, labelNames, buckets, registers: [this.registry] }),
    );
  }

  /** @param read asked at each scrape; what it throws leaves the gauge as it was */
  gauge(name: string, help: string, read: () => Promise<number> | number): Gauge {
    return this.once(
      name,
      (full) =>
        new Gauge({
          name: full,
          help,
          registers: [this.registry],
          async collect() {
            try {
              this.set(await read());
            } catch {
              // The figure of a moment ago is better than no figures at all.
            }
          },
        }),
    );
  }

  /** Prometheus text format. */
  text(): Promise<string> {
    return this.registry.metrics();
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  private once<T>(name: string, make: (fullName: string) => T): T {
    const full = `${PREFIX}${name}`;
    return (this.registry.getSingleMetric(full) as T | undefined) ?? make(full);
  }
}
