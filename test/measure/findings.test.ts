import { expect, test } from 'vitest'
import { compare } from '../../src/entry/index.js'
import { findPeakOutOfReach } from '../../src/measure/findings.js'
import type { TrialRunner } from '../../src/measure/study/trials/execute.js'
import { naming } from './naming.js'
import { decadesFromBest, fakeRunner, fakeTrial, tinyStudy } from './study/trials.js'

const peak = { rival: 'linear', budget: 8, peak: 0.64, tried: 0.32, value: 0.57, best: { rate: 0.08, value: 0.94 } }

test('a peak at which a method without a ramp diverges or clearly loses is a finding, with its numbers', () => {
  expect(findPeakOutOfReach({ subject: 'one-cycle', peaks: [peak] })).toEqual({
    finding: 'peak-out-of-reach',
    message: naming('one-cycle', '8 epochs', '0.64', 'linear', '57 %', '0.32', '94 %', '0.08'),
  })
  const diverged = { ...peak, budget: 16, value: null }
  expect(findPeakOutOfReach({ subject: 'one-cycle', peaks: [peak, diverged] })?.message).toEqual(
    naming('16 epochs', 'linear diverges'),
  )
})

test('one at which it loses little, or where its best diverged as well, is none', () => {
  expect(findPeakOutOfReach({ subject: 'one-cycle', peaks: [] })).toBeNull()
  expect(findPeakOutOfReach({ subject: 'one-cycle', peaks: [{ ...peak, value: 0.92 }] })).toBeNull()
  expect(findPeakOutOfReach({ subject: 'one-cycle', peaks: [{ ...peak, value: 0.85 }] })).toBeNull()
  const lost = { ...peak, value: null, best: { rate: 0.08, value: null } }
  expect(findPeakOutOfReach({ subject: 'one-cycle', peaks: [lost] })).toBeNull()
  const losses = { ...peak, value: 0.5, best: { rate: 0.08, value: 0.34 } }
  expect(findPeakOutOfReach({ subject: 'one-cycle', peaks: [losses], metric: 'loss' })).toBeNull()
  const worse = { ...losses, value: 0.51 }
  expect(findPeakOutOfReach({ subject: 'one-cycle', peaks: [worse], metric: 'loss' })).not.toBeNull()
})

test('a study reads it off the tuning runs: methods without a ramp that fall above 0.1, where 1cycle takes 1', async () => {
  const runner = fakeRunner(({ method, rate, epochs }, epoch) => {
    const high = method === 'one-cycle' || method === 'linear-with-ramp'
    if ((method === 'linear' || method === 'constant') && rate > 0.1) return null
    const whole = epoch === epochs || method === 'constant'
    return (whole ? 0.8 + 0.03 * epoch : 0.5) - 0.02 * decadesFromBest(high ? rate / 3.162 : rate)
  })
  const study = await compare(tinyStudy({ schedules: ['constant', 'linear', 'linear-with-ramp', 'one-cycle'] }), {
    runner,
  })
  const message = naming('one-cycle', '4 epochs', 'takes 0.3162', 'linear diverges at 0.3162', '92 %', '0.1)')
  expect(study.findings).toEqual([{ finding: 'peak-out-of-reach', message }])
  // a constant rate loses at high rates because it never falls
  expect(study.findings[0]?.message).not.toContain('constant')
  // a subject that fails there too shows nothing of ramps
  const { tuningSeeds } = study.plan
  const fails: TrialRunner = async (config, sharing) =>
    config.method === 'one-cycle' && !tuningSeeds.includes(config.seed)
      ? fakeTrial(config, () => 0.5)
      : runner(config, sharing)
  const failing = await compare(tinyStudy({ schedules: ['constant', 'linear', 'linear-with-ramp', 'one-cycle'] }), {
    runner: fails,
  })
  expect(failing.findings).toEqual([])
  const without = await compare(tinyStudy({ schedules: ['constant', 'linear'], subject: 'linear' }), { runner })
  expect(without.findings).toEqual([])
})
