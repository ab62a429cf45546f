/** A small race with numbers that are easy to follow. */
import type { LaneCurves, RaceCurves } from '../../../web/src/export/race-curves.ts'
import { firstLab } from '../../../web/src/state/lab.ts'

const SHA256 = 'ab'.repeat(32)

const lane = (name: string, tone: string, parts: Partial<LaneCurves>): LaneCurves => ({
  name,
  tone,
  lane: { method: 'linear', rate: 0.1 },
  losses: Float32Array.of(0.75, 0.5, 0.25, 0.125),
  looks: [
    { step: 2, loss: 0.5, accuracy: 0.75 },
    { step: 4, loss: 0.25, accuracy: 0.875 },
  ],
  end: { stopped: 'completed', steps: 4, sha256: SHA256 },
  ...parts,
})

export const race: RaceCurves = {
  problem: { ...firstLab.problem, data: 'spirals', epochs: 2 },
  totalSteps: 4,
  target: 0.8,
  lanes: [
    lane('linear', 'curve-1', {}),
    lane('steps, "own" & <low>', 'subject', {
      lane: { method: { name: 'own', schedule: 'constant', momentum: 0.5 }, rate: 0.2 },
      losses: Float32Array.of(1, 2),
      looks: [{ step: 2, loss: 2, accuracy: 0.5 }],
      end: { stopped: 'diverged', steps: 2, sha256: null },
    }),
  ],
}
