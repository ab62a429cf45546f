import * as onecycle from 'onecycle'
import { combined, goldenRuns } from './golden.mjs'

console.log(combined(await goldenRuns(onecycle)))
