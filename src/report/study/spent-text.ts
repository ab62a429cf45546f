/** What a study took, in a sentence or two. */
import type { StudySeconds } from '../../measure/study/trials/spent.js'
import { count, epochsText } from '../../words.js'

export function spentText({ trials, total, training, processor, median, sharedEpochs }: StudySeconds): string {
  const cpu = processor === null ? '' : ` and ${duration(processor)} of the processors`
  const shared =
    sharedEpochs === 0
      ? ''
      : ` Of all trials ${epochsText(sharedEpochs)} were not run, as longer trials begin with the same ones.`
  return (
    `${count(trials)} trials took ${duration(total)} of their threads${cpu}; ${Math.round((100 * training) / total)} % of it ` +
    `went into training, the rest into looks at held-out and test rows and into starting. The median trial took ` +
    `${duration(median)}.${shared}`
  )
}

/** 41.3 as "41.3 s", 2580 as "43 min", 11160 as "3.1 h". */
function duration(seconds: number): string {
  if (seconds < 1) return `${Number((1000 * seconds).toPrecision(2))} ms`
  if (seconds < 120) return `${Number(seconds.toPrecision(3))} s`
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`
  return `${Number((seconds / 3600).toPrecision(3))} h`
}
