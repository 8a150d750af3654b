import { AppConfig } from './app-config.ts';

let current: AppConfig | null = null;

/** Set once by `main`, before the application's modules are loaded. */
export function setCurrentConfig(config: AppConfig): void {
  current = config;
}

/** @throws Error when the application was built without a start; tests put their own configuration in place */
export function currentConfig(): AppConfig {
  if (current === null) throw new Error('The configuration has not been read.');
  return current;
}
