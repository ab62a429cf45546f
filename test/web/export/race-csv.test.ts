import { expect, test } from 'vitest'
import { raceCsv } from '../../../web/src/export/race-csv.ts'
import { race } from './race.ts'

test('each update of each lane has a row with its loss, rate and momentum, and the look that was taken after it', () => {
  const [head, ...rows] = raceCsv(race).trimEnd().split('\n')
  expect(head).toBe('lane,step,loss,learningRate,momentum,heldOutLoss,heldOutAccuracy')
  expect(rows).toEqual([
    'linear,1,0.75,0.1,0.9,,',
    expect.stringMatching(/^linear,2,0\.5,0\.06\d*,0\.9,0\.5,0\.75$/),
    expect.stringMatching(/^linear,3,0\.25,0\.03\d*,0\.9,,$/),
    'linear,4,0.125,0,0.9,0.25,0.875',
    '"steps, ""own"" & <low>",1,1,0.2,0.5,,',
    '"steps, ""own"" & <low>",2,2,0.2,0.5,2,0.5',
  ])
})
