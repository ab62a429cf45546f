/** Bytes under a name, kept by the browser: in IndexedDB, which takes large ones, as localStorage does not. */

export async function keep(name, bytes) {
  const files = await openFiles('readwrite')
  await resultOf(files.put(bytes, name))
}

/** @returns undefined where nothing is kept under the name */
export async function kept(name) {
  const files = await openFiles('readonly')
  return resultOf(files.get(name))
}

async function openFiles(mode) {
  const opening = indexedDB.open('onecycle', 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore('files')
  const database = await resultOf(opening)
  return database.transaction('files', mode).objectStore('files')
}

function resultOf(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
