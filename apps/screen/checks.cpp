// SPDX-License-Identifier: Apache-2.0
// The standing checks, and the solves that failed.
#include "apps/screen/page.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "apps/screen/grid.hpp"

namespace yuqian::apps::report {
/// Judgements by estimate: one line each where all estimates agree, reasons once.
void print_judgements(const Page& page) {
  std::vector<std::string> said;
  for (std::size_t t = 0; t < page.results.trades.size(); ++t)
    for (const model::Judgement& j : page.results.run(page.at, t).outcome.judgements) {
      const std::string head = page.words.term("judgement_" + j.name) + ": " +
                               page.words.term("verdict_" + std::string(word(j.verdict)));
      std::vector<std::string> lines;
      for (const model::LocalText& reason : j.reasons) lines.push_back(page.words(reason));
      if (lines.empty()) lines.emplace_back();
      for (const std::string& line : lines) {
        const std::string text = head + (line.empty() ? "" : ". " + line);
        if (std::find(said.begin(), said.end(), text) != said.end()) continue;
        said.push_back(text);
        const std::string shown = wrapped(text, page_width, "  ");
        page.screen.out << (j.verdict == model::Verdict::warning ? page.screen.alarm(shown)
                                                                 : page.screen.faint(shown))
                        << '\n';
      }
    }
}

void print_checks(const Page& page) {
  std::vector<std::string> names;
  for (std::size_t t = 0; t < page.results.trades.size(); ++t)
    for (const model::StandingCheck& c : page.results.run(page.at, t).outcome.checks)
      if (std::find(names.begin(), names.end(), c.name) == names.end()) names.push_back(c.name);
  if (names.empty()) return;
  Grid grid(page.words.term("checks"));
  grid.group(page.words("相对大小", "relative size"), page.estimates());
  grid.group("", {page.words("容差", "tolerance"), page.words("结果", "result")});
  for (const std::string& name : names) {
    std::vector<std::string> cells;
    double tolerance = 0;
    using Outcome = model::StandingCheck::Outcome;
    Outcome worst = Outcome::passed;  // one that failed, else one that was not made
    for (std::size_t t = 0; t < page.results.trades.size(); ++t) {
      const auto& list = page.results.run(page.at, t).outcome.checks;
      const auto c = std::find_if(list.begin(), list.end(),
                                  [&](const auto& check) { return check.name == name; });
      cells.push_back(c == list.end() || !c->made ? "-" : fmt::format("{:.1e}", c->value));
      if (c == list.end()) continue;
      tolerance = c->tolerance;
      if (worst != Outcome::failed && c->outcome() != Outcome::passed) worst = c->outcome();
    }
    cells.push_back(fmt::format("{:.0e}", tolerance));
    cells.push_back(page.words.term(worst == Outcome::not_made ? "check_not_made" : word(worst)));
    grid.row("  " + page.words.term("check_" + name), std::move(cells));
  }
  page.screen.out << '\n';
  grid.print(page.screen);
  print_judgements(page);
}

void print_failures(const Page& page) {
  for (std::size_t t = 0; t < page.results.trades.size(); ++t) {
    const Outcome& o = page.results.run(page.at, t).outcome;
    if (o.solved()) continue;
    page.screen.out << '\n'
                    << page.screen.alarm(page.words.term("not_solved")) << "  "
                    << page.results.scenarios[page.at].id << ", "
                    << page.words.term("variant_" + page.results.trades[t]) << ": "
                    << page.words(o.sentence) << '\n';
    for (const model::LocalText& row : o.worst) page.screen.out << "  " << page.words(row) << '\n';
  }
  if (!page.first) print_judgements(page);  // what may be why
}

}  // namespace yuqian::apps::report
