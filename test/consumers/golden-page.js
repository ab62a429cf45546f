import * as onecycle from 'onecycle'
import { combined, goldenRuns } from './golden.mjs'

document.documentElement.dataset.golden = combined(await goldenRuns(onecycle))
