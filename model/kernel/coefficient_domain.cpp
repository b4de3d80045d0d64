// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/kernel/coefficient_domain.hpp>
#include <yuqian/model/maths/at.hpp>

#include <map>

#include <fmt/format.h>

namespace yuqian::model {
namespace {

constexpr data::Domain not_negative{.lower = 0};
constexpr data::Domain positive{.lower = 0, .lower_open = true};
constexpr data::Domain share{.lower = 0, .upper = 1};
constexpr data::Domain tax_on_use{.lower = -1, .lower_open = true};
constexpr data::Domain tax_on_output{.upper = 1, .upper_open = true};

/// Looks at the uses of some slots; the first value out of its domain is kept.
class Search {
 public:
  Search(const Model& model, const std::vector<double>& slots) : m_(model), slots_(slots) {}

  void look_at(const SlotUse& use) {
    const double value = slots_[at(use.slot)];
    switch (use.kind) {
      case SlotUse::Kind::elasticity:
        return require(value, not_negative, [&] { return of_block("an elasticity", use); });
      case SlotUse::Kind::subsistence:
        return require(value, not_negative, [&] { return of_leaf("the committed quantity", use); });
      case SlotUse::Kind::augmentation:
        return require(value, positive, [&] { return of_leaf("the augmentation", use); });
      case SlotUse::Kind::preference:
        return require(value, positive, [&] { return of_leaf("the preference", use); });
      case SlotUse::Kind::nest_preference:
        return require(value, positive, [&] { return of_block("the preference of a nest", use); });
      case SlotUse::Kind::tax:
        return require_price(use);
      case SlotUse::Kind::transfer:
      case SlotUse::Kind::endowment:
        return;
    }
  }

  /// Rates that are known before the solve: constants and those that parameters set.
  void look_at_transfers() {
    std::map<int, double> given;
    for (const TransferData& t : m_.transfers()) {
      if (t.rate.slot >= 0 && reads_unknowns(t.rate.slot)) continue;
      const double rate = t.rate.value(slots_);
      require(rate, share, [&] {
        return fmt::format("the share of its income that \"{}\" gives to \"{}\"", m_.name(t.from),
                           m_.name(t.to));
      });
      const double all = given[t.from] += rate;
      if (all > 1 + 1e-12)  // shares that were divided out add up to one only nearly
        require(all, share, [&] {
          return fmt::format("the share of its income that \"{}\" gives away in all",
                             m_.name(t.from));
        });
    }
  }

  bool reads_unknowns(int slot) const {
    const Slot& s = m_.slots()[at(slot)];
    return s.parameter < 0 && !m_.tapes()[at(s.tape)].unknowns().empty();
  }

  std::optional<BadCoefficient> found;

 private:
  /// `what()` says what the value is: thousands are looked at, and hardly ever is one wrong.
  template <class What>
  void require(double value, const data::Domain& domain, const What& what) {
    if (!found && !domain.contains(value)) found = {what(), value, domain};
  }

  /// All taxes of the leaf together; those of a use are paid on top, those of a supply taken away.
  void require_price(const SlotUse& use) {
    const Leaf& leaf = m_.kernel().leaves[at(use.index)];
    double rate = 0;
    for (int t = leaf.tax_begin; t < leaf.tax_end; ++t) {
      const Ref& tax = m_.kernel().taxes[at(t)].rate;
      if (tax.slot >= 0 && reads_unknowns(tax.slot) && !reads_unknowns(use.slot)) return;
      rate += tax.value(slots_);
    }
    const BlockData& block = m_.blocks()[at(use.block)];
    const TreeData& inputs = m_.kernel().trees[at(block.inputs)];
    const bool is_use = use.index >= inputs.leaf_begin && use.index < inputs.leaf_end;
    require(rate, is_use ? tax_on_use : tax_on_output,
            [&] { return of_leaf("the tax rate", use); });
  }

  std::string of_block(const char* what, const SlotUse& use) const {
    return fmt::format("{} of \"{}\"", what, m_.name(m_.blocks()[at(use.block)].level));
  }
  std::string of_leaf(const char* what, const SlotUse& use) const {
    return fmt::format("{} of \"{}\" in \"{}\"", what,
                       m_.name(m_.kernel().leaves[at(use.index)].price),
                       m_.name(m_.blocks()[at(use.block)].level));
  }

  const Model& m_;
  const std::vector<double>& slots_;
};

}  // namespace

std::string BadCoefficient::sentence() const {
  return fmt::format("{} is {:.6g}; it must be {}", what, value, domain.text());
}

std::optional<BadCoefficient> bad_parameter_coefficient(const Model& model,
                                                        std::span<const double> parameters) {
  std::vector<double> slots(model.slots().size());
  const std::vector<double> nowhere(at(model.size()));
  Search search(model, slots);
  const int count = static_cast<int>(slots.size());
  for (int s = 0; s < count; ++s) {
    if (search.reads_unknowns(s)) continue;
    slots[at(s)] = model.slot_value(model.slots()[at(s)], nowhere, parameters);
  }
  for (int s = 0; s < count; ++s)
    if (!search.reads_unknowns(s))
      for (const SlotUse& use : model.slot_uses(s)) search.look_at(use);
  search.look_at_transfers();
  return search.found;
}

std::optional<BadCoefficient> bad_endogenous_coefficient(const Model& model,
                                                         const std::vector<double>& slots) {
  Search search(model, slots);
  for (const int s : model.endogenous_slots())
    for (const SlotUse& use : model.slot_uses(s)) search.look_at(use);
  return search.found;
}

}  // namespace yuqian::model
