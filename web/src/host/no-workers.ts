/** Whether the page can have no workers: an old browser, or one that was forbidden to start them. */
import { signal } from '@preact/signals'

/** Turns true for good as soon as one does not start. */
export const noWorkers = signal(typeof Worker !== 'function')
