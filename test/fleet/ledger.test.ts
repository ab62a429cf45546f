import { describe, expect, test } from 'vitest'
import { Ledger, WrongResult } from '../../src/fleet/ledger.js'

/** Trials are numbers, and the truth about one is its square. */
function ledger({ check = 0.5, chance = 0.9 } = {}) {
  const verified: unknown[] = []
  const made = new Ledger({
    where: 'compare',
    hashOf: (record) => `hash of ${record}`,
    verify: async (trial) => {
      verified.push(trial)
      return (trial as number) ** 2
    },
    check,
    random: () => chance,
  })
  const accept = (trial: number, machine: string, record: number) =>
    made.accept(trial, { id: `${trial}`, machine, record })
  return { accept, verified }
}

describe('a ledger', () => {
  test('checks the first result of each machine, and of the others the drawn share', async () => {
    const never = ledger({ chance: 0.9 })
    for (const trial of [1, 2, 3]) await never.accept(trial, 'alpha', trial ** 2)
    await never.accept(4, 'beta', 16)
    expect(never.verified).toEqual([1, 4])
    const always = ledger({ chance: 0.1 })
    for (const trial of [1, 2, 3]) await always.accept(trial, 'alpha', trial ** 2)
    expect(always.verified).toEqual([1, 2, 3])
  })

  test('with a share of 0 checks nothing', async () => {
    const { accept, verified } = ledger({ check: 0, chance: 0 })
    await accept(1, 'alpha', 7)
    expect(verified).toEqual([])
  })

  test('takes a second delivery that is alike without running the trial again', async () => {
    const { accept, verified } = ledger()
    await accept(3, 'alpha', 9)
    await accept(3, 'beta', 9)
    expect(verified).toEqual([3])
  })

  test.each([
    ['first', [10, 9], 'alpha'],
    ['second', [9, 10], 'beta'],
  ] as const)(
    'names the machine where the %s of two deliveries is wrong, checks or none',
    async (_, records, wrong) => {
      const { accept } = ledger({ check: 0 })
      await accept(3, 'alpha', records[0])
      const error = await accept(3, 'beta', records[1]).then(undefined, (reason) => reason)
      expect(error).toBeInstanceOf(WrongResult)
      expect(error).toMatchObject({ machine: wrong, message: expect.stringContaining(`machine ${wrong}`) })
    },
  )

  test('holds all results of a machine back until its first is checked', async () => {
    const { accept } = ledger()
    const first = accept(1, 'liar', 5)
    const second = accept(2, 'liar', 4)
    await expect(first).rejects.toThrow('liar')
    await expect(second).rejects.toThrow('liar')
  })
})
