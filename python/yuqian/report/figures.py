# SPDX-License-Identifier: Apache-2.0
"""How a figure is written: as many digits as say something. page.js writes figures by the same rule."""
import math

NONE = "—"  # no such figure: not solved, or the closure does not have it
NEARLY_NONE = "≈0"  # there is one, too small for the decimals shown
STEPS = ((100, 0), (10, 1), (0.1, 2))  # from this size on, so many decimals
MOST = 3  # decimals of the smallest figures
NOISE = 1e-7  # what a solve leaves where the answer is zero


def decimals(size):
    """Decimals that a figure of this absolute size is written with."""
    return next((digits for least, digits in STEPS if size >= least), MOST)


def figure(value):
    """"0.88", "−39.0", "0.003"; "0" for what vanishes, a dash for what does not exist."""
    if value is None or not math.isfinite(value):
        return NONE
    size = abs(value)
    if size < 0.5 * 10.0 ** -MOST:
        return "0" if size < NOISE else NEARLY_NONE
    size = round(size, decimals(size))  # 9.998 is 10.0, not 10.00
    text = f"{size:.{decimals(size)}f}"
    return ("\u2212" if value < 0 else "") + text


def interval(low, high):
    """"[0.35, 1.81]"; nothing where both ends are written alike."""
    low, high = figure(low), figure(high)
    return "" if low == high else f"[{low}, {high}]"
