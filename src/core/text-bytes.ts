/**
 * Bytes from a text in which each is one character or two, as scripts/build-wasm.mjs writes it.
 *
 * A character stands for 0 .. 86: its code minus 40, with # for the backslash and ! for the backtick. A value below 85 is
 * one character; 85 and 86 begin a pair for the others: 85 + 87 (first - 85) + second. The byte is the value minus 8,
 * modulo 256, so that 253, which begins every vector instruction, is one character too.
 */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length)
  let count = 0
  for (let i = 0; i < text.length; i++) {
    const first = valueAt(text, i)
    // the array keeps the byte, modulo 256
    bytes[count++] = (first < 85 ? first : 85 + 87 * (first - 85) + valueAt(text, ++i)) - 8
  }
  return bytes.slice(0, count)
}

function valueAt(text: string, i: number): number {
  const code = text.charCodeAt(i)
  if (code === 35) return 52
  return code === 33 ? 56 : code - 40
}
