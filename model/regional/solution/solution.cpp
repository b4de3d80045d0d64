// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/maths/at.hpp>
#include <yuqian/model/regional/solution/solution.hpp>

#include <algorithm>

namespace yuqian::model {

std::string_view word(StandingCheck::Outcome outcome) {
  return check_words[static_cast<std::size_t>(outcome)];
}

bool Solution::solved() const {
  return reference_report.solved() && report.solved() &&
         std::none_of(checks.begin(), checks.end(),
                      [](const StandingCheck& c) { return c.failed(); });
}

std::vector<std::pair<std::string, double>> Solution::point() const {
  const std::vector<double>& levels = reference_report.solved() ? x : reference_x;
  std::vector<std::pair<std::string, double>> point;
  for (int i = 0; i < model->model->size(); ++i)
    point.emplace_back(model->model->name(i), levels[at(i)] * model->model->unknown(i).scale);
  return point;
}

}  // namespace yuqian::model
