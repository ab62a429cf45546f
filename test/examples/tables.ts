/** Small tables as people have them: text, numbers, missing cells. */

/** Penguins of three species, whose bills and weights tell them apart. */
export function penguins(rows: number): string {
  const kinds = [
    ['Adelie', 39, 18.3, 190, 3700],
    ['Chinstrap', 49, 18.4, 196, 3730],
    ['Gentoo', 47.5, 15, 217, 5080],
  ] as const
  const islands = ['Torgersen', 'Dream', 'Biscoe']
  const lines = Array.from({ length: rows }, (_, row) => {
    const [species, billLength, billDepth, flipper, mass] = kinds[row % 3] as (typeof kinds)[number]
    const more = ((row * 37) % 23) / 11.5 - 1
    const island = islands[(row + (row % 7 === 0 ? 1 : 0)) % 3]
    const sex = row % 11 === 10 ? '' : row % 2 === 0 ? 'MALE' : 'FEMALE'
    const bill = row % 29 === 28 ? '' : (billLength + 2 * more).toFixed(1)
    const numbers = [bill, (billDepth - more).toFixed(1), Math.round(flipper + 6 * more), Math.round(mass + 300 * more)]
    return [species, island, ...numbers, sex].join(',')
  })
  return `${['species,island,bill_length_mm,bill_depth_mm,flipper_length_mm,body_mass_g,sex', ...lines].join('\n')}\n`
}

/** Cars: the heavier, the fewer miles a gallon; newer and Japanese ones a few more. */
export function cars(rows: number): string {
  const lines = Array.from({ length: rows }, (_, row) => {
    const weight = 1800 + ((row * 131) % 97) * 30
    const year = 1970 + ((row * 17) % 13)
    const origin = (['usa', 'europe', 'japan'] as const)[row % 3] as string
    const mpg = 52 - weight / 110 + (year - 1970) / 2 + (origin === 'japan' ? 3 : 0)
    return [mpg.toFixed(1), weight, row % 19 === 7 ? 'NA' : year, origin].join(',')
  })
  return `${['mpg,weight,year,origin', ...lines].join('\n')}\n`
}
