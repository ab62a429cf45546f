import { describe, expect, test } from 'vitest'
import { readImages } from '../../../../web/src/problem/files/images.ts'

/** An IDX file of bytes. */
function idx(shape: readonly number[], data: readonly number[]): Uint8Array {
  const head = [0, 0, 8, shape.length, ...shape.flatMap((size) => [0, 0, size >> 8, size & 255])]
  return Uint8Array.from([...head, ...data])
}

function pair(name: string, labels: readonly number[]) {
  const pixels = labels.flatMap((label) => [label, 0, 0, label])
  return [
    { name: `${name}-labels-idx1-ubyte`, bytes: idx([labels.length], labels) },
    { name: `${name}-images-idx3-ubyte`, bytes: idx([labels.length, 2, 2], pixels) },
  ]
}

describe('readImages', () => {
  test('a part that is named a test is held out, whatever the order, with the classes of the other', async () => {
    const { training, validation } = await readImages('idx', [...pair('t10k', [0, 1]), ...pair('train', [0, 1, 2, 2])])
    expect([training.count, validation.count]).toEqual([4, 2])
    expect([training.classes, validation.classes]).toEqual([3, 3])
    expect(training.shape).toEqual([2, 2, 1])
    expect([...validation.labels]).toEqual([0, 1])
  })

  test('of one pair, a fifth is held out by lot', async () => {
    const { training, validation } = await readImages('idx', pair('mine', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]))
    expect([training.count, validation.count]).toEqual([8, 2])
  })

  test('images without their labels are refused', async () => {
    await expect(readImages('idx', pair('mine', [0, 1]).slice(1))).rejects.toThrow('give both')
  })
})
