import { expect, test } from 'vitest'
import { LAYERS_NUMERIC_VERSION, NUMERIC_VERSION } from '../../../src/core/numeric-version.js'
import { dense } from '../../../src/layers/dense.js'
import type { LayerDescription } from '../../../src/layers/layer.js'
import { conv2d } from '../../../src/layers/windowed/conv2d.js'
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
  const { records, torn, lead } = parseJournal('compare', text)
  expect([...records.keys()]).toEqual([trialKey(config), trialKey({ ...config, seed: 2 })])
  expect(records.get(trialKey(config))).toEqual(record)
  expect([torn, lead]).toEqual([0, ''])
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
    expect(again.torn).toBe(whole || bytes <= journalHeader.length ? 0 : 1)
  }
})

test('an empty file is a journal without trials, and begins with the header', () => {
  expect(parseJournal('compare', '')).toEqual({ records: new Map(), torn: 0, lead: journalHeader })
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

const withoutVersion = (text: string) => text.replaceAll(/,"numericVersion":"[^"]*"/g, '')

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
  const other = (text: string) => text.replace(NUMERIC_VERSION, '0123456789abcdef')
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
  expect(() => parseJournal('compare', journalHeader + text.replace(LAYERS_NUMERIC_VERSION, '0'))).toThrow(
    'compare: "journal line 2" expected numeric version',
  )
  const others = [
    config,
    described(conv2d(3, { kernelSize: 1, padding: 'same' }), dense(2)),
    { ...own, inputs: [1, 2, 1] },
  ]
  for (const other of others) expect(trialKey(other)).not.toBe(trialKey(own))
})

test('a trial under a key that is not its own is named', () => {
  expect(() => parseJournal('compare', journalHeader + line + line.replace('"rate":0.1', '"rate":0.2'))).toThrow(
    `compare: "journal line 3" expected a trial under its own key, got ${JSON.stringify(`${trialKey(config).slice(0, 57)}...`)}; remove the line, and its trial is run again`,
  )
  expect(() => parseJournal('compare', `${journalHeader}{"key":1}\n`)).toThrow('journal line 2')
})
