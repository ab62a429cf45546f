/** What the dots do, and the reasons that the literature gives for it. */
export function Why() {
  return (
    <div class="landscape-why">
      <div>
        <h3>Oscillation</h3>
        <p>
          Across the ravine the ground is steep. A dot that moves by more than the slope calls for lands on the other
          wall, higher than before: it bounces instead of going down. With momentum μ, that begins where the rate is
          above 2 (1 + μ) / λ, with λ the curvature across (Goh, “Why momentum really works”, 2017). A ramp keeps the
          rate below that while the walls are steepest.
        </p>
      </div>
      <div>
        <h3>Escape</h3>
        <p>
          At the saddle hardly anything pulls. A low rate creeps over it, or is still there when the run ends; a high
          rate with momentum crosses it in a few updates. Dauphin and others (2014) hold saddles, not bad valleys, to be
          what slows training down, and Smith (2015) gives it as the reason why raising the rate for a while helps. In
          noise, a high rate also leaves the shallower valley again.
        </p>
      </div>
      <div>
        <h3>Settling</h3>
        <p>
          Each look at a batch errs a little. At a constant rate, a dot ends up wandering about the bottom, and the
          higher the rate, the wider (Bottou, Curtis and Nocedal, 2018): to come to rest, the rate has to fall. A
          schedule that ends near 0 does that, and it explains much of what 1cycle gains over a constant rate.
        </p>
      </div>
    </div>
  )
}
