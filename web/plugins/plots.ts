/** Of uPlot, the functions that nothing calls with the options of src/plot/live-plot.tsx. */
export const UPLOT = {
  'uplot/dist/uPlot.esm.js': [
    // other paths than lines
    ...['stepped', 'bars', 'splineInterp', 'monotoneCubic', '_monotoneCubic', 'findGaps', 'points', 'clipGaps'],
    // axes of time, and scales whose base is another than 10
    ...[
      'genTimeStuffs: [[], [], () => {}]',
      'fmtDate',
      'tzDate',
      'timeAxisStamps',
      'timeAxisVals',
      'timeAxisVal',
      'timeSeriesStamp',
    ],
    ...['timeSeriesVal', 'rangeAsinh', 'asinhAxisSplits', 'log2AxisValsFilt'],
    // legends, and series that come, go or are in focus; tables that are joined
    ...['initLegendRow', 'setLegendValues', 'setSeries', 'setFocus', 'addSeries', 'delSeries', 'join'],
    ...['setLegend', 'syncLegend', 'setAlpha', 'addBand', 'setBand', 'delBand'],
    // dragging over a plot to select a part of it, and cursors that several plots share
    ...['mouseDown', 'mouseUp', 'dblClick', 'setSelect', 'hideSelect', 'setSelH', 'setSelV', 'pubSync', 'pub'],
  ],
}
