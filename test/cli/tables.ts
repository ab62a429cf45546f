/** Small tables as CSV. */

/** Two kinds of flowers whose length tells them apart, each at a place that tells nothing. */
export function flowers(rows: number): string {
  const lines = Array.from({ length: rows }, (_, k) => {
    const length = k % 2 === 0 ? 1 + (k % 7) / 10 : 4 + (k % 5) / 10
    return `${length},${['wood', 'field', ''][k % 3]},${k % 2 === 0 ? 'rose' : 'lily'}`
  })
  return ['length,place,kind', ...lines].join('\n')
}

/** Houses whose price follows from their size and district. */
export function houses(rows: number): string {
  const lines = Array.from({ length: rows }, (_, k) => {
    const size = 40 + ((k * 37) % 90)
    return `h${k},${size},${k % 3 === 0 ? 'north' : 'south'},${1000 * size + (k % 3 === 0 ? 20_000 : 50_000) + k}`
  })
  return ['id,size,district,price', ...lines].join('\n')
}
