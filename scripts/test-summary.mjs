// Counts tests. Every part of the suite ends in `{ passed, failed }`; a part that ran nothing, or could not run, failed.
import { readFileSync, writeFileSync } from 'node:fs';

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** A test that was not run counts as failed: nothing in this repository is skipped. */
function counted(passed, failed) {
  return passed + failed === 0 ? { passed: 0, failed: 1 } : { passed, failed };
}

/** The counts of a `jest --json --outputFile` report. A file that could not be loaded counts as one failed test. */
export function countJest(file) {
  const report = readJson(file);
  if (!report) return { passed: 0, failed: 1 };
  return counted(
    report.numPassedTests,
    report.numFailedTests + report.numPendingTests + report.numTodoTests + report.numRuntimeErrorTestSuites,
  );
}

/** The counts of Playwright's json report. Flaky and skipped count as failed, as does an error outside of the tests. */
export function countPlaywright(file) {
  const report = readJson(file);
  if (!report) return { passed: 0, failed: 1 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  return counted(expected, unexpected + flaky + skipped + report.errors.length);
}

/** The counts that a part wrote into the file named by VISAVIS_TEST_SUMMARY. */
export function countSummary(file) {
  const report = readJson(file);
  return report ? counted(report.passed, report.failed) : { passed: 0, failed: 1 };
}

/**
 * Prints the closing line, writes the counts to the file that VISAVIS_TEST_SUMMARY names (if any) and sets the exit
 * code.
 * @param {{ passed: number, failed: number }[]} parts
 */
export function conclude(parts) {
  const passed = parts.reduce((sum, part) => sum + part.passed, 0);
  const failed = parts.reduce((sum, part) => sum + part.failed, 0);
  const file = process.env.VISAVIS_TEST_SUMMARY;
  if (file) writeFileSync(file, JSON.stringify({ passed, failed }));
  process.exitCode = failed > 0 ? 1 : 0;
  console.log(`${passed} passed, ${failed} failed`);
}
