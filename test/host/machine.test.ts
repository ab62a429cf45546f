import { expect, test } from 'vitest'
import { describeMachine, runtime } from '../../src/host/machine.js'

test('runtime tells Bun and Deno from the Node that they claim to be', () => {
  expect(runtime({ node: '22.1.0', v8: '12' })).toEqual({ name: 'node', version: '22.1.0' })
  expect(runtime({ node: '22.1.0', bun: '1.2.3' })).toEqual({ name: 'bun', version: '1.2.3' })
  expect(runtime({ node: '22.1.0', deno: '2.0.1' })).toEqual({ name: 'deno', version: '2.0.1' })
})

test('the machine names its runtime, its JavaScript engine and its processor', () => {
  expect(describeMachine()).toEqual({
    runtime: 'node',
    version: process.versions.node,
    engine: `V8 ${process.versions.v8}`,
    flags: process.execArgv,
    cpu: expect.stringMatching(/\S/),
    cores: expect.any(Number),
    platform: process.platform,
    architecture: process.arch,
  })
})
