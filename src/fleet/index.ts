/** A fleet: trials that are run by as many machines as there are, over a queue in Redis or PostgreSQL. */
export { type Coordinator, type CoordinatorOptions, openCoordinator, type Ran } from './coordinator.js'
export { type Job, LEASE, type Presence } from './protocol.js'
export { type WorkOptions, work } from './work.js'
