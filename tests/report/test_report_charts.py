#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The pictures: both ends of every range in figures, no text on another, and type of eight points in the brief."""
import math
import unittest

from report_case import ReportCase, load_maker

load_maker()
from yuqian_report import charts  # noqa: E402
from yuqian_report.figures import figure, interval  # noqa: E402
from yuqian_report.measures import BY_KEY, overview  # noqa: E402

EMU = 914400  # to the inch, in Word
POINTS = 8


def boxes(picture):
    """Every text that is drawn: (what, size in points, its box in points)."""
    from matplotlib.text import Text
    picture.canvas.draw()
    renderer, scale = picture.canvas.get_renderer(), 72 / picture.dpi
    found = []
    for text in picture.findobj(Text):
        drawn_off = not text.get_visible() or (text.axes is not None and not text.axes.axison and text.axes.get_visible())
        if text.get_text().strip() and not drawn_off:
            box = Text.get_window_extent(text, renderer)
            found.append((text.get_text(), text.get_fontsize(), [v * scale for v in (box.x0, box.y0, box.x1, box.y1)]))
    return found


def overlap(a, b):
    """By more than the blank that a font leaves around its figures."""
    return min(a[2], b[2]) - max(a[0], b[0]) > 0.5 and min(a[3], b[3]) - max(a[1], b[1]) > 2.5


class Charts(ReportCase):
    scenarios = ("S1a", "S8", "S4k", "S4h", "S11k")

    def drawn(self, draw, language):
        import matplotlib.pyplot as plt
        picture = draw(self.results, language)
        found = boxes(picture)
        size = picture.get_size_inches() * 72
        plt.close(picture)
        return found, size

    def test_no_text_lies_on_another_or_is_cut(self):
        for draw in (charts.policies, charts.households, charts.sectors):
            for language in ("zh", "en"):
                with self.subTest(draw=draw.__name__, language=language):
                    found, (width, height) = self.drawn(draw, language)
                    self.assertGreaterEqual(min(size for _, size, _ in found), POINTS)
                    for k, (text, _, box) in enumerate(found):
                        self.assertTrue(box[0] > -1 and box[1] > -1 and box[2] < width + 1 and box[3] < height + 1, text)
                        self.assertEqual([other for other, _, b in found[k + 1:] if overlap(box, b)], [], text)

    def test_both_ends_of_every_range_are_in_figures(self):
        measure = BY_KEY["grp_real_change"]
        areas = [*self.results.members, self.results.pair]
        found = [overview(self.results, measure, p, a) for p in self.results.policies for a in areas]
        wanted = [figure(v) for f in found if f.ranged and interval(f.low, f.high) for v in (f.low, f.high)]
        wanted += [figure(f.central) for f in found if math.isfinite(f.central)]
        self.assertGreater(len(wanted), 2 * len(found))
        texts = [text for text, _, _ in self.drawn(charts.policies, "zh")[0]]
        for text in set(wanted):
            self.assertGreaterEqual(texts.count(text), wanted.count(text), text)

    def test_in_the_brief_they_stand_at_their_own_size(self):
        import docx
        import matplotlib.pyplot as plt
        brief = self.folder / "charts.docx"
        self.report(self.result, "--lang", "zh", "--out", brief)
        shapes = docx.Document(str(brief)).inline_shapes
        self.assertEqual(len(shapes), 3)
        picture = charts.sectors(self.results, "zh")
        drawn = picture.get_figwidth()
        plt.close(picture)
        for shape in shapes:
            self.assertAlmostEqual(shape.width / EMU, drawn, delta=0.01)


if __name__ == "__main__":
    unittest.main()
