import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { scheduleNames } from '../../src/schedules/index.js'
import { onecycle, temporaryFolder } from './onecycle.js'

const names = scheduleNames.join(', ')

describe.concurrent('wrong use: exit code 2, nothing on stdout, and on stderr', () => {
  test.for([
    ['trian', "unknown command 'trian'\n(Did you mean train?)"],
    ['nonsense', "unknown command 'nonsense'"],
    ['--nonsense', "unknown option '--nonsense'"],
    ['train --epoch 3', "unknown option '--epoch'\n(Did you mean --epochs?)"],
    ['train digits', "too many arguments for 'train'. Expected 0 arguments but got 1."],
    ['train --peak', "option '--peak <rate>' argument missing"],
    ['train --epochs 0', 'train: "--epochs" expected a whole number of at least 1, got 0'],
    ['train --epochs 1.5', 'train: "--epochs" expected a whole number of at least 1, got 1.5'],
    ['train --epochs many', 'train: "--epochs" expected a number, got "many"'],
    ['train --epochs 0x10', 'train: "--epochs" expected a number, got "0x10"'],
    ['train --batch-size 0', 'train: "--batch-size" expected a whole number of at least 1, got 0'],
    [
      'train --data spirals --batch-size 1001',
      'train: "--batch-size" expected at most the 1000 rows of the training data, got 1001',
    ],
    ['train --peak -0.1', 'train: "--peak" expected a positive finite number, got -0.1'],
    ['train --lr 0', 'train: "--lr" expected a positive finite number, got 0'],
    ['train --lr 1e999', 'train: "--lr" expected a positive finite number, got Infinity'],
    ['train --lr 1 --peak 2', 'train: "--lr" expected one highest rate, by --peak or by --lr, got 2 and 1'],
    ['train --momentum 1', 'train: "--momentum" expected a number in [0, 1), got 1'],
    ['train --weight-decay -1', 'train: "--weight-decay" expected a finite number of at least 0, got -1'],
    ['train --seed -1', 'train: "--seed" expected a whole number of at least 0, got -1'],
    ['train --hidden 12,x', 'train: "--hidden" expected whole numbers such as 128,64, or none, got "12,x"'],
    ['train --hidden 0', 'train: "--hidden" expected whole numbers such as 128,64, or none, got "0"'],
    [
      'train --activation step',
      'dense: "activation" expected one of linear, relu, leakyRelu, tanh, sigmoid, got "step"',
    ],
    [
      'train --schedule one-cylce',
      `train: "--schedule" expected one of ${names}, got "one-cylce"; did you mean one-cycle?`,
    ],
    [
      'train --dialect keras',
      'oneCycle: "dialect" expected one of paper, pytorch, pytorch-three-phase, fastai, optax, got "keras"',
    ],
    ['train --dialect fastai --anneal linear', 'oneCycle: "anneal" expected one of cosine, got "linear"'],
    [
      'train --schedule cosine --dialect paper',
      'train: "--dialect" expected the schedule one-cycle, which alone has it, got cosine',
    ],
    ['train --optimizer lion', 'train: "--optimizer" expected one of sgd, adam, adamw, rmsprop, got "lion"'],
    [
      'train --optimizer adam --nesterov',
      'train: "--nesterov" expected the optimizer sgd, which alone has it, got adam',
    ],
    ['train --engine wsm', 'train: "--engine" expected one of wasm, js, FILE.wasm, got "wsm"; did you mean wasm?'],
    ['train --save same --history same', 'train: "--history" expected another file than --save, got same'],
    ['race --seed x', 'race: "--seed" expected a number, got "x"'],
    ['--seed 1.5', 'race: "--seed" expected a whole number of at least 0, got 1.5'],
    ['schedule', "missing required argument 'names'"],
    ['schedule cosin', `schedule: "name" expected one of ${names}, got "cosin"; did you mean cosine?`],
    ['schedule cosine --total-steps 0', 'schedule: "--total-steps" expected a whole number from 1 to 1000000, got 0'],
    ['schedule cosine --peak 0', 'schedule: "--peak" expected a positive finite number, got 0'],
    ['schedule cosine --json --csv', 'schedule: "--csv" expected one format on stdout, got --json beside it'],
    [
      'schedule linear cosine --anneal linear',
      'schedule: "--anneal" expected the schedule one-cycle, which alone has it, got linear, cosine',
    ],
  ])('%s', async ([line, words]) => {
    const { code, stdout, stderr } = await onecycle((line as string).split(' '), { cwd: temporaryFolder() })
    expect(stderr.replace(/\n\(onecycle --help .*\)\n$/, '').trimEnd()).toBe(`error: ${words}`)
    expect([code, stdout]).toEqual([2, ''])
  })
})

describe.concurrent('files that cannot be read or written: exit code 1 before anything is trained', () => {
  test.for([
    [
      'train --save no/such/file',
      'train: "--save" expected a file that can be written, got no/such/file: no such file or folder',
    ],
    ['train --history .', 'train: "--history" expected a file that can be written, got .: it is a folder'],
    [
      'train --checkpoint text/run',
      'train: "--checkpoint" expected a file that can be written, got text/run: a part of the path is no folder',
    ],
    ['train --engine none.wasm', 'train: "--engine" expected a readable file, got none.wasm: no such file or folder'],
    [
      'train --engine text.wasm',
      'train: "--engine" expected a compiled core, got text.wasm: no WebAssembly that this runtime can run',
    ],
    ['train --engine empty.wasm', 'train: "--engine" expected a compiled core, got empty.wasm: it has no arena_start'],
    [
      'schedule cosine --svg no/such.svg',
      'schedule: "--svg" expected a file that can be written, got no/such.svg: no such file or folder',
    ],
    // 10^9 epochs would take hours, so an answer at all means that the path was tried first
    [
      'train --epochs 1000000000 --save no/such/file',
      'train: "--save" expected a file that can be written, got no/such/file: no such file or folder',
    ],
  ])('%s', async ([line, words]) => {
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, 'text'), 'x')
    writeFileSync(join(cwd, 'text.wasm'), 'x')
    writeFileSync(join(cwd, 'empty.wasm'), Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0))
    const { code, stdout, stderr } = await onecycle([...(line as string).split(' '), '--json'], { cwd })
    expect(stderr).toBe(`error: ${words}\n`)
    expect([code, stdout]).toEqual([1, ''])
    expect(readdirSync(cwd).sort()).toEqual(['empty.wasm', 'text', 'text.wasm'])
  })
})

test('proving that a file can be written leaves an older one as it is', async () => {
  const cwd = temporaryFolder()
  writeFileSync(join(cwd, 'old.net'), 'old')
  const { code } = await onecycle(['train', '--save', 'old.net', '--data', 'none.csv'], { cwd })
  expect(code).toBe(1)
  expect(readFileSync(join(cwd, 'old.net'), 'utf8')).toBe('old')
  expect(readdirSync(cwd)).toEqual(['old.net'])
})
