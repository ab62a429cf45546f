import { gzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'
import { expect, test } from 'vitest'

test('the schedules entry is below 6.3 kB, minified and gzipped, with all it needs', async () => {
  const bundle = await rolldown({ input: 'src/schedules/index.ts' })
  const { output } = await bundle.generate({ format: 'esm', minify: true })
  await bundle.close()
  expect(output.length).toBe(1)
  expect(output[0].imports).toEqual([])
  const size = gzipSync(output[0].code, { level: 9 }).length
  expect(size).toBeGreaterThan(3000)
  expect(size).toBeLessThan(6300)
})
