/** The screen "shape". */
export function ShapeScreen() {
  return <p>Shape</p>
}
