import { expect, test, vi } from 'vitest'
import { packData, unpackData } from '../../../src/cli/fleet/data.js'
import { KeptData, MOST_KEPT } from '../../../src/cli/work/kept-data.js'
import { spirals } from '../../../src/entry/index.js'

const bytes = packData(spirals({ seed: 1 }))
vi.spyOn(process.stderr, 'write').mockReturnValue(true)

test('data that are asked for at once, or again, are fetched once', async () => {
  const kept = new KeptData()
  const fetch = vi.fn(async () => bytes)
  const [first, second] = await Promise.all([kept.get('a', fetch), kept.get('a', fetch)])
  expect(first).toEqual(unpackData(bytes))
  expect(second).toBe(first)
  expect(await kept.get('a', fetch)).toBe(first)
  expect(fetch).toHaveBeenCalledOnce()
})

test('of more than fit those go that were not used for longest', async () => {
  const kept = new KeptData()
  const fetched: string[] = []
  const get = (hash: string) =>
    kept.get(hash, async () => {
      fetched.push(hash)
      return bytes
    })
  const names = Array.from({ length: MOST_KEPT }, (_, i) => `${i}`)
  for (const name of [...names, '0', 'another', '0', '1']) await get(name)
  expect(fetched).toEqual([...names, 'another', '1'])
})

test('what could not be fetched is fetched again', async () => {
  const kept = new KeptData()
  await expect(kept.get('a', () => Promise.reject(new Error('lost')))).rejects.toThrow('lost')
  expect(await kept.get('a', async () => bytes)).toEqual(unpackData(bytes))
})
