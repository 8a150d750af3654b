import { afterEach, expect } from '@jest/globals';
import * as matchers from '@testing-library/jest-dom/matchers';
import { cleanup, configure } from '@testing-library/react';

expect.extend(matchers);
// A second is too short for a menu on a machine with two busy cores.
configure({ asyncUtilTimeout: 8000 });
afterEach(cleanup);
