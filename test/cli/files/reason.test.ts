import { lstatSync, statSync } from 'node:fs'
import { constants } from 'node:os'
import { expect, test } from 'vitest'
import { otherThanFile, reasonOf } from '../../../src/cli/files/reason.js'

test('system errors are words, those without a name in Node as well; what is unknown keeps its text', () => {
  const error = (properties: object) => Object.assign(new Error('EFOO: text'), properties)
  expect(reasonOf(error({ code: 'ENOSPC' }))).toBe('the disk is full')
  const quota = -constants.errno.EDQUOT
  expect(reasonOf(error({ code: `Unknown system error ${quota}`, errno: quota }))).toMatch(/quota/)
  expect(reasonOf(error({ code: 'EFOO' }))).toBe('EFOO: text')
  expect(reasonOf(new Error('it is a pipe'))).toBe('it is a pipe')
})

test.skipIf(process.platform === 'win32')('what is no regular file is named', () => {
  expect(otherThanFile(lstatSync('/dev/null'))).toBe('it is a device')
  expect(otherThanFile(statSync('.'))).toBe('it is a folder')
  expect(otherThanFile(statSync('package.json'))).toBeUndefined()
})
