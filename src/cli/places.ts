/**
 * Where the command line finds the files beside it. The build puts every module one folder deep, into cli/ or parts/, so
 * each place is written from the folder above.
 */
const place = (path: string): URL => new URL(`../${path}`, import.meta.url)

/** The package that the program belongs to: its version is the one it prints. */
export const packageFile = place('../package.json')
/** The script of a worker that runs trials of a study. */
export const trialWorker = place('cli/compare/trials/worker.js')
/** The script of a worker that times tasks, and the library as its users load it. */
export const benchWorker = place('bench/lab/worker.js')
/** The program that times tasks in another Node. */
export const benchProcess = place('bench/lab/process.js')
export const library = place('entry/index.js')
/** In a clone of the project: the folder of the fleet's package. */
export const fleetHere = place('../../fleet/')
