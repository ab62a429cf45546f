/** The screen "verdict". */
export function VerdictScreen() {
  return <p>Verdict</p>
}
