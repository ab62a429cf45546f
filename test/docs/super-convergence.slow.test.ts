import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { outsideData } from '../outside-data.js'

const present = outsideData('mnist').present && outsideData('fashion-mnist').present

test.skipIf(!present)(
  'the map of super-convergence, its tables and pictures, is what its journals say, and no trial is missing',
  async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['scripts/map.mjs', '--check'])
    expect(stdout.match(/scored runs/g)?.length).toBe(4)
  },
)
