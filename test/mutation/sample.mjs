/** Lets a mutant pass by a hash of where and what it is: a random sample that is the same in every run. */
import { createHash } from 'node:crypto'
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin'

const share = Number(process.env.MUTATED_SHARE ?? 1)

class Sample {
  async init() {}

  async check(mutants) {
    return Object.fromEntries(
      mutants.map((mutant) => [
        mutant.id,
        { status: isTaken(mutant) ? 'passed' : 'compileError', reason: 'not in the sample' },
      ]),
    )
  }
}

function isTaken({ fileName, location, replacement }) {
  const place = fileName.slice(fileName.lastIndexOf('/src/'))
  const hash = createHash('sha256')
    .update(JSON.stringify([place, location, replacement]))
    .digest()
  return hash.readUInt32LE() < share * 2 ** 32
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Checker, 'sample', Sample)]
