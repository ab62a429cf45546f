/** Times and scores, as sentences tell them. */
import type { Metric } from '../../lanes/bands.ts'

/** "under a second", "about 8 s", "about 2 min". */
export function duration(seconds: number): string {
  if (seconds < 1) return 'under a second'
  return `about ${seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`}`
}

/** What is measured on the held-out rows. */
export function metricName(metric: Metric): string {
  return metric === undefined ? 'right answers' : metric === 'loss' ? metric : metric.toUpperCase()
}

/** A share of right answers as "98.8 %", any other metric to three digits; null stands for runs that diverged. */
export function score(value: number | null, metric: Metric): string {
  if (value === null) return 'diverged'
  return metric === undefined ? `${(100 * value).toFixed(1)} %` : String(Number(value.toPrecision(3)))
}

/** "95.0 %", "RMSE 7.9". */
export function goal(target: number, metric: Metric): string {
  return metric === undefined ? score(target, metric) : `${metricName(metric)} ${score(target, metric)}`
}
