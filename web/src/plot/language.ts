/**
 * uPlot asks for number formats of the browser's language as it is loaded, and a browser without a locale (LANG=C) names one
 * that none is made for: the page would stay empty. Imported before it.
 */
try {
  new Intl.NumberFormat(navigator.language).format(0)
} catch {
  Object.defineProperty(navigator, 'language', { value: 'en-US', configurable: true })
}
