/** A race as one JSON document, with the command that repeats each lane. */
import { commandOf } from '../identity/command.ts'
import type { RaceCurves } from './race-curves.ts'

export function raceJson({ problem, totalSteps, target, lanes }: RaceCurves): string {
  const document = {
    kind: 'onecycle race',
    problem,
    totalSteps,
    target,
    lanes: lanes.map(({ name, lane, losses, looks, end }) => {
      const { method, rate, dialect } = lane
      const { text, files } = commandOf(lane, problem)
      return {
        ...{ name, method, rate, dialect, end, looks },
        // of own data the page does not know the path
        ...(problem.data === 'own' ? {} : { command: text, files }),
        losses: Array.from(losses),
      }
    }),
  }
  return `${JSON.stringify(document, null, 1)}\n`
}
