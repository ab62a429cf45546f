import { expect, test } from 'vitest'
import { raceJson } from '../../../web/src/export/race-json.ts'
import { race } from './race.ts'

test('the document has every number of the race, and the command of each lane with the files that it names', () => {
  const document = JSON.parse(raceJson(race))
  expect(document).toMatchObject({ kind: 'onecycle race', problem: race.problem, totalSteps: 4, target: 0.8 })
  const [linear, own] = document.lanes
  expect(linear).toMatchObject({ name: 'linear', method: 'linear', losses: [0.75, 0.5, 0.25, 0.125] })
  expect(linear.files.map(({ name }: { name: string }) => name)).toEqual(['network.json'])
  expect(linear.looks).toEqual(race.lanes[0]?.looks)
  expect(linear.command).toMatch(/--seed 1 --method linear --peak 0\.1$/)
  expect(own.end).toEqual({ stopped: 'diverged', steps: 2, sha256: null })
  expect(own.files.map(({ name }: { name: string }) => name)).toEqual(['network.json', 'method.json'])
})
