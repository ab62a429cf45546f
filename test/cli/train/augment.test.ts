import { expect, test } from 'vitest'
import { augmentations } from '../../../src/cli/train/augment.js'
import { jsonInside, refused } from '../onecycle.js'

test('changes stand one after the other, each with its number; a flip has a chance of 0.5 without one', () => {
  const read = (text: string) => augmentations('train')(text).map(({ description }) => description)
  expect(read('shift=4,flip, cutout=8')).toEqual([
    { kind: 'shift', pixels: 4 },
    { kind: 'horizontalFlip', chance: 0.5 },
    { kind: 'cutout', size: 8 },
  ])
  expect(read('flip=0.1')).toEqual([{ kind: 'horizontalFlip', chance: 0.1 }])
  for (const wrong of ['', 'shift', 'shift=', 'shift=x', 'cutout', 'blur=2', 'flip,', 'toString=1']) {
    expect(() => read(wrong)).toThrow(/^train: "--augment" expected shift=PIXELS, flip or cutout=SIZE/)
  }
  expect(() => read('shift=0')).toThrow('"pixels"')
})

test('--augment changes what is learned, and stands in the document', async () => {
  const run = ['train', '--hidden', '8', '--epochs', '1']
  const plain = await jsonInside(run)
  const changed = await jsonInside<Record<string, unknown>>([...run, '--augment', 'shift=2'])
  expect(changed.augment).toEqual([{ kind: 'shift', pixels: 2 }])
  expect(changed.weightsSha256).not.toBe(plain.weightsSha256)
  expect(plain).toMatchObject({ augment: null })
})

test('--augment is refused for rows that are no images, and for images that are too small', async () => {
  const run = (...args: string[]) => refused(['train', '--augment', ...args])
  expect(await run('flip', '--data', 'spirals')).toMatchObject({
    code: 2,
    words: expect.stringMatching(/"--augment".*spirals/),
  })
  expect(await run('shift=28')).toMatchObject({ code: 2, words: expect.stringMatching(/28 x 28.*28/) })
})
