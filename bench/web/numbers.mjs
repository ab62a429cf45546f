/** What the measurements share: the quantiles of a list, the problem that they train. */

export function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
}

export const median = (values) => quantile(values, 0.5)

/** 784-128-10 on the built-in digits, as the page offers it, for so many epochs. */
export const digits = (epochs, seed = 1) => ({
  data: 'digits',
  layers: [
    { kind: 'dense', outputs: 128, activation: 'relu' },
    { kind: 'dense', outputs: 10 },
  ],
  batchSize: 128,
  epochs,
  seed,
})
