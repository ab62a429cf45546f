/** Whether the browser can run the library's WebAssembly; where it cannot, plain JavaScript gives the same bits. */

/** A module with one vector instruction. */
const VECTORS = [
  [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0],
  [10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11],
].flat()

/** A page may be forbidden to compile by the policy of its server, as an old browser may be unable to. */
export function canRunWasm(): boolean {
  try {
    return new WebAssembly.Module(Uint8Array.from(VECTORS)) instanceof WebAssembly.Module
  } catch {
    return false
  }
}
