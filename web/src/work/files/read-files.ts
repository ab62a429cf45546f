/** Files to rows that are kept: the worker's side. */
import type { ProblemData } from '../../problem/data.ts'
import { readImages } from '../../problem/files/images.ts'
import { type GivenFile, kindOf, stemOf } from '../../problem/files/kinds.ts'
import { columnsOf, readTable } from '../../problem/files/table.ts'
import { keepOwnRows, type OwnFacts, ownRows } from '../../problem/own-rows.ts'

/** A table that could be read, though not for this target: perhaps for another. */
export interface UnfitTable {
  readonly error: string
  readonly name: string
  readonly columns: readonly string[]
  readonly target: number
}

interface Table {
  readonly file: GivenFile
  readonly files: OwnFacts['files']
  readonly columns: readonly string[]
  readonly inFile: number
}

/** The seed of the lot in what is kept: that of the first experiment. */
const LOT = 1

let table: Table | undefined

/**
 * @param column that is predicted, where the table has it
 * @throws Error in words for the reader
 */
export async function readFiles(
  given: readonly File[],
  column = '',
): Promise<{ readonly facts: OwnFacts } | UnfitTable> {
  const files = await Promise.all(
    // in one order however they were chosen
    [...given]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(async (file): Promise<GivenFile> => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
  )
  const kind = kindOf(files)
  const listed = await Promise.all(
    files.map(async ({ name, bytes }) => ({ name, bytes: bytes.length, sha256: await sha256(bytes) })),
  )
  if (kind !== 'table') {
    const facts = await keep(await readImages(kind, files), { files: listed })
    table = undefined
    return { facts }
  }
  const [file] = files as [GivenFile]
  table = { file, files: listed, ...columnsOf(file) }
  const { columns } = table
  const wanted = columns.indexOf(column)
  return fromTable(table, wanted === -1 ? columns.length - 1 : wanted)
}

/** The same table for another target; after a reload it is the one that is kept. */
export async function readTarget(target: number): Promise<{ readonly facts: OwnFacts } | UnfitTable> {
  table ??= await keptTable()
  return fromTable(table, target)
}

async function keptTable(): Promise<Table> {
  const own = await ownRows()
  const name = own?.facts.files[0]?.name
  if (own?.source === undefined || name === undefined) {
    throw new Error('the table is not here any more: give its file again')
  }
  const file = { name, bytes: own.source }
  return { file, files: own.facts.files, ...columnsOf(file) }
}

async function fromTable(
  { file, files, columns, inFile }: Table,
  target: number,
): Promise<{ readonly facts: OwnFacts } | UnfitTable> {
  let read: ReturnType<typeof readTable>
  try {
    read = readTable(file, target, LOT)
  } catch (error) {
    return { error: (error as Error).message, name: file.name, columns, target }
  }
  return { facts: await keep(read, { files, columns, target, inFile, notes: read.notes }, file.bytes) }
}

async function keep(
  { training, validation }: ProblemData,
  parts: Pick<OwnFacts, 'files'> & Partial<OwnFacts>,
  source?: Uint8Array,
): Promise<OwnFacts> {
  const { shape } = training
  const facts: OwnFacts = {
    name: stemOf(parts.files[0]?.name ?? 'data'),
    rows: training.count,
    heldOut: validation.count,
    inputs: training.inputs,
    classes: training.classes,
    ...(shape === undefined ? {} : { shape }),
    notes: [],
    seed: LOT,
    ...parts,
  }
  await keepOwnRows({ facts, training, validation, ...(source === undefined ? {} : { source }) })
  return facts
}

/** As `sha256sum` tells it; null where the page may not compute it, as from an address without https. */
async function sha256(bytes: Uint8Array): Promise<string | null> {
  if (globalThis.crypto?.subtle === undefined) return null
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>))
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
