/** Gives the reader a file that the page has made. */

export function download(name: string, content: string | Uint8Array<ArrayBuffer> | Blob, type = 'text/plain'): void {
  const href = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }))
  const link = Object.assign(document.createElement('a'), { href, download: name })
  link.click()
  // the browser has it once it has started to read
  setTimeout(() => URL.revokeObjectURL(href), 60_000)
}
