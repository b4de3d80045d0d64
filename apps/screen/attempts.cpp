// SPDX-License-Identifier: Apache-2.0
#include "apps/screen/attempts.hpp"

#include <fmt/format.h>

#include "apps/screen/grid.hpp"

namespace yuqian::apps {

void print_attempts(const Screen& screen, const std::vector<model::Rung>& rungs,
                    const std::vector<solvers::Step>& history) {
  const Words& w = screen.words;
  Grid attempts(w("求解尝试", "attempts"));
  attempts.group("", {w("结果", "outcome"), w("迭代", "iterations"), w("残差", "residual"),
                      w("到达", "reached")});
  for (const model::Rung& r : rungs)
    attempts.row("  " + w(name(r)),
                 {std::string(solvers::word(r.status)), std::to_string(r.iterations),
                  fmt::format("{:.2e}", r.residual), fmt::format("{:.4g} %", 100 * r.reached)});
  attempts.print(screen);
  Grid steps(w("迭代", "iterations"));
  steps.group("", {w("方向", "direction"), w("步长", "length"), w("残差", "residual"),
                   w("互补差", "gap"), w("目标函数", "merit")});
  for (const solvers::Step& s : history)
    steps.row(fmt::format("  {}", s.iteration),
              {std::string(solvers::word(s.direction)), fmt::format("{:.3g}", s.length),
               fmt::format("{:.2e}", s.residual), fmt::format("{:.2e}", s.gap),
               fmt::format("{:.2e}", s.merit)});
  steps.print(screen);
}

}  // namespace yuqian::apps
