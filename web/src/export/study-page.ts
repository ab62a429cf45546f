/** The report of a study, the page that `onecycle compare --out` writes. */
import type { Study } from 'onecycle'
import { studyReport } from 'onecycle/report'

export function studyPage(study: Study): string {
  return studyReport(study, { machine: [['browser', navigator.userAgent]], document: study })
}
