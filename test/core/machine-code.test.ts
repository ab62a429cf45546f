/** The machine code that V8 makes of the register tile: what costs an instruction in every step shows in no result. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const STEPS = 16
const program = fileURLToPath(new URL('run-products.mjs', import.meta.url))
const nodeOf = (major: string) => new URL(`../runtimes/node_modules/node-${major}-x64/bin/node`, import.meta.url)
const installed = ['22', '24', '26'].map((major) => fileURLToPath(nodeOf(major))).filter((node) => existsSync(node))
const nodes = [process.execPath, ...installed]

/** Stretches of optimised code without a jump, as lists of instructions. */
function stretches(listing: string): string[][] {
  const found: string[][] = [[]]
  let optimised = false
  for (const line of listing.split('\n')) {
    if (line.startsWith('compiler: ')) optimised = line.includes('TurboFan')
    const instruction = /^0x[0-9a-f]+ +[0-9a-f]+ +[0-9a-f]+ +(?:REX\.W )?(.*)/.exec(line)?.[1]
    if (!optimised || instruction === undefined) continue
    found.at(-1)?.push(instruction)
    if (/^j[a-z]+ /.test(instruction)) found.push([])
  }
  return found
}

if (process.arch !== 'x64') console.log('machine-code: instructions of x64 are counted, so nothing is on', process.arch)

test.runIf(process.arch === 'x64').each(nodes)(
  'a step of the 4x8 tile takes at most 24.5 instructions, 22 of which load and compute, in %s',
  (node) => {
    // without the compiler that does not optimise, nothing has to run until it is warm
    const flags = ['--no-liftoff', '--print-wasm-code']
    const listing = execFileSync(node, [...flags, program], { encoding: 'utf8', maxBuffer: 2 ** 28 })
    const turns = stretches(listing).filter(
      (stretch) => stretch.filter((instruction) => instruction.startsWith('vbroadcastss')).length === 4 * STEPS,
    )
    // that of products, and that of convolutions
    expect(turns.length).toBeGreaterThanOrEqual(2)
    for (const turn of turns) expect(turn.length / STEPS).toBeLessThanOrEqual(24.5)
  },
)
