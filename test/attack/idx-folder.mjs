/** A folder of IDX files with a few small images, and what makes such a file. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export function idxFolder(folder) {
  const path = join(folder, 'images')
  mkdirSync(path)
  for (const [stem, count] of [
    ['train', 60],
    ['t10k', 30],
  ]) {
    const labels = Uint8Array.from({ length: count }, (_, row) => row % 3)
    const images = Uint8Array.from(
      { length: 64 * count },
      (_, i) => ((i % 64) * (1 + (labels[i >> 6] ?? 0)) * 29) % 251,
    )
    writeFileSync(join(path, `${stem}-images-idx3-ubyte`), Buffer.concat([idxHead([count, 8, 8]), images]))
    writeFileSync(join(path, `${stem}-labels-idx1-ubyte`), Buffer.concat([idxHead([count]), labels]))
  }
  return path
}

/** How a file of bytes of these sizes begins. */
export function idxHead(sizes) {
  const head = Buffer.alloc(4 + 4 * sizes.length)
  head.writeUInt32BE(0x0800 + sizes.length)
  for (const [place, size] of sizes.entries()) head.writeUInt32BE(size, 4 + 4 * place)
  return head
}
