/**
 * The reader's own rows: kept by the browser in IndexedDB, so that a reload loses nothing and every worker finds them by itself.
 * They are no part of the page's state, and go nowhere else.
 */
import type { Dataset } from 'onecycle'

/** What the page tells of a file, without its rows. */
export interface OwnFacts {
  readonly name: string
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string | null }[]
  readonly rows: number
  readonly heldOut: number
  readonly inputs: number
  /** [height, width, channels] of images */
  readonly shape?: readonly number[]
  /** 0 where the target is a number */
  readonly classes: number
  /** what was decided for rows and columns, a line each */
  readonly notes: readonly string[]
  /** of a table: its columns, and which of them is predicted */
  readonly columns?: readonly string[]
  readonly target?: number
  /** of a table: the rows of its file, of which those without a target are left out */
  readonly inFile?: number
  /** by which the rows that are held out were drawn */
  readonly seed: number
}

export interface OwnRows {
  readonly facts: OwnFacts
  readonly training: Dataset
  readonly validation: Dataset
  /** the file of a table, to be read anew for another target */
  readonly source?: Uint8Array
}

type Part = keyof OwnRows

const BASE = 'onecycle-lab'
const STORE = 'own'

export async function keepOwnRows(rows: OwnRows): Promise<void> {
  await inStore('readwrite', (store) => {
    store.clear()
    let last: IDBRequest | undefined
    for (const [part, value] of Object.entries(rows)) last = store.put(value, part)
    return last as IDBRequest
  })
}

export async function forgetOwnRows(): Promise<void> {
  await inStore('readwrite', (store) => store.clear())
}

/** @returns null where nothing is kept */
export async function ownRows(): Promise<OwnRows | null> {
  const [facts, training, validation, source] = await Promise.all([
    kept<OwnFacts>('facts'),
    kept<Dataset>('training'),
    kept<Dataset>('validation'),
    kept<Uint8Array>('source'),
  ])
  if (facts === undefined || training === undefined || validation === undefined) return null
  return { facts, training, validation, ...(source === undefined ? {} : { source }) }
}

/** The same, without fetching the rows. */
export async function ownFacts(): Promise<OwnFacts | null> {
  return (await kept<OwnFacts>('facts')) ?? null
}

function kept<T>(part: Part): Promise<T | undefined> {
  return inStore('readonly', (store) => store.get(part) as IDBRequest<T | undefined>)
}

async function inStore<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const base = await opened()
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = base.transaction(STORE, mode)
      const request = ask(transaction.objectStore(STORE))
      transaction.oncomplete = () => resolve(request.result)
      transaction.onerror = () => reject(refused(transaction.error))
      transaction.onabort = () => reject(refused(transaction.error))
    })
  } finally {
    base.close()
  }
}

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(BASE, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(refused(request.error))
  })
}

function refused(cause: DOMException | null): Error {
  return new Error(
    `the browser keeps no rows for this page (${cause?.message ?? 'no reason given'}): allow it to store data, or make room`,
    { cause },
  )
}
