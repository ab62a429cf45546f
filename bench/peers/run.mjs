/**
 * The same training step, and the same forward pass, in ours and in other libraries: one run, rounds in which all take
 * turns, medians, factors over ours.
 *
 *     npm start                        in Node.js, one thread each; some minutes; steadier as: taskset -c 1 npm start
 *     npm start -- --browser           in Chromium, each library with its threads
 *     npm start -- --quick             fewer rounds, without the largest networks
 *     npm start -- --only 784-128      networks that have this in their name
 *     npm start -- --json              one JSON document on stdout
 */
import { existsSync, readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { tablesOf } from './table.mjs'

const refuse = (message) => {
  console.error(`error: peers: ${message}`)
  process.exit(2)
}

const { browser, quick, only, json } = optionsOf()

const install = 'the other libraries are not installed: run "npm install" in bench/peers'
const top = 'run "npm ci" at the top of the repository'
/** What has to be there, and what puts it there. */
const needed = {
  '../../dist/entry/index.js': `the library is not built: ${top}, or "npm run build"`,
  'node_modules/@jax-js/jax/package.json': install,
  'node_modules/@tensorflow/tfjs/package.json': install,
  'node_modules/@tensorflow/tfjs-backend-wasm/package.json': install,
  ...(browser && {
    '../../node_modules/playwright-core/package.json': `what starts the browser is not installed: ${top}`,
    '../../node_modules/rolldown/package.json': `what bundles its page is not installed: ${top}`,
  }),
}
for (const [path, message] of Object.entries(needed)) if (!existsSync(new URL(path, import.meta.url))) refuse(message)

const { networkName, networks } = await import('./problem.mjs')
const wanted = networks.filter((spec) => (only === undefined ? !(quick && spec.large) : networkName(spec).includes(only)))
if (wanted.length === 0) refuse(`"--only" expected a part of ${networks.map(networkName).join(', ')}, got "${only}"`)

const host = browser ? await import('./chromium.mjs') : await import('./node.mjs')
const missing = host.missing?.()
if (missing !== undefined) refuse(missing)
const tell = (line) => process.stderr.isTTY && process.stderr.write(`\r\u001b[K${line}`)
const { machine, ...measured } = await host.run({ networks: wanted, quick, tell })
tell('')
const versions = { tfjs: versionOf('@tensorflow/tfjs'), 'jax-js': versionOf('@jax-js/jax') }
const report = { machine: { ...machine, ...versions, cpu: cpus()[0].model.trim() }, ...measured }
console.log(json ? JSON.stringify(report) : tablesOf(report))

function optionsOf() {
  const boolean = { type: 'boolean', default: false }
  try {
    return parseArgs({ options: { browser: boolean, quick: boolean, only: { type: 'string' }, json: boolean } }).values
  } catch ({ message }) {
    return refuse(message)
  }
}

function versionOf(name) {
  return JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url), 'utf8')).version
}
