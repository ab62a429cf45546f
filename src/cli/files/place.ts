/** Where results go: each place is tried before the work, and what it does not take in the end is written elsewhere. */
import { dirname, join } from 'node:path'
import { message } from '../../check.js'
import { UsageError } from '../shared/usage.js'
import { PieceFile } from './pieces.js'
import { reasonOf } from './reason.js'
import { replaceFile } from './replace.js'
import { type NotWritten, rescue } from './rescue.js'
import { writeStream } from './stream.js'
import { openTarget, type Target } from './target.js'

/** Options whose files are written more than once, and read again. */
const KEPT = ['checkpoint', 'journal']

export class Place {
  /** as it was given */
  readonly path: string
  readonly #target: Target
  readonly #words: (error: unknown, next?: string) => string

  readonly #where: string
  readonly #name: string

  /**
   * @param name of the option, without its dashes
   * @param target that was tried already
   * @throws Error naming the option and the path where nothing can be written
   */
  constructor(where: string, name: string, path: string, target?: Target) {
    this.path = path
    this.#where = where
    this.#name = name
    this.#words = (error, next) => {
      return message(where, `--${name}`, 'a writable file', `${path}: ${reasonOf(error)}`, next)
    }
    try {
      this.#target = target ?? openTarget(path, KEPT.includes(name))
    } catch (error) {
      throw new Error(this.#words(error))
    }
  }

  /** The path behind links; undefined for a stream. */
  get file(): string | undefined {
    return 'file' in this.#target ? this.#target.file : undefined
  }

  /** @throws NotWritten, which says where the content is instead */
  async write(content: Uint8Array | string): Promise<void> {
    try {
      if ('file' in this.#target) replaceFile(this.#target.file, content)
      else await writeStream(this.#target.stream, content)
    } catch (error) {
      throw this.rescue(error, content)
    }
  }

  /** The place of another file in the folder, which is the same to write to. */
  beside(name: string): Place {
    const next = (path: string): string => join(dirname(path), name)
    return new Place(this.#where, this.#name, next(this.path), { file: next(this.file as string) })
  }

  /** Replaces the file of a place that is kept. @throws Error; what was there before is there still */
  replace(content: Uint8Array | string): void {
    try {
      replaceFile(this.file as string, content)
    } catch (error) {
      throw new Error(this.#words(error))
    }
  }

  /** For what is written piece by piece. */
  pieces(): PieceFile {
    return new PieceFile(this.path, this.#target, this.#words)
  }

  rescue(error: unknown, content: Uint8Array | string): NotWritten {
    return rescue(this.path, content, (next) => this.#words(error, next))
  }
}

/**
 * The places of a command's options, by their names without dashes.
 * @throws UsageError for one file twice; Error for a place that cannot be written
 */
export function openPlaces<N extends string>(
  where: string,
  paths: Readonly<Record<N, string | false | undefined>>,
): Readonly<Partial<Record<N, Place>>> {
  const places: Partial<Record<N, Place>> = {}
  const names = (Object.keys(paths) as N[]).filter((name) => paths[name])
  for (const [index, name] of names.entries()) {
    const place = new Place(where, name, paths[name] as string)
    const other = names
      .slice(0, index)
      .find((before) => place.file !== undefined && places[before]?.file === place.file)
    if (other !== undefined) {
      throw new UsageError(message(where, `--${name}`, `a file other than that of --${other}`, place.path))
    }
    places[name] = place
  }
  return places
}
