import 'i18next';
import type { Catalogues } from './catalogues.de.ts';

// A key that no catalogue has fails to compile.
declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: Catalogues };
  }
}
