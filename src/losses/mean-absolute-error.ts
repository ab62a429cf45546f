/**
 * Mean absolute error: numbers, and a median where the mean squared error learns a mean.
 *
 *     loss = mean over rows and outputs of |y - t|      gradient 0 where y = t
 */
import { pointwiseLoss } from './pointwise.js'

export const meanAbsoluteError = /* @__PURE__ */ pointwiseLoss('meanAbsoluteError', {
  term: Math.abs,
  slope: Math.sign,
})
