import { describe, expect, test } from 'vitest'
import { checkBits } from '../../src/core/engine/self-check.js'
import { builds } from './bench.js'

describe.each(Object.entries(builds))('%s', (_, build) => {
  test('no kernel writes below the start of the arena: what lies there is only read, by any number of threads', async () => {
    const core = await build()
    const before = core.u8.slice(0, core.start)
    expect(checkBits(core).ok).toBe(true)
    expect(core.u8.slice(0, core.start)).toEqual(before)
  })

  test('growing keeps what was there, adds zeros, and replaces the views by views of the whole', async () => {
    const core = await build()
    const { u8, i32 } = core
    i32[core.start >>> 2] = 7
    core.grow(u8.length)
    expect(core.u8).toBe(u8)
    // WebAssembly takes the old views' buffer away
    const before = u8.length
    const bytes = 3 * before + 4
    core.grow(bytes)
    expect(core.u8.length).toBeGreaterThanOrEqual(bytes)
    for (const view of [core.f32, core.i32]) expect(view.buffer).toBe(core.u8.buffer)
    expect(core.i32[core.start >>> 2]).toBe(7)
    expect(core.u8.subarray(before, bytes).every((byte) => byte === 0)).toBe(true)
  })

  test.each([2 ** 32, Number.MAX_SAFE_INTEGER])(
    '%d bytes are refused, and the memory stays as it is',
    async (bytes) => {
      const core = await build()
      const { u8 } = core
      expect(() => core.grow(bytes)).toThrow(RangeError)
      expect(core.u8).toBe(u8)
    },
  )
})
