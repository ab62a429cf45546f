/** --data FOLDER: four IDX files. */
import { readdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { message } from '../../check.js'
import { type Dataset, idxDataset } from '../../entry/index.js'
import { readInput } from '../shared/files.js'
import { isTable } from './table-file.js'

export type IdxPart = 'train' | 't10k'

/** The training or the test part of a folder. @throws Error for a file that is missing, RangeError for one that is broken */
export function readFolderPart(where: string, folder: string, part: IdxPart): Promise<Dataset> {
  const files = readdirSync(folder)
  const images = findIdx(where, folder, files, `${part}-images`, 'idx3-ubyte')
  const labels = findIdx(where, folder, files, `${part}-labels`, 'idx1-ubyte')
  return idxDataset({
    images: readInput(where, '--data', images),
    labels: readInput(where, '--data', labels),
    name: basename(resolve(folder)),
    sources: { images, labels },
  })
}

/** MNIST's names, as its authors spell them or with the dot that some archives have; gzip or not. */
function findIdx(where: string, folder: string, files: readonly string[], stem: string, ending: string): string {
  for (const name of [`${stem}-${ending}`, `${stem}.${ending}`]) {
    for (const file of [name, `${name}.gz`]) if (files.includes(file)) return join(folder, file)
  }
  const got =
    files.length === 0 ? 'an empty folder' : `${files.slice(0, 8).join(', ')}${files.length > 8 ? ', ...' : ''}`
  const table = files.find(isTable)
  const next = table && `to read a table, name its file: --data ${join(folder, table)}`
  throw new Error(
    message(where, '--data', `the file ${stem}-${ending} or ${stem}-${ending}.gz in ${folder}`, got, next),
  )
}
