import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { loadMethods, methodModule } from '../../src/host/method-module.js'

const folder = mkdtempSync(join(tmpdir(), 'onecycle-'))
afterAll(() => rmSync(folder, { recursive: true }))
const written = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
  return methodModule(pathToFileURL(join(folder, name)))
}

test('a module is known by the SHA-256 of its text, under which its function is found', async () => {
  const module = written('a.mjs', 'export default () => 7')
  const functions = await loadMethods('compare', [module])
  expect(functions.get(module.sha256)?.({} as never)).toBe(7)
  expect(written('b.mjs', 'export default () => 7').sha256).toBe(module.sha256)
  expect(written('c.mjs', 'export default () => 8').sha256).not.toBe(module.sha256)
})

test('a file that has changed since, one that does not run, and one without a function are refused', async () => {
  const changed = written('changed.mjs', 'export default () => 7')
  written('changed.mjs', 'export default () => 8')
  await expect(loadMethods('compare', [changed])).rejects.toThrow('changed.mjs" expected the SHA-256')
  await expect(loadMethods('compare', [written('broken.mjs', 'export default (')])).rejects.toThrow(
    'a module that runs',
  )
  await expect(loadMethods('compare', [written('seven.mjs', 'export default 7')])).rejects.toThrow(
    'default export, got 7',
  )
})
