import { adamw, linear, warmup } from 'onecycle'

// A third of the run up from 0, then down to 0; the momentum of Adam stays lower than usual.
export default function slowStart({ totalSteps, rate, weightDecay }) {
  const steps = Math.floor(totalSteps / 3)
  const before = linear({ initial: rate, totalSteps: totalSteps - steps })
  return adamw({ learningRate: warmup({ duration: { steps }, before }), momentum: 0.8, weightDecay })
}
