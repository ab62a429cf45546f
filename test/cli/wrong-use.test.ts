import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inside, refused, temporaryFolder } from './onecycle.js'

describe('wrong use: exit code 2, nothing on stdout, and on stderr what commander says', () => {
  test.for([
    ['trian', 'trian', '(Did you mean train?)'],
    ['nonsense', 'nonsense', ''],
    ['--nonsense', '--nonsense', ''],
    ['train --epoch 3', '--epoch', '(Did you mean --epochs?)'],
    ['train digits', 'too many arguments', ''],
    ['train --peak', '--peak', 'argument missing'],
    ['schedule', 'name', ''],
  ])('%s', async ([line, name, hint]) => {
    const { code, stdout, words } = await refused((line as string).split(' '))
    expect([code, stdout]).toEqual([2, ''])
    expect(words).toContain(name)
    expect(words).toContain(hint)
  })
})

test('a table without --data is told to be named by it', async () => {
  const { code, words } = await refused(['train', '--epochs', '3', 'prices.csv'])
  expect([code, words]).toEqual([2, expect.stringContaining('(a table is named by --data prices.csv)')])
})

describe('wrong use: exit code 2, nothing on stdout, and on stderr the command, the option, what is right, what came', () => {
  test.for([
    ['train --epochs 0', '--epochs', 'at least 1', '0'],
    ['train --epochs 1.5', '--epochs', 'whole number', '1.5'],
    ['train --epochs many', '--epochs', 'a number', '"many"'],
    ['train --epochs 0x10', '--epochs', 'a number', '"0x10"'],
    ['train --batch-size 0', '--batch-size', 'at least 1', '0'],
    ['train --data spirals --batch-size 1001', '--batch-size', '1000 rows', '1001'],
    ['train --peak -0.1', '--peak', 'positive', '-0.1'],
    ['train --lr 0', '--lr', 'positive', '0'],
    ['train --lr 1e999', '--lr', 'finite', 'Infinity'],
    ['train --lr 1 --peak 2', '--lr', '--peak', '2 and 1'],
    ['train --momentum 1', '--momentum', '[0, 1)', '1'],
    ['train --weight-decay -1', '--weight-decay', 'at least 0', '-1'],
    ['train --seed -1', '--seed', 'at least 0', '-1'],
    ['train --hidden 12,x', '--hidden', '128,64', '"12,x"'],
    ['train --hidden 0', '--hidden', '128,64', '"0"'],
    ['train --activation step', '--activation', 'relu', '"step"'],
    ['train --schedule one-cylce', '--schedule', 'cosine', '"one-cylce"; did you mean one-cycle?'],
    ['train --schedule 1cylce', '--schedule', 'one-cycle', '"1cylce"; did you mean one-cycle?'],
    ['train --dialect keras', '--dialect', 'fastai', '"keras"'],
    ['train --schedule cosine --dialect paper', '--dialect', 'one-cycle', 'cosine'],
    ['train --halve-at accuracy', '--halve-at', 'accuracy=NUMBER', '"accuracy"'],
    ['train --halve-at epoch=1 --plateau 2', '--plateau', 'one trigger', '--halve-at'],
    ['train --optimizer lion', '--optimizer', 'rmsprop', '"lion"'],
    ['train --optimizer adam --nesterov', '--nesterov', 'sgd', 'adam'],
    ['train --engine wsm', '--engine', 'FILE.wasm', '"wsm"; did you mean wasm?'],
    ['train --save same --history same', '--history', '--save', 'same'],
    ['race --seed x', '--seed', 'a number', '"x"'],
    ['--seed 1.5', '--seed', 'whole number', '1.5'],
    ['schedule cosin', 'name', 'one-cycle', '"cosin"; did you mean cosine?'],
    ['schedule cosine --total-steps 0', '--total-steps', '1 to 1000000', '0'],
    ['schedule cosine --peak 0', '--peak', 'positive', '0'],
    ['schedule cosine --json --csv', '--csv', 'one format', '--json'],
    ['schedule linear cosine --anneal linear', '--anneal', 'one-cycle', 'linear, cosine'],
  ])('%s', async ([line = '', what, right, got]) => {
    const args = line.split(' ')
    const { code, stdout, words } = await refused(args)
    expect([code, stdout]).toEqual([2, ''])
    const command = args[0]?.startsWith('-') ? 'race' : args[0]
    const [, where, option, expected, came] = /^(\S+): "(\S+)" expected (.*), got (.*)$/.exec(words) ?? []
    expect([where, option]).toEqual([command, what])
    expect(expected).toContain(right)
    expect(came?.startsWith(got as string)).toBe(true)
  })
})

test('what the schedule alone can judge is named by the schedule', async () => {
  const { code, words } = await refused('train --dialect fastai --anneal linear'.split(' '))
  expect([code, words]).toEqual([2, expect.stringMatching(/^oneCycle: "anneal" expected .*cosine, got "linear"$/)])
})

describe('files that cannot be read or written: exit code 1 before anything is trained', () => {
  test.for([
    ['train --save no/such/file', '--save', 'no/such/file: no such file or folder'],
    ['train --history .', '--history', '.: it is a folder'],
    ['train --checkpoint text/run', '--checkpoint', 'text/run: part of the path is not a folder'],
    ['train --engine none.wasm', '--engine', 'none.wasm: no such file or folder'],
    ['train --engine text.wasm', '--engine', 'text.wasm: not a WebAssembly module'],
    ['train --engine empty.wasm', '--engine', 'empty.wasm: it does not export'],
    ['schedule cosine --svg no/such.svg', '--svg', 'no/such.svg: no such file or folder'],
    // 10^9 epochs would take hours, so an answer at all means that the path was tried first
    ['train --epochs 1000000000 --save no/such/file', '--save', 'no/such/file: no such file or folder'],
  ])('%s', async ([line = '', option, got]) => {
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, 'text'), 'x')
    writeFileSync(join(cwd, 'text.wasm'), 'x')
    writeFileSync(join(cwd, 'empty.wasm'), Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0))
    const { code, stdout, stderr } = await inside([...line.split(' '), '--json'], { cwd })
    expect(stderr.startsWith(`error: ${line.split(' ')[0]}: "${option}" expected a`)).toBe(true)
    expect(stderr).toContain(`got ${got}`)
    expect([code, stdout]).toEqual([1, ''])
    expect(readdirSync(cwd).sort()).toEqual(['empty.wasm', 'text', 'text.wasm'])
  })
})

test('proving that a file can be written leaves an older one as it is', async () => {
  const cwd = temporaryFolder()
  writeFileSync(join(cwd, 'old.net'), 'old')
  const { code } = await inside(['train', '--save', 'old.net', '--data', 'none.csv'], { cwd })
  expect(code).toBe(1)
  expect(readFileSync(join(cwd, 'old.net'), 'utf8')).toBe('old')
  expect(readdirSync(cwd)).toEqual(['old.net'])
})
