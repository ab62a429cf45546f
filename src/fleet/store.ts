/** What lies on the server beside the queue: deliveries, who began what, whom nobody believes any more, data, and who is there. */
import type { Delivery, Presence } from './protocol.js'

export interface Store {
  /** With a delivery, what was said of the beginnings of the trial is over. */
  deliver(delivery: Delivery): Promise<void>
  /** Deliveries after a place in their order, the oldest first, and the place after them; without a place from the first. */
  deliveries(after?: string): Promise<{ after: string | undefined; deliveries: readonly Delivery[] }>
  /**
   * Says that a process begins a trial.
   * @returns the processes that began it before and neither delivered nor left it: they died, or will be late
   */
  begin(id: string, process: string): Promise<readonly string[]>
  /** Says that a process gives a trial back. */
  leave(id: string, process: string): Promise<void>
  /** Says that a machine gave a wrong result of a trial: for as long as deliveries are kept, none of its results counts. */
  distrust(machine: string, id: string): Promise<void>
  /** machines that gave a wrong result, and the trial of which */
  distrusted(): Promise<ReadonlyMap<string, string>>
  /** Puts data there, unless they are there. */
  putData(hash: string, bytes: Uint8Array): Promise<void>
  /** @returns undefined where the server has no such data */
  getData(hash: string): Promise<Uint8Array | undefined>
  /** Says that a process is there, for so many seconds. */
  announce(presence: Presence, seconds: number): Promise<void>
  present(): Promise<readonly Presence[]>
  close(): Promise<void>
}

/** Deliveries that are read at once. */
export const PAGE = 200

/** Data lie in pieces: servers have a limit on the size of one value. */
const PIECE = 2 ** 24

export function piecesOf(bytes: Uint8Array): Buffer[] {
  const pieces = Array.from({ length: Math.ceil(bytes.length / PIECE) }, (_, i) =>
    bytes.subarray(i * PIECE, (i + 1) * PIECE),
  )
  return pieces.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength))
}

/** The name of a process among those of all machines. */
export function nameOf({ machine, process }: Pick<Presence, 'machine' | 'process'>): string {
  return `${machine}/${process}`
}
