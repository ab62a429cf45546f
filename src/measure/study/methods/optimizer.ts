/** The optimizer that a method uses in a run: outside of a study, to train as one of its trials does. */
import { checkNumber, checkOptions, checkPositive, wrongType } from '../../../check.js'
import type { Optimizer } from '../../../optimizers/optimizer.js'
import { sgd } from '../../../optimizers/sgd.js'
import { type Method, methodSchedules } from './methods.js'
import { functionsIn, type MethodRun, type OwnMethod, ownOptimizer, readMethod } from './own.js'

/** Of a built-in method: stochastic gradient descent by its schedules. */
export function builtInOptimizer(method: Method, run: MethodRun): Optimizer {
  return sgd({ ...methodSchedules(method, run), weightDecay: run.weightDecay })
}

/**
 * The optimizer that a method of a study uses in a run: give it to `train` or `Training` to do what a trial does.
 *
 * @param method the name of a built-in method, a description, or a function
 * @throws TypeError, RangeError for what is no method, or for a run that it cannot have
 */
export function methodOptimizer(method: Method | OwnMethod, run: MethodRun): Optimizer {
  return optimizerFrom('methodOptimizer', method, run)
}

/** The same for a caller of its own. */
export function optimizerFrom(where: string, method: Method | OwnMethod, run: MethodRun): Optimizer {
  checkOptions(where, run, ['totalSteps', 'epochs', 'rate', 'weightDecay', 'momentum', 'dialect'])
  checkPositive(where, 'epochs', run.epochs)
  checkNumber(where, 'weightDecay', run.weightDecay, 0)
  if (typeof method === 'string') return builtInOptimizer(method, run)
  if (typeof method !== 'object' || method === null) throw wrongType(where, 'method', 'a name or a method', method)
  const { definition } = readMethod(where, 'method', method, [run])
  return ownOptimizer(where, method.name, definition, run, functionsIn(where, [method]))
}
