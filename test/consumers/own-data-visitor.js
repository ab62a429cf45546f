/**
 * Uses the page of test/consumers/own-data as a person would: trains on a file, asks, comes back to the page, downloads
 * the network and opens that file. Reports the answers and the texts that it saw.
 */
const at = (id) => document.getElementById(id)
const ROW = {
  island: 'Biscoe',
  bill_length_mm: '47',
  bill_depth_mm: '15',
  body_mass_g: '5000',
  flipper_length_mm: '215',
}
addEventListener('error', ({ message }) => report({ stuck: message }))
addEventListener('unhandledrejection', ({ reason }) => report({ stuck: String(reason) }))
const seen = JSON.parse(sessionStorage.getItem('seen') ?? '{}')

/** Waits for the page, which has a minute for each thing that is asked of it; then tells what it shows instead. */
async function until(what, condition) {
  const end = performance.now() + 60_000
  while (!condition()) {
    if (performance.now() > end) await report({ stuck: `${what}: ${at('output').textContent}` })
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function report(found) {
  await fetch('/report', { method: 'POST', body: JSON.stringify(found) })
}

function give(id, bytes, name) {
  const transfer = new DataTransfer()
  transfer.items.add(new File([bytes], name))
  at(id).files = transfer.files
}

async function ask() {
  await until('fields', () => at('row').elements.length > 1)
  for (const [name, value] of Object.entries(ROW)) at('row').elements[name].value = value
  at('output').textContent = ''
  at('row').requestSubmit()
  await until('an answer', () => at('output').textContent !== '')
  return at('output').textContent
}

/** What the page offers for download. */
async function download() {
  let link
  HTMLAnchorElement.prototype.click = function () {
    link = this
  }
  at('download').click()
  await until('a link', () => link !== undefined)
  return { name: link.download, bytes: await (await fetch(link.href)).arrayBuffer() }
}

if (seen.trained === undefined) {
  await until('the script', () => at('train').onclick !== null)
  at('train').click()
  await until('a word on the file', () => at('output').textContent !== '')
  seen.withoutFile = at('output').textContent
  give('data', await (await fetch('/data.csv')).arrayBuffer(), 'data.csv')
  at('target').value = 'species'
  at('train').click()
  await until('the end of training', () => at('output').textContent.includes('accuracy'))
  seen.trained = at('output').textContent
  seen.fresh = await ask()
  sessionStorage.setItem('seen', JSON.stringify(seen))
  location.reload()
} else {
  seen.kept = await ask()
  const { name, bytes } = await download()
  seen.download = name
  at('row').replaceChildren()
  give('saved', bytes, name)
  at('saved').dispatchEvent(new Event('change'))
  seen.opened = await ask()
  await report(seen)
}
