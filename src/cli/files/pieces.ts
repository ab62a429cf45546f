/** A file that is written piece by piece, and is whole or not there. A device or a pipe is written to as it is. */
import { closeSync, fsyncSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { readOpened } from './opened.js'
import { putInPlace } from './replace.js'
import { NotWritten, putElsewhere } from './rescue.js'
import { writeStream } from './stream.js'
import type { Target } from './target.js'
import { besides } from './temporary.js'

export class PieceFile {
  readonly #path: string
  readonly #target: Target
  readonly #words: (error: unknown, next?: string) => string
  /** undefined for a stream */
  readonly #temporary: string | undefined
  #file: number
  #bytes = 0
  /** why the file stands elsewhere, and where */
  #moved: NotWritten | undefined

  constructor(path: string, target: Target, words: (error: unknown, next?: string) => string) {
    this.#path = path
    this.#target = target
    this.#words = words
    this.#temporary = 'file' in target ? besides(target.file) : undefined
    this.#file = this.#tried(() => ('file' in target ? openSync(this.#temporary as string, 'w+') : target.stream))
  }

  async write(text: string): Promise<void> {
    const bytes = Buffer.from(text)
    try {
      if (this.#temporary === undefined) await writeStream(this.#file, bytes)
      else writeFileSync(this.#file, bytes)
    } catch (error) {
      this.#move(error, bytes)
    }
    this.#bytes += bytes.length
  }

  /** Puts the file in its place. @throws NotWritten where it is elsewhere */
  finish(): void {
    if (this.#temporary === undefined || !('file' in this.#target)) return
    try {
      fsyncSync(this.#file)
      if (this.#moved === undefined) putInPlace(this.#temporary, this.#target.file)
    } catch (error) {
      this.#move(error)
    }
    closeSync(this.#file)
    if (this.#moved !== undefined) throw this.#moved
  }

  /** Leaves what was there before. */
  discard(): void {
    for (const path of [this.#temporary, this.#moved?.rescued]) if (path !== undefined) rmSync(path, { force: true })
  }

  /**
   * A disk that is full may have taken a part of the piece: what came before it and all of it goes on elsewhere. It is read
   * through the open file, whose folder may be gone.
   */
  #move(error: unknown, piece: Uint8Array = new Uint8Array()): void {
    const from = this.#temporary
    if (from === undefined || this.#moved !== undefined) throw new Error(this.#words(error))
    let opened: number | undefined
    const path = putElsewhere(this.#path, (file) => {
      opened = openSync(file, 'w')
      try {
        for (const before of readOpened(this.#file, this.#bytes)) writeFileSync(opened, before)
        writeFileSync(opened, piece)
      } catch (error) {
        closeSync(opened)
        throw error
      }
    })
    rmSync(from, { force: true })
    closeSync(this.#file)
    if (path === undefined || opened === undefined) throw new Error(this.#words(error))
    this.#file = opened
    this.#moved = new NotWritten(this.#words(error, `it was written to ${path}`), path)
  }

  #tried<T>(act: () => T): T {
    try {
      return act()
    } catch (error) {
      throw new Error(this.#words(error))
    }
  }
}
