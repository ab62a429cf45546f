/** What the library asks of a host, for an engine without one. */
globalThis.performance ??= { now: () => Date.now() }
globalThis.console ??= { warn: print, log: print }
globalThis.setTimeout ??= (task) => void Promise.resolve().then(task)

globalThis.atob ??= (text) => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  let bits = 0
  let held = 0
  let bytes = ''
  for (const letter of text.replace(/=+$/, '')) {
    bits = ((bits & 0xffff) << 6) | letters.indexOf(letter)
    held += 6
    if (held >= 8) {
      held -= 8
      bytes += String.fromCharCode((bits >> held) & 255)
    }
  }
  return bytes
}

/** ASCII alone, which is all that file headers hold. */
globalThis.TextEncoder ??= class {
  encode(text) {
    return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
  }
}
globalThis.TextDecoder ??= class {
  decode(bytes) {
    return String.fromCharCode(...bytes)
  }
}
