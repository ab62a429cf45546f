/** The way through the page, as tests walk it. */

export const titles = ['Find the rate', 'Shape the schedule', 'Race', 'Verdict']

export async function toScreen(page, title) {
  await page.getByRole('navigation', { name: 'The story' }).getByRole('button', { name: title }).click()
  await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor()
}

/** The address of a state that differs from the first experiment in these parts. */
export function addressOf(parts) {
  return `#${encodeURIComponent(JSON.stringify(parts))}`
}
