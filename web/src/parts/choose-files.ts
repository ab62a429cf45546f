/** Asks the reader for files. */

/** Kept, as a browser may forget one that stands nowhere before its files are chosen. */
let input: HTMLInputElement

export function chooseFiles(onFiles: (files: readonly File[]) => void, accept = ''): void {
  input = document.createElement('input')
  const chosen = (): void => onFiles([...(input.files ?? [])])
  Object.assign(input, { type: 'file', multiple: true, accept, onchange: chosen }).click()
}
