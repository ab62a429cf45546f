import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { outsideData } from '../outside-data.js'

const studies: { data: Parameters<typeof outsideData>[0] }[] = JSON.parse(
  readFileSync('docs/studies/studies.json', 'utf8'),
)
const present = studies.every(({ data }) => outsideData(data).present)

test.skipIf(!present)(
  'the map of super-convergence, its tables and pictures, is what its journals say, and no trial is missing',
  async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['scripts/map.mjs', '--check'])
    expect(stdout.match(/scored runs/g)?.length).toBe(studies.length)
  },
)
