/** A study with every kind of row: a method that diverges with one seed, a target that no method reaches. */
import { compare } from '../../../src/entry/index.js'
import { decadesFromBest, fakeRunner, tinyStudy } from '../../measure/study/trials.js'

export const runner = fakeRunner(({ method, rate, epochs, seed }, epoch) => {
  if (method === 'cosine' && seed === 2) return null
  const whole = epoch === (method === 'constant' ? 4 : epochs)
  return (whole ? 0.8 + (method === 'one-cycle' ? 0.045 : 0.035) * epoch : 0.5) - 0.02 * decadesFromBest(rate)
})
export const schedules = ['constant', 'step', 'linear', 'cosine', 'one-cycle', 'one-cycle-no-ramp'] as const
export const study = await compare(tinyStudy({ schedules, targets: [0.87, 0.93, 0.99] }), { runner })
