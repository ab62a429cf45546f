/**
 * More seeds where the intervals are wide, one by one, and what looking often costs.
 *
 * Whether to go on is read off the widths alone, never off where an interval lies. So looking often does not chase a
 * result, but it stops where the spread happens to look small, and a 95 % interval that was waited for holds 92 to 94 %.
 * A study that waits gives half of its risk away: its speed-ups have intervals of 97.5 % where 95 % are claimed. From 5
 * seeds on, with log times that lie evenly, those hold at least 95 % (simulated in the tests).
 */
import { checkPositive, wrongValue } from '../../check.js'
import type { Reader } from '../../options.js'
import type { StudyPlan } from './plan.js'

/** With fewer, a spread that looks small says too little. */
const FEWEST = 5
/** Of the seeds that a study begins with. */
const MOST_TIMES = 4
const MOST = 1000

/** The width that a study waits for, which must begin with seeds enough. */
export const readWidth: Reader<number> = (where, what, value, { seeds }) => {
  const width = checkPositive(where, what, value)
  if ((seeds as number) < FEWEST) throw wrongValue(where, what, `at least ${FEWEST} seeds to begin with`, seeds)
  return width
}

/** The level at which intervals of speed-ups are made, so that after all looks they hold what the plan claims. */
export function lookingLevel({ level, untilWidth }: Pick<StudyPlan, 'level' | 'untilWidth'>): number {
  return untilWidth === undefined ? level : (1 + level) / 2
}

/** The most seeds that a study may come to. */
export function mostSeeds({ seeds, untilWidth }: Pick<StudyPlan, 'seeds' | 'untilWidth'>): number {
  return untilWidth === undefined ? seeds.length : Math.min(MOST_TIMES * seeds.length, MOST)
}
