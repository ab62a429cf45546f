/** The screen "race". */
export function RaceScreen() {
  return <p>Race</p>
}
