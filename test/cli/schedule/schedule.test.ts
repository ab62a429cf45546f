import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { oneCycle, scheduleNames } from '../../../src/schedules/index.js'
import { inside, jsonInside, temporaryFolder } from '../onecycle.js'

interface Curve {
  name: string
  totalSteps: number
  learningRate: number[]
  momentum: number[]
}

test('schedule one-cycle --json is the library schedule, bit for bit, at peak 1 over 100 steps', async () => {
  const curve = await jsonInside<Curve>(['schedule', 'one-cycle'])
  const { learningRate, momentum } = oneCycle({ totalSteps: 100, peak: 1 })
  const steps = Array.from({ length: 100 }, (_, step) => step)
  expect(curve).toEqual({
    name: 'one-cycle',
    totalSteps: 100,
    learningRate: steps.map(learningRate),
    momentum: steps.map(momentum),
  })
  expect(Math.max(...curve.learningRate)).toBe(1)
})

test('1cycle is another word for one-cycle, in names, --schedule, --schedules and --subject', async () => {
  expect(await jsonInside(['schedule', '1cycle'])).toEqual(await jsonInside(['schedule', 'one-cycle']))
  const run = ['train', '--data', 'spirals', '--hidden', '4', '--epochs', '1']
  expect(await jsonInside([...run, '--schedule', '1cycle'])).toMatchObject({ schedule: 'one-cycle' })
  const study = ['compare', '--data', 'spirals', '--hidden', '4', '--budgets', '1', '--trials', '2', '--seeds', '2']
  const methods = ['--schedules', '1cycle,1cycle-no-ramp', '--subject', '1cycle-no-ramp', '--no-journal']
  const { plan } = await jsonInside<{ plan: object }>([...study, ...methods, '--workers', '1'])
  expect(plan).toMatchObject({ schedules: ['one-cycle', 'one-cycle-no-ramp'], subject: 'one-cycle-no-ramp' })
})

test('--peak, --lr, --dialect, --anneal, --momentum and --total-steps act: the paper dialect by hand', async () => {
  // 21 steps, last = 20: up for round(0.45 x 20) = 9 steps from 2 / 10 to 2
  const args = ['schedule', 'one-cycle', '--total-steps', '21', '--dialect', 'paper', '--seed', '3']
  const curve = await jsonInside<Curve>([...args, '--peak', '2', '--momentum', '0.7'])
  expect(curve.learningRate).toHaveLength(21)
  expect(curve.learningRate[0]).toBeCloseTo(0.2, 12)
  expect(curve.learningRate[9]).toBe(2)
  expect(curve.learningRate[1]).toBeCloseTo(0.4, 12)
  expect(new Set(curve.momentum)).toEqual(new Set([0.7]))
  expect(await jsonInside([...args, '--lr', '2', '--momentum', '0.7'])).toEqual(curve)
  const linear = await jsonInside<Curve>(['schedule', 'one-cycle', '--total-steps', '21', '--anneal', 'linear'])
  const cosine = await jsonInside<Curve>(['schedule', 'one-cycle', '--total-steps', '21'])
  expect(linear.learningRate).not.toEqual(cosine.learningRate)
})

test('several names give an array of curves; one that does not cycle momentum holds the 0.9 of train', async () => {
  const curves = await jsonInside<Curve[]>([
    'schedule',
    'linear',
    'constant',
    'linear',
    '--total-steps',
    '5',
    '--peak',
    '4',
  ])
  expect(curves).toEqual([
    { name: 'linear', totalSteps: 5, learningRate: [4, 3, 2, 1, 0], momentum: [0.9, 0.9, 0.9, 0.9, 0.9] },
    { name: 'constant', totalSteps: 5, learningRate: [4, 4, 4, 4, 4], momentum: [0.9, 0.9, 0.9, 0.9, 0.9] },
  ])
})

test('--csv prints a row for each schedule and step', async () => {
  const { code, stdout } = await inside(['schedule', 'linear', 'constant', '--total-steps', '3', '--csv'])
  expect(code).toBe(0)
  expect(stdout).toBe(
    'schedule,step,learning_rate,momentum\nlinear,0,1,0.9\nlinear,1,0.5,0.9\nlinear,2,0,0.9\nconstant,0,1,0.9\nconstant,1,1,0.9\nconstant,2,1,0.9\n',
  )
})

test('for people: a sketch of each curve and a table of some steps, the first and the last among them', async () => {
  const { stdout } = await inside(['schedule', 'linear', '--total-steps', '5'])
  expect(stdout).toBe(
    '5 steps, peak 1\n\nlinear  █▇▅▃▁\n\nstep  learning rate  momentum\n0                 1       0.9\n1              0.75       0.9\n2               0.5       0.9\n3              0.25       0.9\n4                 0       0.9\n',
  )
  const long = await inside(['schedule', 'cosine', 'step', '--total-steps', '1000'])
  const lines = long.stdout.split('\n')
  expect(lines[5]).toBe('step    cosine  step')
  expect(lines[6]).toBe('0            1     1')
  expect(lines[18]).toBe('999          0  0.01')
  expect(lines).toHaveLength(20)
})

test('every known schedule can be printed, at one step and at many', async () => {
  for (const steps of ['1', '2', '1000']) {
    const curves = await jsonInside<Curve[]>(['schedule', ...scheduleNames, '--total-steps', steps, '--peak', '0.5'])
    expect(curves.map(({ name }) => name)).toEqual(scheduleNames)
    for (const { learningRate } of curves) {
      expect(learningRate).toHaveLength(Number(steps))
      expect(learningRate.every((value) => value >= 0 && value <= 0.5)).toBe(true)
    }
  }
})

test('--svg writes a chart: a line in each panel for each schedule, names in the legend, nothing that is no number', async () => {
  const cwd = temporaryFolder()
  const { code, stderr } = await inside(['schedule', 'one-cycle', 'cosine', '--svg', 'chart.svg'], { cwd })
  expect([code, stderr]).toEqual([0, 'wrote chart.svg\n'])
  const svg = readFileSync(join(cwd, 'chart.svg'), 'utf8')
  expect(svg.match(/<polyline /g)).toHaveLength(2 + 2 * 2)
  for (const word of ['>one-cycle<', '>cosine<', '>learning rate<', '>momentum<', '>step<', '>99<', '>0.95<']) {
    expect(svg).toContain(word)
  }
  expect(svg).not.toMatch(/NaN|Infinity|undefined/)
})

test('the picture of the five dialects in the docs is what the command beside it draws', async () => {
  const docs = (file: string) => readFileSync(join(import.meta.dirname, '../../../docs', file), 'utf8')
  const [, command = ''] =
    docs('schedules.md').match(/`npx onecycle (schedule .*) --svg docs\/pictures\/one-cycle-dialects\.svg`/) ?? []
  const cwd = temporaryFolder()
  await inside([...command.split(' '), '--svg', 'dialects.svg'], { cwd })
  expect(docs('pictures/one-cycle-dialects.svg')).toBe(readFileSync(join(cwd, 'dialects.svg'), 'utf8'))
})

test('--dialect with a list gives a curve for each, named by its dialect; an unknown one lists the known', async () => {
  const curves = await jsonInside<{ name: string; learningRate: number[] }[]>([
    'schedule',
    'one-cycle',
    '--dialect',
    'paper,fastai',
    '--total-steps',
    '9',
  ])
  expect(curves.map(({ name }) => name)).toEqual(['one-cycle paper', 'one-cycle fastai'])
  expect(curves[0]?.learningRate[0]).toBe(0.1)
  expect(curves[1]?.learningRate[8]).toBe(1e-5)
  const { code, stderr } = await inside(['schedule', 'one-cycle', '--dialect', 'paper,keras'])
  expect(stderr).toContain('paper, pytorch, pytorch-three-phase, fastai, optax')
  expect(code).toBe(2)
})
