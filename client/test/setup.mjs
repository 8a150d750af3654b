import { afterEach, expect } from '@jest/globals';
import * as matchers from '@testing-library/jest-dom/matchers';
import { cleanup, configure } from '@testing-library/react';

expect.extend(matchers);
// What comes is waited for this long, on a busy machine with two cores too; specs name no time of their own.
configure({ asyncUtilTimeout: 15_000 });
afterEach(cleanup);
