/** The screen "rate". */
export function RateScreen() {
  return <p>Rate</p>
}
