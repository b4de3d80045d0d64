// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/kernel/equilibrium.hpp>
#include <yuqian/model/maths/at.hpp>

#include <algorithm>
#include <cmath>

namespace yuqian::model {

using solvers::Evaluation;

Equilibrium::Equilibrium(std::shared_ptr<const Model> model)
    : model_(std::move(model)),
      x_(at(model_->size())),
      point_(*model_),
      scratch_(*model_),
      row_(at(model_->size())),
      column_(at(model_->size())),
      levels_(at(model_->size())) {
  base_ = target_ = model_->parameters();
  positive_.assign(at(model_->size()), 0);
  std::fill(positive_.begin(), positive_.begin() + model_->offsets().consumer, char{1});
  std::size_t unknowns = 0, parameters = 0;
  for (const Tape& tape : model_->tapes()) {
    unknowns = std::max(unknowns, tape.unknowns().size());
    parameters = std::max(parameters, tape.parameters().size());
  }
  by_unknown_.resize(unknowns);
  by_parameter_.resize(parameters);
  for (const int s : model_->endogenous_slots()) slot_rows_.push_back(slot_rows(*model_, s));
}

SlotScratch& Equilibrium::slot_scratch() {
  if (!slot_scratch_) slot_scratch_.emplace(model_->kernel());
  return *slot_scratch_;
}

void Equilibrium::index_slots() {
  if (!slots_of_parameter_.empty()) return;
  for (int s = 0; s < static_cast<int>(model_->slots().size()); ++s) {
    const Slot& slot = model_->slots()[at(s)];
    for (const int k : {slot.parameter, slot.under})
      if (k >= 0) slots_of_parameter_.emplace_back(k, s);
    if (slot.tape >= 0)
      for (const int k : model_->tapes()[at(slot.tape)].parameters())
        slots_of_parameter_.emplace_back(k, s);
  }
  std::sort(slots_of_parameter_.begin(), slots_of_parameter_.end());
}

void Equilibrium::set_base(std::span<const double> values) {
  if (values.data() != base_.data()) base_.assign(values.begin(), values.end());
  if (t_ != 1) move_to(t_);
}

void Equilibrium::set_target(std::span<const double> values) {
  if (t_ == 1 && std::ranges::equal(values, target_)) return;  // all that was found still holds
  if (values.data() != target_.data()) target_.assign(values.begin(), values.end());
  move_to(1);
}

void Equilibrium::move_to(double t) {
  t_ = t;
  parameters_moved_ = true;
  if (t == 0 || t == 1) return;
  between_.resize(base_.size());
  for (std::size_t k = 0; k < base_.size(); ++k)
    between_[k] = base_[k] + t * (target_[k] - base_[k]);
}

bool Equilibrium::refresh(solvers::In x) {
  if (point_valid_ && !parameters_moved_ && std::equal(x.begin(), x.end(), x_.begin())) return true;
  std::copy(x.begin(), x.end(), x_.begin());
  for (int i = 0; i < model_->size(); ++i)
    point_.level[at(i)] = model_->unknown(i).scale * x[at(i)];
  point_valid_ = point_.refresh(*model_, parameters(), parameters_moved_ || !point_valid_);
  parameters_moved_ = false;
  return point_valid_;
}

const Point& Equilibrium::evaluate(solvers::In x) {
  if (!refresh(x))
    throw ModelError(
        "the model cannot be evaluated here: a price is negative, or a tax takes all of a price");
  return point_;
}

void Equilibrium::slacks(solvers::In x, solvers::Out slack) {
  const Point& point = evaluate(x);
  for (std::size_t i = 0; i < slack.size(); ++i) slack[i] = point.gain[i] - point.loss[i];
}

Evaluation Equilibrium::copy(const std::vector<double>& rows, solvers::Out f) {
  std::copy(rows.begin(), rows.end(), f.begin());
  return std::all_of(rows.begin(), rows.end(), [](double v) { return std::isfinite(v); })
             ? Evaluation::ok
             : Evaluation::not_finite;
}

Evaluation Equilibrium::residual(solvers::In x, solvers::Out f) {
  if (!refresh(x)) return Evaluation::outside_domain;
  for (int i = 0; i < model_->size(); ++i) row_[at(i)] = point_.residual(*model_, i);
  return copy(row_, f);
}

Evaluation Equilibrium::jacobian(solvers::In x, solvers::Out values) {
  if (!refresh(x)) return Evaluation::outside_domain;
  const Model& m = *model_;
  std::fill(values.begin(), values.end(), 0.0);
  struct Fill {
    const int*& position;
    double* values;
    void operator()(int, int, double value) const { values[*position++] += value; }
    bool pass(int entries) const {
      position += entries;
      return false;
    }
  };
  const int* position = m.entry_position().data();
  emit_jacobian(m, point_, scratch_, Fill{position, values.data()});
  for (std::size_t k = 0; k < slot_rows_.size(); ++k) {
    const int s = m.endogenous_slots()[k];
    const Tape& tape = m.tapes()[at(m.slots()[at(s)].tape)];
    tape.gradient(point_.level, parameters(), by_unknown_, by_parameter_);
    for (const int row : slot_rows_[k]) column_[at(row)] = 0;
    add_slot_column(m, point_, s, 1.0, column_, slot_scratch());
    for (std::size_t u = 0; u < tape.unknowns().size(); ++u)
      for (const int row : slot_rows_[k])
        values[at(*position++)] += by_unknown_[u] * column_[at(row)];
  }
  for (const Equation& e : m.equations()) {
    const Tape& tape = m.tapes()[at(e.tape)];
    tape.gradient(point_.level, parameters(), by_unknown_, by_parameter_);
    for (std::size_t k = 0; k < tape.unknowns().size(); ++k)
      values[at(*position++)] += by_unknown_[k] * point_.side_weight(e.unknown, 1);
  }
  bool finite = true;
  for (int c = 0; c < m.size(); ++c)
    for (int k = m.pattern().column_start[at(c)]; k < m.pattern().column_start[at(c) + 1]; ++k) {
      values[at(k)] *= m.unknown(c).scale;
      finite = finite && std::isfinite(values[at(k)]);
    }
  return finite ? Evaluation::ok : Evaluation::not_finite;
}

void Equilibrium::add_parameter_column(int parameter, double weight, std::vector<double>& column) {
  const Model& m = *model_;
  index_slots();
  const auto derivative = [&](const Tape& tape) {
    const auto found = std::find(tape.parameters().begin(), tape.parameters().end(), parameter);
    if (found == tape.parameters().end()) return 0.0;
    tape.gradient(point_.level, parameters(), by_unknown_, by_parameter_);
    return by_parameter_[static_cast<std::size_t>(found - tape.parameters().begin())];
  };
  for (auto it = std::lower_bound(slots_of_parameter_.begin(), slots_of_parameter_.end(),
                                  std::pair(parameter, 0));
       it != slots_of_parameter_.end() && it->first == parameter; ++it) {
    const int s = it->second;
    const Slot& slot = m.slots()[at(s)];
    const double d = slot.tape >= 0 ? derivative(m.tapes()[at(slot.tape)])
                                    : m.slot_slope(slot, parameter, parameters());
    if (d != 0) add_slot_column(m, point_, s, weight * d, column, slot_scratch());
  }
  for (const Equation& e : m.equations())
    column[at(e.unknown)] +=
        weight * derivative(m.tapes()[at(e.tape)]) * point_.side_weight(e.unknown, 1);
}

Evaluation Equilibrium::parameter_column(solvers::In x, ParameterId parameter,
                                         solvers::Out column) {
  if (!refresh(x)) return Evaluation::outside_domain;
  std::fill(levels_.begin(), levels_.end(), 0.0);
  add_parameter_column(parameter.value, 1.0, levels_);
  return copy(levels_, column);
}

Evaluation Equilibrium::path_derivative(solvers::In x, solvers::Out dfdt) {
  if (!refresh(x)) return Evaluation::outside_domain;
  std::fill(levels_.begin(), levels_.end(), 0.0);
  for (std::size_t k = 0; k < base_.size(); ++k)
    if (target_[k] != base_[k])
      add_parameter_column(static_cast<int>(k), target_[k] - base_[k], levels_);
  return copy(levels_, dfdt);
}

}  // namespace yuqian::model
