/** What is trained on. */
import type { Dataset } from 'onecycle'

/** Both parts of the data; they go to workers as they are. */
export interface ProblemData {
  readonly training: Dataset
  readonly validation: Dataset
}
