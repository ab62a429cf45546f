/**
 * Keeps all files of one build, so that the page works offline. `BUILD`, `FILES` and `ISOLATED`, which only an isolated page
 * needs, are set when the page is built. A new build is loaded as a whole and waits until the reader asks for it: no page is
 * made of two builds.
 */
const PREFIX = `onecycle-lab ${registration.scope} `
const CACHE = PREFIX + BUILD

addEventListener('install', (event) => {
  event.waitUntil(keepAll())
})

async function keepAll() {
  const cache = await caches.open(CACHE)
  const keep = (files) => cache.addAll(files.map((file) => new Request(file, { cache: 'reload' })))
  await keep(FILES)
  const page = await cache.match('index.html')
  if (page.headers.has('cross-origin-embedder-policy')) await keep(ISOLATED)
}

addEventListener('activate', (event) => {
  event.waitUntil(takeOver())
})

async function takeOver() {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name)
  }
  await clients.claim()
}

addEventListener('message', ({ data }) => {
  if (data === 'take over') skipWaiting()
})

addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method === 'GET' && request.url.startsWith(registration.scope)) event.respondWith(answer(request))
})

async function answer(request) {
  const cache = await caches.open(CACHE)
  const kept = await cache.match(request.mode === 'navigate' ? 'index.html' : request, { ignoreSearch: true })
  return kept ?? fetch(request)
}
