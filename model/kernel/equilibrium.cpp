// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/kernel/equilibrium.hpp>
#include <yuqian/model/maths/at.hpp>
#include <yuqian/solvers/team.hpp>

#include <algorithm>
#include <atomic>
#include <cmath>

namespace yuqian::model {

using solvers::Evaluation, solvers::share, solvers::share_range, solvers::team_size;

Equilibrium::Equilibrium(std::shared_ptr<const Model> model)
    : model_(std::move(model)),
      x_(at(model_->size())),
      point_(*model_),
      scratch_(*model_),
      row_(at(model_->size())),
      column_(at(model_->size())),
      levels_(at(model_->size())) {
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

/// Keeps values that are not the model's own, which would double millions of them.
void Equilibrium::keep(std::span<const double> values, std::vector<double>& kept) const {
  if (values.data() == kept.data()) return;
  if (std::ranges::equal(values, model_->parameters()))
    kept.clear();
  else
    kept.assign(values.begin(), values.end());
}

void Equilibrium::set_base(std::span<const double> values) {
  keep(values, base_);
  if (t_ != 1) move_to(t_);
}

void Equilibrium::set_target(std::span<const double> values) {
  if (t_ == 1 && std::ranges::equal(values, target())) return;  // all that was found still holds
  keep(values, target_);
  move_to(1);
}

void Equilibrium::move_to(double t) {
  t_ = t;
  parameters_moved_ = true;
  if (t == 0 || t == 1) return;
  between_.resize(base().size());
  for (std::size_t k = 0; k < between_.size(); ++k)
    between_[k] = base()[k] + t * (target()[k] - base()[k]);
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
  const JacobianParts& parts = m.jacobian_parts();
  // Alone, in the order of emission, no entry has to wait.
  const bool alone = team_size() == 1;
  if (!alone) late_.resize(parts.late.size());
  for (const solvers::Out all : {values, solvers::Out(late_)})
    share_range(all.size(), 1 << 14, [&](std::size_t begin, std::size_t end) {
      std::fill(all.begin() + begin, all.begin() + end, 0.0);
    });
  struct Fill {
    const int* position;
    double *values, *late;  ///< `late`: null where none is kept
    const int* place;       ///< of late ones
    void operator()(int, int, double value) {
      const int p = *position++;
      (p >= 0 ? values[p] : late ? late[~p] : values[place[~p]]) += value;
    }
    bool pass(int entries) {
      position += entries;
      return false;
    }
  };
  const auto fill_from = [&](std::size_t entry) {
    return Fill{parts.position.data() + entry, values.data(), alone ? nullptr : late_.data(),
                parts.late.data()};
  };
  share(static_cast<int>(parts.blocks.size()), [&](int k, int) {
    const JacobianParts::Part& part = parts.blocks[at(k)];
    Fill fill = fill_from(part.first_entry);
    for (int b = part.begin; b < part.end; ++b) emit_block(m, point_, b, scratch_, fill);
  });
  add_late(0, parts.late_of_blocks, values);
  while (scratch_.family.size() < at(team_size())) scratch_.family.emplace_back(m.kernel());
  share(static_cast<int>(parts.families.size()), [&](int k, int member) {
    const JacobianParts::Part& part = parts.families[at(k)];
    Fill fill = fill_from(part.first_entry);
    for (int f = part.begin; f < part.end; ++f)
      emit_family(m, point_, m.kernel().families[at(f)], scratch_, scratch_.family[at(member)],
                  fill);
  });
  add_late(parts.late_of_blocks, parts.late.size(), values);
  Fill fill = fill_from(parts.rest);
  emit_incomes(m, point_, fill);
  const int* position = fill.position;
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
  std::atomic<bool> finite{true};
  share_range(at(m.size()), 64, [&](std::size_t begin, std::size_t end) {
    bool all = true;
    for (std::size_t c = begin; c < end; ++c)
      for (int k = m.pattern().column_start[c]; k < m.pattern().column_start[c + 1]; ++k) {
        values[at(k)] *= m.unknown(static_cast<int>(c)).scale;
        all = all && std::isfinite(values[at(k)]);
      }
    if (!all) finite = false;
  });
  return finite ? Evaluation::ok : Evaluation::not_finite;
}

/// Adds late entries. Every part looks through all of them for those that go to its stretch of the
/// values.
void Equilibrium::add_late(std::size_t first, std::size_t last, solvers::Out values) {
  if (team_size() == 1) return;
  const std::vector<int>& place = model_->jacobian_parts().late;
  const int parts = team_size();
  share(parts, [&](int part, int) {
    const auto begin_of = [&](int k) { return static_cast<int>(std::ssize(values) * k / parts); };
    const int begin = begin_of(part), end = begin_of(part + 1);
    for (std::size_t k = first; k < last; ++k)
      if (place[k] >= begin && place[k] < end) values[at(place[k])] += late_[k];
  });
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
  for (std::size_t k = 0; k < base().size(); ++k)
    if (target()[k] != base()[k])
      add_parameter_column(static_cast<int>(k), target()[k] - base()[k], levels_);
  return copy(levels_, dfdt);
}

}  // namespace yuqian::model
