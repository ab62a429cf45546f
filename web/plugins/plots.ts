/** Of uPlot, the functions that nothing calls, and the constants, with the options of src/plot/live-plot.tsx. */
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
    ...[
      'days3: []',
      'months3: []',
      'isTime: false',
      'ms: 1e-3',
      'timeSeriesVal',
      'rangeAsinh',
      'asinhAxisSplits',
      'log2AxisValsFilt',
    ],
    // legends, and series that come, go or are in focus; tables that are joined
    ...['initLegendRow', 'setLegendValues', 'setSeries', 'setFocus', 'addSeries', 'delSeries', 'join'],
    ...[
      'showLegend: false',
      'cursorFocus: false',
      'cursorOnePt: false',
      'setLegend',
      'syncLegend',
      'setAlpha',
      'addBand',
      'setBand',
      'delBand',
    ],
    // series that each have an x of their own
    'mode: 1',
    // gaps that are aligned, steps between pixels, and what only a legend asks for
    ...['alignGaps: 0', 'pxAlign: 1', 'showCursor: true', 'legendStroke', 'legendFill', 'numSeriesVal', 'toggleDOM'],
    // dragging over a plot to select a part of it, and cursors that several plots share
    ...['mouseDown', 'mouseUp', 'dblClick', 'setSelect', 'hideSelect', 'setSelH', 'setSelV', 'pubSync', 'pub'],
  ],
}
