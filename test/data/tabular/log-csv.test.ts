import { expect, test } from 'vitest'
import { readLog } from '../../../src/data/tabular/log-csv.js'

const read = (text: string) => readLog('log.csv', text)

test('Keras CSVLogger: epochs from 0 are counted from 1, held-out accuracy goes before that of the batches', () => {
  const curve = read(
    'epoch,accuracy,learning_rate,loss,val_accuracy,val_loss\r\n0,0.5,0.1,2,0.4,2.1\r\n1,0.6,0.1,1,0.55,1.2\r\n',
  )
  expect(curve).toEqual({
    name: 'log.csv',
    unit: 'epochs',
    points: [
      { step: 1, accuracy: 0.4, loss: 2.1, rate: 0.1 },
      { step: 2, accuracy: 0.55, loss: 1.2, rate: 0.1 },
    ],
    columns: { step: 'epoch', accuracy: 'val_accuracy', loss: 'val_loss' },
    measuredOn: 'validation',
  })
})

test('other names: case, spaces, slashes, a byte-order mark, quotes, semicolons and tabs', () => {
  expect(read('\ufeff"Iter";"Test Acc";"Test Loss"\n10;.5;nan\n')).toMatchObject({
    unit: 'updates',
    points: [{ step: 10, accuracy: 0.5, loss: null }],
    columns: { step: 'Iter', accuracy: 'Test Acc', loss: 'Test Loss' },
    measuredOn: 'test',
  })
  expect(read('Step\tval/acc\n1e3\t1\n').points).toEqual([{ step: 1000, accuracy: 1, loss: null, rate: null }])
  expect(read('global_step,acc\n0,0\n5,1').measuredOn).toBe('unknown')
})

test('rows without an accuracy are skipped, as in a history with one evaluation an epoch, whose first step is 0', () => {
  const text =
    'step,epoch,learning_rate,momentum,loss,validation_loss,validation_accuracy\n0,0,1,0.9,2,,\n1,0,1,0.9,1,0.9,0.7\n'
  expect(read(text)).toMatchObject({ unit: 'updates', points: [{ step: 2, accuracy: 0.7, loss: 0.9 }] })
})

test('Lightning CSVLogger: a row for each metric, steps from 0 beside epochs from 0 are counted from 1', () => {
  const lines = [
    'epoch,lr-SGD,step,train_loss,val_acc,val_loss',
    ',0.1,0,,,',
    '0,,49,2.1,,',
    '0,,312,,0.5,1.5',
    '1,,625,,0.6,1.2',
  ]
  const { points, unit, measuredOn } = read(lines.join('\n'))
  expect(points.map(({ step, accuracy, loss }) => [step, accuracy, loss])).toEqual([
    [313, 0.5, 1.5],
    [626, 0.6, 1.2],
  ])
  expect([unit, measuredOn]).toEqual(['updates', 'validation'])
  const counted = read('epoch,step,val_acc\n0,313,0.5\n1,626,0.6\n')
  expect(counted.points.map(({ step }) => step)).toEqual([313, 626])
})

test('a row that Lightning wrote for an evaluation after the run is no look of it; epochs of one step have none', () => {
  const lines = ['epoch,step,test_loss,train_loss,val_accuracy', '0,1718,,,0.97', '1,3437,,,0.98', '2,3438,,,0.99']
  const steps = (rows: readonly string[]) => read(rows.join('\n')).points.map(({ step }) => step)
  expect(steps([...lines, '2,3438,0.03,,'])).toEqual([1719, 3438])
  expect(steps(['epoch,step,val_acc', '0,0,0.1', '1,1,0.2', '2,2,0.3'])).toEqual([1, 2, 3])
})

test('a metric that Lightning logs by step, too, is the one with _epoch; Keras may say binary', () => {
  const { points, columns } = read('acc_epoch,acc_step,epoch,step,loss_epoch\n0.5,0.25,0,3,2\n0.75,0.5,1,7,1\n')
  expect(points.map(({ step, accuracy, loss }) => [step, accuracy, loss])).toEqual([
    [4, 0.5, 2],
    [8, 0.75, 1],
  ])
  expect(columns.accuracy).toBe('acc_epoch')
  expect(read('epoch,binary_accuracy,val_binary_accuracy\n0,0.9,0.8\n').columns.accuracy).toBe('val_binary_accuracy')
})

test('steps alone that begin at 0 stay: the first look was before the first update', () => {
  expect(read('iteration,test_accuracy\n0,0.1\n100,0.2\n').points.map(({ step }) => step)).toEqual([0, 100])
})

test.each([
  ['run-validation-tag-epoch_accuracy', [1, 2], 'epochs', 'validation'],
  ['run-.-tag-test_acc', [0, 1], 'updates', 'test'],
  ['adam', [0, 1], 'updates', 'unknown'],
  ['val-epochs/run-.-tag-acc', [0, 1], 'updates', 'unknown'],
] as const)(
  'a download of TensorBoard, %s.csv: the tag in the name tells what the columns do not',
  (name, steps, unit, measuredOn) => {
    const curve = readLog(name, 'Wall time,Step,Value\n1700000000.5,0,0.25\n1700000009.5,1,0.5\n')
    expect(curve.points.map(({ step }) => step)).toEqual(steps)
    expect(curve.points.map(({ accuracy }) => accuracy)).toEqual([0.25, 0.5])
    expect([curve.unit, curve.measuredOn]).toEqual([unit, measuredOn])
  },
)

test.each([
  ['iteration,loss\n1,2\n', /^readLog: "log\.csv" expected .*, got the columns iteration, loss/],
  ['time,accuracy\n1,0.2\n', /^readLog: "log\.csv" expected .*, got the columns time, accuracy/],
  ['1,0.5\n2,0.6\n', 'got the columns 1, 0.5; the first line has to name the columns'],
  ['', 'expected a column of steps'],
  ['step,acc\n', /^readLog: "log\.csv" expected .*, got a header alone/],
  [
    'step,acc\n1,85.2\n',
    /^readLog: "log\.csv line 2" expected .*, got "85\.2"; it looks like percent: divide the column by 100/,
  ],
  ['step,acc\n1,-0.1\n', /^readLog: "log\.csv line 2" expected .*, got "-0\.1"/],
  ['step,acc\n1,nan\n', /^readLog: "log\.csv line 2" expected .*, got "nan"/],
  ['step,acc\n1,0.1\n\n3,0.2\n3,0.3\n', /^readLog: "log\.csv line 5" expected .*, got 3 again; keep one row of each/],
  ['step,acc\n3,0.1\n2,0.2\n', /^readLog: "log\.csv line 3" expected .*, got 2; sort the rows, one run a file/],
  ['step,acc\nx,0.1\n', /^readLog: "log\.csv line 2" expected .*, got "x"/],
  ['step,acc\n1,0.1,7\n', /^readLog: "log\.csv line 2" expected .*, got 3/],
])('%j is refused', (text, words) => {
  expect(() => read(text)).toThrow(words)
})

test('quoted cells may hold delimiters, quotes and line ends, and lines are counted all the same', () => {
  const rows = ['"Global Step","val/acc","note, said"', '1,0.5,"a ""good"", long', 'note"', '2,"0.6","x,y"', '3,7,""']
  const log = (count: number) => rows.slice(0, count).join('\r\n')
  expect(read(log(4)).points.map(({ step, accuracy }) => [step, accuracy])).toEqual([
    [1, 0.5],
    [2, 0.6],
  ])
  expect(() => read(log(5))).toThrow('"log.csv line 5" expected a share in [0, 1] as val/acc, got "7"')
  expect(() => read('step,acc\n1,"0.5\n')).toThrow('"log.csv line 2"')
})

test('lines may end in \\n, \\r\\n or \\r, with or without a byte-order mark', () => {
  const lines = ['step,acc,loss', '1,0.5,2', '', '2,0.75,1']
  const wanted = read(lines.join('\n'))
  expect(wanted.points).toHaveLength(2)
  for (const end of ['\n', '\r\n', '\r']) {
    expect(read(`\ufeff${lines.join(end)}${end}`)).toEqual(wanted)
    expect(read(lines.join(end))).toEqual(wanted)
  }
})

test('a log that is not text is refused', () => {
  // @ts-expect-error bytes
  expect(() => readLog('log.csv', new Uint8Array(3))).toThrow(TypeError)
  // @ts-expect-error no name
  expect(() => readLog(undefined, 'step,acc\n1,1')).toThrow(TypeError)
})
