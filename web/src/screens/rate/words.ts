/** Rates and rules in words. */
import type { Suggestions } from 'onecycle'

/** Three digits. */
export function shortRate(rate: number): string {
  return String(Number(rate.toPrecision(3)))
}

/** A rate at an axis. */
export function axisRate(rate: number): string {
  return rate !== 0 && rate < 0.001 ? rate.toExponential() : String(Number(rate.toPrecision(6)))
}

/** The published rules that read a rate from the curve. */
export const rules: readonly { readonly name: keyof Suggestions; readonly text?: string; readonly does: string }[] = [
  { name: 'steepest', does: 'where the loss falls fastest against the log of the rate' },
  { name: 'valley', does: 'the middle of the longest decrease' },
  { name: 'minimum', text: 'minimum / 10', does: 'a tenth of the rate at the lowest loss' },
  { name: 'slide', does: 'seen from the right, where the loss stops changing its slope' },
]

const options: Readonly<Record<string, string>> = {
  from: 'the lowest rate',
  to: 'the highest rate, as the exponential sweep does',
  steps: 'the number of updates',
  seeds: 'the number of seeds',
  batchSize: 'the batch size',
}

/** A reason of the library, which names its options in quotes. */
export function reasonInWords(reason: string): string {
  return reason.replace(/"(\w+)"/g, (_, option: string) => options[option] ?? option)
}
