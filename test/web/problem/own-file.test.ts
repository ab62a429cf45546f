import { expect, test } from 'vitest'
import { fileInWords, isOwn, ownFileOf, sameFiles } from '../../../web/src/problem/own-file.ts'

const sha256 = '4245d79f'.padEnd(64, '0')
const facts = { files: [{ name: 'fish.csv', bytes: 9, sha256 }], columns: ['weight', 'species'], target: 1 }

test('a file is known by its name, its SHA-256 and the column to predict', () => {
  expect(ownFileOf(facts)).toEqual({ files: [{ name: 'fish.csv', sha256 }], target: 'species' })
  expect(fileInWords(ownFileOf(facts))).toBe('fish.csv (4245d79f...)')
})

test('a file under another name is the same, other bytes or another target are not', () => {
  const own = ownFileOf(facts)
  const named = (name: string, hash: string | null) => ({ ...facts, files: [{ name, bytes: 9, sha256: hash }] })
  expect(isOwn(named('copy.csv', sha256), own)).toBe(true)
  expect(isOwn(named('fish.csv', 'f'.repeat(64)), own)).toBe(false)
  expect(isOwn({ ...facts, target: 0 }, own)).toBe(false)
  expect(sameFiles(facts, { ...own, target: 'weight' })).toBe(true)
})

test('where a hash is not known the name decides, and an address that names no file takes any', () => {
  const own = { ...ownFileOf(facts), files: [{ name: 'fish.csv', sha256: null }] }
  expect(isOwn(facts, own)).toBe(true)
  expect(isOwn({ ...facts, files: [{ name: 'bird.csv', bytes: 9, sha256 }] }, own)).toBe(false)
  expect(isOwn(facts, undefined)).toBe(true)
})
