/** No time is taken of engines that disagree: each task's results are compared word by word first. */
import { message } from '../../check.js'

/**
 * @param name the task
 * @throws Error naming the first word that differs, as hexadecimal
 */
export function checkSameWords(name: string, words: Uint32Array, expected: Uint32Array): void {
  if (words.length !== expected.length) {
    throw new Error(message('bench', name, `${expected.length} words of results`, `${words.length}`))
  }
  for (let i = 0; i < words.length; i++) {
    if (words[i] === expected[i]) continue
    const got = `${hexadecimal(words[i] as number)} from wasm at word ${i} of ${words.length}`
    throw new Error(message('bench', name, `the bits of the plain-JS twin, ${hexadecimal(expected[i] as number)}`, got))
  }
}

function hexadecimal(word: number): string {
  return `0x${word.toString(16).padStart(8, '0')}`
}
