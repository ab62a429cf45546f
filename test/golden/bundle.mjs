/** The golden runs as one JavaScript module that imports nothing: the library is handed in. */
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

/** Writes the module to `file`; it exports `goldenRuns` and `combined`. */
export async function bundleGolden(file) {
  const bundle = await rolldown({ input: fileURLToPath(new URL('runs.ts', import.meta.url)) })
  await bundle.write({ file, format: 'esm' })
  await bundle.close()
}
