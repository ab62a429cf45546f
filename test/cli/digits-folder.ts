/** A folder of IDX files with so few digits that a convolutional network trains on them in a moment. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Dataset, digits } from '../../src/entry/index.js'
import { temporaryFolder } from '../helpers.js'

export function digitsFolder(training = 60, test = 20): string {
  const folder = temporaryFolder()
  const parts = digits({ seed: 1, training, test })
  for (const [stem, { features, labels, count }] of [
    ['train', parts.training],
    ['t10k', parts.test],
  ] as [string, Dataset][]) {
    writeFileSync(join(folder, `${stem}-images-idx3-ubyte`), idx([count, 28, 28], features as Uint8Array))
    writeFileSync(join(folder, `${stem}-labels-idx1-ubyte`), idx([count], labels))
  }
  return folder
}

function idx(sizes: readonly number[], values: Uint8Array | Uint16Array): Uint8Array {
  const head = new DataView(new ArrayBuffer(4 + 4 * sizes.length))
  head.setUint32(0, 0x0800 + sizes.length)
  for (const [i, size] of sizes.entries()) head.setUint32(4 + 4 * i, size)
  return Uint8Array.of(...new Uint8Array(head.buffer), ...values)
}
