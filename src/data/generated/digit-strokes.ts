/**
 * How the ten digits are written: for each digit some styles, a style being a list of strokes.
 *
 * A stroke is a list x0, y0, x1, y1, ... of control points in hundredths of a square, y pointing down. It is drawn as a uniform
 * quadratic B-spline: it starts at the first point, passes halfway between neighbours, bends towards the points between
 * and ends at the last one. A point that is given twice is a sharp corner, which the stroke reaches.
 */
export type Stroke = readonly number[]
export type Style = readonly Stroke[]

export const DIGIT_STYLES: readonly (readonly Style[])[] = [
  // 0: an oval; one whose ends cross; one with a slash
  [
    [[50, 0, 16, 0, 16, 100, 84, 100, 84, 0, 50, 0]],
    [[62, 6, 22, -6, 16, 100, 84, 106, 86, 10, 40, 2]],
    [
      [50, 0, 14, 0, 14, 100, 86, 100, 86, 0, 50, 0],
      [30, 76, 70, 24],
    ],
  ],
  // 1: a bar; with an upstroke; with an upstroke and a foot
  [
    [[52, 0, 48, 100]],
    [[30, 24, 54, 0, 54, 0, 52, 100]],
    [
      [30, 22, 52, 0, 52, 0, 52, 100],
      [28, 100, 76, 100],
    ],
  ],
  // 2: a corner at the foot; a loop at the foot; a straight neck
  [
    [[20, 24, 28, -4, 80, -6, 88, 42, 18, 100, 18, 100, 84, 100]],
    [[20, 20, 36, -8, 90, -2, 78, 55, 30, 108, 6, 92, 26, 72, 56, 96, 90, 94]],
    [[22, 12, 62, -12, 94, 20, 70, 50, 20, 98, 20, 98, 50, 92, 84, 100]],
  ],
  // 3: two bows; a flat top; two bows that meet in a small loop
  [
    [[20, 14, 40, -8, 86, 0, 78, 44, 42, 46, 42, 46, 88, 50, 86, 102, 40, 108, 16, 84]],
    [[20, 2, 80, 2, 80, 2, 46, 40, 46, 40, 90, 42, 88, 102, 44, 108, 16, 86]],
    [[24, 10, 60, -14, 90, 16, 66, 46, 34, 50, 42, 42, 90, 50, 80, 108, 36, 106, 18, 88]],
  ],
  // 4: open; closed; open, with a short stem
  [
    [
      [28, 2, 18, 58, 18, 58, 86, 58],
      [68, 8, 64, 100],
    ],
    [
      [62, 0, 12, 66, 12, 66, 88, 66],
      [62, 0, 62, 100],
    ],
    [
      [22, 6, 14, 70, 40, 56, 80, 50],
      [76, 2, 72, 50, 60, 100],
    ],
  ],
  // 5: in one stroke; with the bar on its own; with a slanted neck
  [
    [[80, 2, 30, 2, 30, 2, 24, 46, 24, 46, 50, 30, 90, 42, 84, 102, 40, 108, 16, 90]],
    [
      [30, 6, 26, 44, 26, 44, 86, 30, 92, 104, 36, 106, 18, 88],
      [30, 4, 84, 0],
    ],
    [[86, 6, 42, 0, 42, 0, 26, 40, 70, 40, 86, 70, 62, 104, 16, 98]],
  ],
  // 6: a bent stem; an almost straight stem; a stem that hooks over
  [
    [[72, 0, 24, 12, 8, 104, 84, 112, 90, 48, 36, 42, 20, 76]],
    [[60, 0, 26, 50, 14, 102, 80, 108, 84, 52, 36, 50, 24, 80]],
    [[80, 16, 66, -8, 18, 4, 12, 104, 86, 110, 88, 50, 40, 44, 20, 66]],
  ],
  // 7: plain; with a bar; with a hook and a bent stem
  [
    [[16, 3, 84, 3, 84, 3, 42, 100]],
    [
      [16, 4, 82, 3, 82, 3, 42, 100],
      [34, 52, 78, 48],
    ],
    [[18, 20, 20, 4, 20, 4, 84, 2, 84, 2, 50, 42, 46, 100]],
  ],
  // 8: in one stroke; two rings; in one stroke, open at the top
  [
    [[50, 0, 16, -2, 16, 40, 50, 48, 86, 58, 84, 102, 50, 102, 16, 102, 14, 60, 50, 46, 84, 38, 82, -2, 50, 0]],
    [
      [50, 0, 22, 0, 22, 46, 78, 46, 78, 0, 50, 0],
      [50, 46, 14, 46, 14, 100, 86, 100, 86, 46, 50, 46],
    ],
    [[82, 12, 50, -12, 6, 14, 30, 42, 92, 64, 84, 108, 14, 108, 14, 66, 60, 42, 84, 6]],
  ],
  // 9: a straight stem; a hook below; a stem that leans
  [
    [[78, 24, 68, -6, 12, -6, 16, 54, 64, 58, 78, 24, 78, 24, 72, 100]],
    [[80, 22, 64, -8, 12, -4, 16, 54, 72, 60, 80, 22, 80, 22, 86, 106, 50, 104, 22, 92]],
    [[74, 10, 40, -12, 6, 30, 34, 58, 72, 42, 78, 6, 78, 6, 70, 50, 46, 100]],
  ],
]
