/** What the verdict needs of the reports, and no more: the rest is not loaded. */
export { studyFigure, studyHeadline, studyReport } from 'onecycle/report'
