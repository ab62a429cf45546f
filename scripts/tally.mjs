/**
 * Adds up the reports named on the command line, names each test that failed, and prints the sum as the last line:
 * `N passed, N failed`. A report is one of vitest, or has `passed` and `failed` itself. One that is not there counts as a
 * failure: what should write it broke.
 */
import { existsSync, readFileSync } from 'node:fs'

const total = { passed: 0, failed: 0, skipped: 0 }
for (const file of process.argv.slice(2)) {
  const counts = countsOf(file)
  for (const name of Object.keys(total)) total[name] += counts[name] ?? 0
  for (const failure of counts.failures ?? []) console.log(failure)
  console.log(`${file}: ${textOf(counts)}`)
}
console.log(textOf(total))
if (total.failed > 0 || total.passed === 0) process.exitCode = 1

function countsOf(file) {
  if (!existsSync(file)) return { passed: 0, failed: 1 }
  const report = JSON.parse(readFileSync(file, 'utf8'))
  if (report.numPassedTests === undefined) {
    const {
      passed,
      failed,
      rows = [],
      failures = rows.filter(({ ok }) => ok === false).map((row) => JSON.stringify(row)),
    } = report
    return { passed, failed, failures: failures.map((failure) => `FAILED ${shortened(failure)}`) }
  }
  // a file that could not be loaded fails without any test of its own
  const unread = report.testResults.filter((one) => one.status === 'failed' && one.assertionResults.length === 0)
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unread.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: report.testResults.flatMap((one) => failuresOf(one)),
  }
}

/** The title and the first lines of what each failed test of a file said. */
function failuresOf({ name, status, message, assertionResults }) {
  if (status !== 'failed') return []
  if (assertionResults.length === 0) return [`FAILED ${name}\n${shortened(message)}`]
  const failed = assertionResults.filter((test) => test.status === 'failed')
  return failed.map((test) => `FAILED ${name} > ${test.fullName}\n${shortened(test.failureMessages.join('\n'))}`)
}

function shortened(text) {
  return text.split('\n').slice(0, 12).join('\n').slice(0, 2000)
}

function textOf({ passed, failed, skipped = 0 }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
