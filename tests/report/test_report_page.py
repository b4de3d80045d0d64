#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The page in Debian's browser: it loads by itself, says what the file says, and speaks both languages."""
import json
import math
import shutil
import sys
import unittest

from report_case import ReportCase, load_maker

BROWSER, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
try:
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service
    from selenium.webdriver.common.keys import Keys
except ImportError:
    webdriver = None
if not (webdriver and BROWSER and DRIVER):
    print("SKIPPED: needs chromium, chromium-driver and python3-selenium")
    sys.exit(0)

load_maker()
from yuqian_report import statements as say  # noqa: E402
from yuqian_report.figures import figure  # noqa: E402
from yuqian_report.measures import MEASURES, measures_of, over_estimates, overview, sources_table  # noqa: E402


# What a browser says of where things stand.
MEASURED = """
const boxes = new Map();
const box = (e) => boxes.get(e) || boxes.set(e, e.getBoundingClientRect()).get(e), drawn = (e) => box(e).width > 0;
const beyond = () => [...document.querySelectorAll("body *")].filter((e) => drawn(e) && !e.closest(".wide, .rows, .chart")
  && (box(e).right > innerWidth + 1 || box(e).left < -1)).map((e) => e.outerHTML.slice(0, 80));
const texts = (svg) => [...svg.querySelectorAll("text")].filter(drawn);
const charts = [...document.querySelectorAll(".chart svg")];
const cut = () => charts.flatMap((svg) => texts(svg).filter((e) => box(e).left < box(svg).left - 1
  || box(e).right > box(svg).right + 1 || box(e).top < box(svg).top - 1 || box(e).bottom > box(svg).bottom + 1)
  .map((e) => e.textContent));
const onEachOther = () => charts.flatMap((svg) => texts(svg).flatMap((a, k, all) => all.slice(k + 1).filter((b) =>
  Math.min(box(a).right, box(b).right) - Math.max(box(a).left, box(b).left) > 1
  && Math.min(box(a).bottom, box(b).bottom) - Math.max(box(a).top, box(b).top) > 6)
  .map((b) => a.textContent + " / " + b.textContent)));
const hints = () => [...document.querySelectorAll(".swipe")].map((e) => [drawn(e) ? e.innerText.trim() : "",
  e.nextElementSibling.scrollWidth > e.nextElementSibling.clientWidth + 1, e.nextElementSibling.outerHTML.slice(0, 200)]);
"""


def browser():
    options = Options()
    options.binary_location = BROWSER
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(service=Service(DRIVER), options=options)


class Page(ReportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.page = cls.folder / "page.html"
        cls.report(cls.result, "--lang", "zh", "--out", cls.page)
        cls.browser = browser()
        cls.browser.get(cls.page.as_uri())

    @classmethod
    def tearDownClass(cls):
        cls.browser.quit()
        super().tearDownClass()

    def find(self, selector):
        return self.browser.find_element("css selector", selector)

    def texts(self, selector):
        return self.browser.execute_script(
            "return [...document.querySelectorAll(arguments[0])].map(e => e.textContent.trim())", selector)

    def test_loads_nothing_and_complains_of_nothing(self):
        asked = []
        for entry in self.browser.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                asked.append(message["params"]["request"]["url"])
        self.assertEqual([url for url in asked if not url.startswith(("data:", "blob:"))], [self.page.as_uri()])
        self.assertEqual(self.browser.get_log("browser"), [])
        policy = self.find("meta[http-equiv]").get_attribute("content")
        self.assertIn("default-src 'none'", policy)
        self.assertNotIn("unsafe", policy)
        self.assertLess(self.page.stat().st_size, 2_000_000)

    def test_the_table_is_the_file(self):
        compared = 0
        for area in self.results.shown_areas:
            for m in measures_of(self.results):
                cells = self.texts(f'tr[data-measure="{m.key}"][data-area="{area}"] td')
                found = [overview(self.results, m, p, area) for p in self.results.policies]
                if any(math.isfinite(f.central) for f in found):
                    self.assertEqual(cells, [" ".join(filter(None, say.cell(f))) for f in found])
                    compared += len(cells)
                else:
                    self.assertEqual((m.key, cells), ("carbon_price", []), "a row of dashes")
        self.assertEqual(compared, (len(measures_of(self.results)) * 5 - 3) * 2)

    def test_charts_and_their_tables_are_the_file(self):
        pair, policy = self.results.pair, self.results.policies[0]
        found = [over_estimates(self.results, policy, lambda t, k=k: float(self.results.values(
            "sector_output_change_value", policy, t, area=pair)[k])) for k in range(3)]
        in_order = sorted(found, key=lambda f: f.central)
        self.assertEqual(self.texts("#sectors .chart text.figure"), [figure(f.central) for f in in_order])
        self.assertEqual(self.texts("#sectors .chart text.limit"), [figure(v) for f in in_order for v in (f.low, f.high)])
        self.assertEqual(self.texts("#sectors .rows td:nth-child(2)"),
                         [" ".join(filter(None, say.cell(f))) for f in in_order])
        parts = self.results.values(sources_table(self.results), policy, area=pair)
        self.assertEqual(self.texts("#sources .rows td"), [figure(v) for v in [*parts, parts.sum()]])
        flows = self.results.values("trade_change", policy).sum(axis=(2, 3))
        self.assertEqual(self.texts("#trade .rows td"), [figure(v) for v in flows.ravel()])

    def test_figures_are_written_by_one_rule(self):
        values = [1234.6, 137.43, 9.998, 99.96, 0.8812, 0.0123, 0.0007, 4e-4, 1e-12, 0, -0.25, -38.71]
        told = self.browser.execute_script("return arguments[0].map(figure)", values)
        self.assertEqual(told, [figure(v) for v in values])

    def test_sorts_by_heading(self):
        self.browser.execute_script("document.querySelector('#sectors details').open = true")
        self.find("#sectors thead th:nth-child(1) button").click()
        names = self.texts("#sectors .rows tbody th")
        self.assertEqual(names, sorted(names))

    def test_speaks_both_languages(self):
        self.assertIn("相对基准变化", self.find("body").text)
        self.assertNotIn("relative to the benchmark", self.find("body").text)
        self.find('[data-language-button="en"]').click()
        text = self.find("body").text
        self.assertIn("relative to the benchmark", text)
        self.assertNotIn("相对基准", text)
        self.assertIn("Chongqing and Guizhou", self.texts("#compare .chart text.label"))
        self.find('[data-language-button="zh"]').click()
        self.assertIn("两地合计", self.texts("#compare .chart text.label"))

    def test_can_be_used_from_the_keyboard(self):
        chart = self.find("#compare .chart svg")
        self.browser.execute_script("arguments[0].focus()", chart)
        chart.send_keys(Keys.ARROW_DOWN)
        note = self.find("#note")
        self.assertTrue(note.is_displayed())
        found = overview(self.results, MEASURES[0], self.results.policies[0], self.results.shown_areas[0])
        self.assertIn(f"{figure(found.central)} %", note.text)
        self.assertIn("方程 23", note.text)
        chart.send_keys(Keys.ESCAPE)
        self.assertFalse(note.is_displayed())

    def test_saves_csv_that_is_no_formula(self):
        csv = self.browser.execute_async_script("""
            const done = arguments[0], make = URL.createObjectURL;
            URL.createObjectURL = (blob) => { blob.text().then(done); return make.call(URL, blob); };
            saveCsv("x", ["a"], [["=1+1", -2.5], ["say \\"so\\"", null]]);""")
        self.assertEqual(csv.lstrip("\ufeff").split("\r\n"), ["a", "'=1+1,-2.5", '"say ""so""",'])

    def test_fits_a_telephone_and_a_wall(self):
        """Nothing stands beyond the edge but in places that scroll, which say so; no text of a chart is cut or lies on
        another, and a title that a list cuts short stands whole below it."""
        self.browser.execute_script("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        for language in ("zh", "en"):
            self.find(f'[data-language-button="{language}"]').click()
            for width in (360, 1920):
                with self.subTest(language=language, width=width):
                    self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
                        "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False})
                    self.assertLessEqual(self.browser.execute_script("return document.documentElement.scrollWidth"), width)
                    self.assertGreater(len(self.texts("#compare .chart text.figure")), 5)
                    for what in ("beyond", "cut", "onEachOther"):
                        self.assertEqual(self.browser.execute_script(MEASURED + f"return {what}();"), [], what)
                    for hint, scrolls, place in self.browser.execute_script(MEASURED + "return hints();"):
                        self.assertEqual(hint, {"zh": "较宽，可左右滑动。", "en": "Wide: swipe sideways."}[language] if scrolls else "", place)
                    title = self.results.policies[0].title[language]
                    self.assertTrue(all(t.startswith(f"S1a {title}") for t in self.texts(".choices h3") if t))
        self.browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        self.find('[data-language-button="zh"]').click()

    def test_prints_its_tables(self):
        self.browser.execute_script("window.dispatchEvent(new Event('beforeprint'))")
        self.assertTrue(self.find("#compare .rows table").is_displayed())


if __name__ == "__main__":
    unittest.main()
