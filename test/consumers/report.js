/** Sends what a page shows in the end, and its golden hash if it computes one, to the server that sent the page. */
const { wantsGolden } = document.currentScript.dataset
const timer = setInterval(() => {
  const { golden } = document.documentElement.dataset
  // biome-ignore lint/performance/useDomNodeTextContent: the scripts in the body are text content too
  const text = document.body?.innerText.trim() ?? ''
  if (!/[0-9a-f]{64}$/.test(text) || (wantsGolden === 'true' && golden === undefined)) return
  clearInterval(timer)
  fetch('/report', { method: 'POST', body: JSON.stringify({ text, golden }) })
}, 20)
