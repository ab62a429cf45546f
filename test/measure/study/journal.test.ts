import { readdirSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { LAYERS_NUMERIC_VERSION, NUMERIC_VERSION } from '../../../src/core/numeric-version.js'
import { dense } from '../../../src/layers/dense.js'
import type { LayerDescription } from '../../../src/layers/layer.js'
import { conv2d } from '../../../src/layers/windowed/conv2d.js'
import { sha256Hex } from '../../../src/math/sha256.js'
import {
  canonicalJson,
  journalHeader,
  journalLine,
  journalWithout,
  parseJournal,
  trialKey,
} from '../../../src/measure/study/journal.js'
import type { TrialConfig } from '../../../src/measure/study/trial.js'
import { fakeTrial } from './trials.js'

const data = { name: 'tiny', count: 100, inputs: 2, classes: 2, sha256: '00' }
const config: TrialConfig = {
  training: data,
  test: data,
  split: { seed: 1, fraction: 0.1 },
  hidden: [4],
  activation: 'relu',
  batchSize: 10,
  method: 'one-cycle',
  dialect: 'pytorch',
  rate: 0.1,
  momentum: 0.9,
  weightDecay: 0,
  epochs: 2,
  seed: 1,
  looksPerEpoch: 1,
  testAfter: [],
}
const record = fakeTrial(config, () => 0.5)
const line = journalLine(config, record)

/** A line or header with other content under a checksum that fits. */
function resealed(text: string, change: (entry: Record<string, unknown>) => object): string {
  const { sha256: _, ...entry } = JSON.parse(text)
  const changed = change(entry)
  return `${JSON.stringify({ ...changed, sha256: sha256Hex(new TextEncoder().encode(JSON.stringify(changed))) })}\n`
}

/** As releases wrote it that knew no checksum. */
const unsealed = (text: string) => text.replaceAll(/,"sha256":"[0-9a-f]{64}"(?=\}$)/gm, '')

/** The numbers of the lines that do not count. */
const badLines = (text: string) => parseJournal('compare', text).bad.map(({ line }) => line)

test('canonical JSON does not depend on the order of names, and is JSON', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'é"' }], a: true })).toBe('{"a":true,"b":[1,{"c":"é\\"","d":null}]}')
  expect(JSON.parse(canonicalJson(config))).toEqual(config)
})

test('canonical JSON refuses what JSON would change silently', () => {
  for (const value of [Number.NaN, Infinity, undefined, () => 1]) {
    expect(() => canonicalJson({ value })).toThrow('canonicalJson: "value" expected plain JSON, got')
  }
})

test('the key is the SHA-256 of the canonical JSON: any change of the configuration changes it', () => {
  expect(trialKey({ ...config })).toBe(trialKey(Object.fromEntries(Object.entries(config).reverse()) as never))
  const keys = Object.keys(config).map((name) => trialKey({ ...config, [name]: 7 }))
  expect(new Set([...keys, trialKey(config)]).size).toBe(keys.length + 1)
  expect(trialKey(config)).toMatch(/^[0-9a-f]{64}$/)
})

test('what a trial took is read back where it is told, and what it kept for others is not written', () => {
  const spent = { seconds: 2, training: 1.5, processor: 1.8, sharedEpochs: 3 }
  const kept = [{ epochs: 1, stepsPerEpoch: 4, looks: [], seconds: [], trained: 1, checkpoint: new Uint8Array(3) }]
  const { records } = parseJournal('compare', journalHeader + journalLine(config, { ...record, spent, kept }))
  expect(records.get(trialKey(config))).toEqual({ ...record, spent })
})

test('what was written is read back', () => {
  const text = journalHeader + line + journalLine({ ...config, seed: 2 }, record)
  const { records, bad, lead } = parseJournal('compare', text)
  expect([...records.keys()]).toEqual([trialKey(config), trialKey({ ...config, seed: 2 })])
  expect(records.get(trialKey(config))).toEqual(record)
  expect([bad, lead]).toEqual([[], ''])
})

test('what a machine ran is read back as any other, and can be taken out', () => {
  const there = journalLine({ ...config, seed: 2 }, record, 'alpha')
  const after = journalLine({ ...config, seed: 3 }, record, 'beta')
  const text = journalHeader + line + there + after
  expect([...parseJournal('compare', text).records.values()]).toEqual([record, record, record])
  expect(journalWithout(text, 'alpha')).toBe(journalHeader + line + after)
  const torn = there.slice(0, 9)
  expect(journalWithout(text + torn, 'alpha')).toBe(journalHeader + line + after + torn)
  expect(journalWithout(text + torn, 'gamma')).toBe(text + torn)
})

test('cut off after any byte and then added to, the journal has every trial whose line is whole', () => {
  const text = journalHeader + line
  const added = journalLine({ ...config, seed: 2 }, record)
  for (let bytes = 0; bytes <= text.length; bytes++) {
    const { records, lead } = parseJournal('compare', text.slice(0, bytes))
    // the line end alone may be missing
    const whole = bytes >= text.length - 1
    expect(records.size).toBe(whole ? 1 : 0)
    const again = parseJournal('compare', text.slice(0, bytes) + lead + added)
    expect([...again.records.keys()]).toEqual([...(whole ? [trialKey(config)] : []), trialKey({ ...config, seed: 2 })])
    expect(again.bad.length).toBe(whole || bytes <= journalHeader.length ? 0 : 1)
  }
})

test('an empty file is a journal without trials, and begins with the header', () => {
  expect(parseJournal('compare', '')).toEqual({ records: new Map(), bad: [], lead: journalHeader })
})

test('a foreign file is refused, and so is one of another version', () => {
  expect(() => parseJournal('compare', 'epoch,accuracy\n1,0.5\n')).toThrow(
    /^compare: "journal" expected .*, got a file that begins "epoch,accuracy"; choose another file/,
  )
  expect(() => parseJournal('compare', 'notes')).toThrow('a file that begins "notes"')
  expect(() => parseJournal('compare', '{"journal":"onecycle-trials","version":9}\n')).toThrow(
    /^compare: "journal" expected .*, got version 9; use the release that wrote it, or another file/,
  )
})

const withoutVersion = (text: string) => unsealed(text).replaceAll(/,"numericVersion":"[^"]*"/g, '')

test('a header and lines without a numeric version are of the first one: a journal written before goes on', () => {
  const old = withoutVersion(journalHeader + line)
  expect(old).not.toContain('numericVersion')
  expect(old).toMatch(/^{"journal":"onecycle-trials","version":1}\n{"key":"[0-9a-f]{64}","config":/)
  // of the configuration alone
  expect(trialKey(config)).toBe('f7717302f8d70f9688194f4106abf86ee5d0d8996ac6e82a12f55a8af1d9e9a6')
  for (const text of [old, old.trimEnd(), old + line]) {
    expect([...parseJournal('compare', text).records.keys()]).toEqual([trialKey(config)])
  }
  expect(parseJournal('compare', withoutVersion(journalHeader)).lead).toBe('')
})

test('results of another numeric version are refused, whole journals and single lines, and their keys differ', () => {
  const other = (text: string) => resealed(text, (entry) => ({ ...entry, numericVersion: '0123456789abcdef' }))
  expect(() => parseJournal('compare', other(journalHeader) + line)).toThrow(
    /^compare: "journal" expected numeric version ".*", got numeric version "0123456789abcdef"; .*another file/,
  )
  expect(() => parseJournal('compare', journalHeader + line + other(line))).toThrow(
    'compare: "journal line 3" expected numeric',
  )
  expect(trialKey(config, '0123456789abcdef')).not.toBe(trialKey(config))
})

test('a trial of described layers carries the version of their kernels too, and other layers are another trial', () => {
  const { hidden, activation, ...rest } = config
  const described = (...layers: { description: LayerDescription }[]): TrialConfig => {
    return { ...rest, inputs: [2, 1, 1], layers: layers.map(({ description }) => description) }
  }
  const own = described(conv2d(3, { kernelSize: 1 }), dense(2))
  const text = journalLine(own, record)
  expect(text).toContain(`"numericVersion":"${NUMERIC_VERSION}-${LAYERS_NUMERIC_VERSION}"`)
  expect([...parseJournal('compare', journalHeader + line + text).records.keys()]).toEqual([
    trialKey(config),
    trialKey(own),
  ])
  expect(() => parseJournal('compare', journalHeader + unsealed(text).replace(LAYERS_NUMERIC_VERSION, '0'))).toThrow(
    'compare: "journal line 2" expected numeric version',
  )
  const others = [
    config,
    described(conv2d(3, { kernelSize: 1, padding: 'same' }), dense(2)),
    { ...own, inputs: [1, 2, 1] },
  ]
  for (const other of others) expect(trialKey(other)).not.toBe(trialKey(own))
})

test('any change of a digit in a line with a checksum costs that line alone, and it is named', () => {
  const second = journalLine({ ...config, seed: 2 }, record)
  const digits = [...line.matchAll(/\d/g)].map(({ index }) => index)
  expect(digits.length).toBeGreaterThan(100)
  for (const at of digits) {
    const changed = line.slice(0, at) + ((Number(line[at]) + 1) % 10) + line.slice(at + 1)
    const { records, bad } = parseJournal('compare', journalHeader + changed + second)
    expect([...records.keys()]).toEqual([trialKey({ ...config, seed: 2 })])
    expect(bad.map(({ line }) => line)).toEqual([2])
  }
})

test('two lines that a short write has merged are lost, and no other', () => {
  const [a, b, c] = [2, 3, 4].map((seed) => journalLine({ ...config, seed }, record)) as [string, string, string]
  for (const kept of [1, 40, a.length - 2]) {
    const { records, bad } = parseJournal('compare', journalHeader + line + a.slice(0, kept) + b + c)
    expect([...records.keys()]).toEqual([trialKey(config), trialKey({ ...config, seed: 4 })])
    expect(bad.map(({ line }) => line)).toEqual([3])
  }
})

test('under a header that is damaged, torn or merged with a line, whole lines count', () => {
  for (const header of [
    journalHeader.replace('"version":1', '"version":7'),
    journalHeader.replace('onecycle', 'one-cycle'),
    `${journalHeader.slice(0, 30)}\n`,
    journalHeader.slice(0, 30) + line,
    '\n',
    'nonsense\n',
  ]) {
    expect(badLines(header + line)).toEqual([1])
    expect([...parseJournal('compare', header + line).records.keys()]).toEqual([trialKey(config)])
  }
  expect(() => parseJournal('compare', `nonsense\n${line.slice(0, 50)}\n`)).toThrow('a file that begins "nonsense"')
})

test('lines of before the checksum count where the trial stands under its own key', () => {
  const old = unsealed(journalHeader + line)
  expect(old).not.toMatch(/"sha256":"[0-9a-f]{64}"\}$/m)
  expect(badLines(old + line)).toEqual([])
  expect(badLines(old.replace('"rate":0.1', '"rate":0.2') + line)).toEqual([2])
  // a name that was changed makes no line of old of a new one
  expect(badLines(journalHeader + line + line.replace(/"sha256":(?="\w+"\}\n$)/, '"sha257":'))).toEqual([3])
})

test('a result of another shape is told with its line and what it lacks', () => {
  const { result, seconds } = record
  const { looks } = result
  const others: Record<string, object> = {
    '"result"': { result: 7 },
    '"stepsPerEpoch"': { result: { ...result, stepsPerEpoch: 0.5 } },
    '"steps"': { result: { ...result, steps: result.steps - 1 } },
    '"stopped"': { result: { ...result, stopped: 'early' } },
    '"weightsSha256"': { result: { ...result, weightsSha256: null } },
    '"looks"': { result: { ...result, looks: {} } },
    '"looks[1].step"': { result: { ...result, looks: [...looks].reverse() } },
    '"looks[0].accuracy"': { result: { ...result, looks: looks.map((look) => ({ ...look, accuracy: '0.5' })) } },
    '"testLooks[0]"': { result: { ...result, testLooks: [null] } },
    '"seconds"': { seconds: seconds.slice(1) },
    '"seconds[0]"': { seconds: seconds.map(() => -1) },
    '"sharedEpochs"': { spent: { seconds: 1, training: 1 } },
    '"threads"': { spent: { seconds: 1, training: 1, sharedEpochs: 0, threads: 0 } },
    'unknown member "sedonds"': { sedonds: [] },
    'no trial': { config: null },
    'another key': { key: 1 },
  }
  for (const [words, change] of Object.entries(others)) {
    const { records, bad } = parseJournal(
      'compare',
      journalHeader + resealed(line, (entry) => ({ ...entry, ...change })),
    )
    expect(records.size).toBe(0)
    expect(bad).toEqual([{ line: 2, reason: expect.stringContaining(words) }])
  }
})

test('values nested 100,000 deep are a bad line like any other', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  const nested = line.replace('"seconds":', `"deep":${deep},"seconds":`)
  expect(badLines(journalHeader + nested + deep)).toEqual([2, 3])
})

test('every line of the journals in docs/studies counts', () => {
  const folder = new URL('../../../docs/studies/', import.meta.url)
  const names = readdirSync(folder).filter((name) => name.endsWith('.jsonl.gz'))
  expect(names.length).toBeGreaterThan(2)
  for (const name of names) {
    const text = gunzipSync(readFileSync(new URL(name, folder))).toString()
    const { records, bad } = parseJournal('compare', text)
    expect([name, records.size, bad]).toEqual([name, text.trimEnd().split('\n').length - 1, []])
  }
})
