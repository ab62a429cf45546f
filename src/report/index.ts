/**
 * Reports as HTML pages that need nothing else, and the drawings in them as SVG: pure functions from plain results to text.
 * They follow the reader's light or dark setting, and print.
 */
export type { Made } from './made.js'
export { rangeTestFigure } from './range-test/figure.js'
export { type RangeTestSetting, rangeTestReport } from './range-test/report.js'
export type { ShownRangeTest } from './range-test/section.js'
export { replayReport } from './replay/report.js'
export { replayCsv } from './replay/results-csv.js'
export { studyFigure } from './study/figure.js'
export { replayHeadline, studyHeadline } from './study/headline.js'
export { studyReport } from './study/report.js'
export { studyCsv } from './study/results-csv.js'
export { type Chart, drawChart, type Panel } from './svg/chart.js'
export type { Line } from './svg/curve.js'
export type { Mark } from './svg/head-marks.js'
export type { Rule } from './svg/levels.js'
export { type Stroke, standalone } from './svg/marks.js'
export { type Band, drawPlot, type Plot } from './svg/plot.js'
export { accuracyScale, linearScale, logScale, type Scale, type Tick } from './svg/scale.js'
export { drawTextPlot, type TextPlot } from './svg/text-plot.js'
export type { Answers, Mistake, Mistakes, RunFacts, TrainingFacts } from './training/facts.js'
export { trainingReport } from './training/report.js'
