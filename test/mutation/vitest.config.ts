import { readdirSync, readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import { common } from '../../vitest.config.ts'

const folder = process.env.MUTATED ?? ''
/** A folder's own tests, those of the kernels and networks of layers, and those of mistakes, which are everyone's. */
const folders = [`test/${folder}`, ...(folder === 'layers' ? ['test/core/layers', 'test/network'] : []), 'test/entry']

/** Starts programs, which are built, and nothing is mutated there; or reads large data. */
const isElsewhere = (file: string) => /node:child_process|outside-data/.test(readFileSync(file, 'utf8'))

const include = folders
  .flatMap((name) => readdirSync(name, { recursive: true, encoding: 'utf8' }).map((file) => `${name}/${file}`))
  .filter((file) => /(?<!\.(?:slow|simulation))\.test\.ts$/.test(file) && !isElsewhere(file))

export default defineConfig({ ...common, test: { ...common.test, include, pool: 'threads', isolate: true } })
